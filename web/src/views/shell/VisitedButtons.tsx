import { ArrowLeft, ArrowRight } from "lucide-react";
import { useTabs } from "#/state/stores/tabs.ts";
import { nextPlace, useVisited } from "#/state/stores/visited.ts";
import { IconButton } from "#/ui/Button.tsx";
import { words } from "#/words/app.ts";
import { useKeys } from "./keys.ts";

/** Back and forward through the tabs that were in front. */
export function VisitedButtons() {
  const visited = useVisited();
  const tabs = useTabs((store) => store.tabs);
  const isOpen = (key: string) => tabs.some((tab) => tab.key === key);
  const back = nextPlace(visited, -1, isOpen);
  const forward = nextPlace(visited, 1, isOpen);
  const go = (place: number | undefined) => {
    const key = place === undefined ? undefined : visited.keys[place];
    if (place === undefined || key === undefined) return;
    useVisited.setState({ at: place });
    useTabs.getState().choose(key);
  };
  useKeys({ "Alt ArrowLeft": () => go(back), "Alt ArrowRight": () => go(forward) });
  return (
    <>
      <IconButton
        icon={ArrowLeft}
        name={words().header.back}
        keys="Alt ←"
        aria-disabled={back === undefined}
        onClick={() => go(back)}
      />
      <IconButton
        icon={ArrowRight}
        name={words().header.forward}
        keys="Alt →"
        aria-disabled={forward === undefined}
        onClick={() => go(forward)}
      />
    </>
  );
}
