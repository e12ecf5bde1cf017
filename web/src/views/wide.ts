import { useCallback, useSyncExternalStore } from "react";

function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (onChange: () => void) => {
      const list = window.matchMedia(query);
      list.addEventListener("change", onChange);
      return () => list.removeEventListener("change", onChange);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches);
}

/** Whether the window has room for two panes side by side. */
export function useWideWindow(): boolean {
  return useMedia("(min-width: 1101px)");
}

/** Whether the window has no room for a sidebar beside the main area: a small one, or one at 200 % zoom. */
export function useNarrowWindow(): boolean {
  return useMedia("(max-width: 760px)");
}
