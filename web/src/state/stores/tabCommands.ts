// What the tab in front can do, for those who stand outside of it: the palette.
import { useEffect, useRef } from "react";
import { create } from "zustand";

/** Commands of a tab; one that it does not have is absent. */
export type TabCommands = { send?: () => void; sendToFile?: () => void; save?: () => void; saveAs?: () => void };

/** Commands of the tab in front. */
export const useTabCommands = create<{ commands: TabCommands }>()(() => ({ commands: {} }));

/** Offers commands as long as the calling tab is in front. Which ones they are does not change meanwhile. */
export function useOfferedCommands(offered: TabCommands): void {
  const latest = useRef(offered);
  latest.current = offered;
  const names = Object.keys(offered).join(" ");
  useEffect(() => {
    const commands: TabCommands = {};
    for (const name of names.split(" ") as (keyof TabCommands)[]) commands[name] = () => latest.current[name]?.();
    useTabCommands.setState({ commands });
    return () => useTabCommands.setState((now) => (now.commands === commands ? { commands: {} } : now));
  }, [names]);
}
