// Which tabs were in front, for going back and forward; of this window, while the page is there.
import { create } from "zustand";
import { useTabs } from "./tabs.ts";

type Visited = {
  /** Keys of tabs, oldest first. */
  keys: readonly string[];
  /** Where in the list the tab in front stands; -1 before the first. */
  at: number;
};

const VISITED_MAX = 100;

/** The tabs that were in front. */
export const useVisited = create<Visited>()(() => {
  const { active } = useTabs.getState();
  return active === null ? { keys: [], at: -1 } : { keys: [active], at: 0 };
});

/** Notes the tab that comes to the front. What was ahead is forgotten, unless the way leads along it. */
export function visit({ keys, at }: Visited, key: string): Visited {
  if (keys[at] === key) return { keys, at };
  if (keys[at + 1] === key) return { keys, at: at + 1 };
  if (keys[at - 1] === key) return { keys, at: at - 1 };
  const next = [...keys.slice(0, at + 1), key].slice(-VISITED_MAX);
  return { keys: next, at: next.length - 1 };
}

/** The nearest place in a direction whose tab is still open and is not in front; absent when there is none. */
export function nextPlace({ keys, at }: Visited, by: 1 | -1, isOpen: (key: string) => boolean): number | undefined {
  for (let place = at + by; place >= 0 && place < keys.length; place += by) {
    const key = keys[place];
    if (key !== undefined && key !== keys[at] && isOpen(key)) return place;
  }
  return undefined;
}

useTabs.subscribe(({ active }, before) => {
  if (active !== null && active !== before.active) useVisited.setState((state) => visit(state, active));
});
