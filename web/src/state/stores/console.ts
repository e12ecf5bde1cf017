// The Console: rows of the program as far as this window has asked for them. The rows themselves belong to the program.
import { create } from "zustand";
import { get, post } from "#/api/client.ts";
import type { ConsoleEntry } from "#/api/types/ConsoleEntry.ts";
import type { ConsoleView } from "#/api/types/ConsoleView.ts";
import { useView } from "./view.ts";

type Console = {
  entries: readonly ConsoleEntry[];
  /** Number of the latest row that is here. */
  next: number;
  /** Number of the row whose exchange is shown; null when none is. */
  opened: number | null;
  /** Exchange whose last row is to be opened as soon as it is here; null when none is. */
  wanted: string | null;
  /** Shows the panel, and in it the exchange of that id when one is given. */
  open: (exchangeId?: string) => void;
  toggle: () => void;
  openRow: (number: number | null) => void;
  /** Says that there may be new rows. They are asked for while the panel is there. */
  heard: () => void;
  /** Asks for everything again: events were missed, or the program is another one. */
  startOver: () => void;
  clear: () => Promise<void>;
};

let asking: Promise<void> | null = null;
let isOld = true;

/** The rows of this window. */
export const useConsole = create<Console>()((set, now) => ({
  entries: [],
  next: 0,
  opened: null,
  wanted: null,
  open: (exchangeId) => {
    useView.setState({ showsConsole: true });
    set({ wanted: exchangeId ?? null });
    now().heard();
  },
  toggle: () => {
    const showsConsole = !useView.getState().showsConsole;
    useView.setState({ showsConsole });
    if (showsConsole) now().heard();
  },
  openRow: (opened) => set({ opened, wanted: null }),
  heard: () => {
    isOld = true;
    if (!useView.getState().showsConsole || asking) return;
    asking = askWhileOld().finally(() => {
      asking = null;
    });
  },
  startOver: () => {
    set({ next: 0, entries: [] });
    now().heard();
  },
  clear: async () => {
    await post("/api/console/clear");
    now().heard();
  },
}));

async function askWhileOld(): Promise<void> {
  while (isOld) {
    isOld = false;
    const since = useConsole.getState().next;
    // Whoever was away hears of it by the connection; the next event asks again.
    const view = await get<ConsoleView>("/api/console", { since }).catch(() => null);
    if (view) useConsole.setState(({ entries, next }) => joined(entries, next === since ? since : 0, view));
  }
}

/** Rows that are still kept, and those that came behind `since`. */
export function joined(
  entries: readonly ConsoleEntry[],
  since: number,
  view: ConsoleView,
): { entries: readonly ConsoleEntry[]; next: number } {
  const kept = view.first === 0 || view.next < since ? [] : entries.filter((row) => row.number >= view.first);
  const last = kept.at(-1)?.number ?? 0;
  return { entries: [...kept, ...view.entries.filter((row) => row.number > last)], next: view.next };
}
