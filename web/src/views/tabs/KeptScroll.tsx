import { type ReactNode, useLayoutEffect, useRef } from "react";
import css from "./KeptScroll.module.css";

/** How far what stands in a tab is scrolled: from the top and from the left, by its place in the tab. */
type Positions = Map<string, readonly [number, number]>;

const positions = new Map<string, Positions>();

/** What a tab shows, as far scrolled as it was when another tab came to the front. */
export function KeptScroll({ tabKey, children }: { tabKey: string; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const root = box.current;
    if (!root) return;
    const waiting: Positions = new Map(positions.get(tabKey));
    // What is scrolled may come late, and be short at first.
    const restore = () => {
      for (const [place, [top, left]] of waiting) {
        const element = elementAt(root, place);
        if (!element) continue;
        element.scrollTo(left, top);
        if (element.scrollTop === top && element.scrollLeft === left) waiting.delete(place);
      }
      if (waiting.size === 0) observer.disconnect();
    };
    const observer = new MutationObserver(restore);
    observer.observe(root, { childList: true, subtree: true, attributeFilter: ["style"] });
    restore();
    // Who moves on wants to be nowhere else.
    const leave = () => {
      waiting.clear();
      observer.disconnect();
    };
    const moves = ["wheel", "pointerdown", "keydown"] as const;
    for (const move of moves) root.addEventListener(move, leave, { capture: true, passive: true });
    return () => {
      positions.set(tabKey, new Map([...waiting, ...scrolledIn(root)]));
      observer.disconnect();
      for (const move of moves) root.removeEventListener(move, leave, { capture: true });
    };
  }, [tabKey]);
  return (
    <div ref={box} className={css.box}>
      {children}
    </div>
  );
}

function scrolledIn(root: Element): Positions {
  const scrolled = [...root.querySelectorAll("*")].filter((element) => element.scrollTop > 0 || element.scrollLeft > 0);
  return new Map(scrolled.map((element) => [placeOf(root, element), [element.scrollTop, element.scrollLeft]]));
}

/** Where an element stands, as numbers of children on the way to it. */
function placeOf(root: Element, element: Element): string {
  const numbers: number[] = [];
  for (let at: Element | null = element; at && at !== root; at = at.parentElement) {
    numbers.unshift([...(at.parentElement?.children ?? [])].indexOf(at));
  }
  return numbers.join("/");
}

function elementAt(root: Element, place: string): Element | undefined {
  return place.split("/").reduce<Element | undefined>((at, number) => at?.children[Number(number)], root);
}
