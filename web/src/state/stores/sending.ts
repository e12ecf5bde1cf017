// Which exchange belongs to which request, and how far it is. The exchange itself is asked for.
import { create } from "zustand";
import type { HeaderField } from "#/api/types/HeaderField.ts";
import type { SendRequest } from "#/api/types/SendRequest.ts";

/** The last exchange of a request. `bodyBytes` counts decoded bytes that are here. */
export type Sending = {
  id: string;
  isRunning: boolean;
  startedAt: number;
  head?: { status: number; reason: string; headers: HeaderField[] };
  bodyBytes: number;
};

/** How one send differs from what the request says; nothing of it is kept. `toFile` hands the answer to the browser as a file. */
export type SendWay = { toFile?: boolean } & Pick<
  SendRequest,
  "skips_certificate_check" | "keeps_unknown" | "timeout_ms"
>;

type Store = {
  /** By item key. */
  last: Record<string, Sending>;
  start: (key: string, id: string) => void;
  change: (id: string, part: Partial<Sending>) => void;
  /** Follows items to their new keys. */
  rekey: (change: (key: string) => string) => void;
};

/** The exchanges of this run of the page. */
export const useSending = create<Store>()((set) => ({
  last: {},
  start: (key, id) =>
    set(({ last }) => {
      if (last[key]?.id === id) return {};
      return { last: { ...last, [key]: { id, isRunning: true, startedAt: Date.now(), bodyBytes: 0 } } };
    }),
  change: (id, part) =>
    set(({ last }) => {
      const found = Object.entries(last).find(([, sending]) => sending.id === id);
      if (!found) return {};
      return { last: { ...last, [found[0]]: { ...found[1], ...part } } };
    }),
  rekey: (change) =>
    set(({ last }) => ({
      last: Object.fromEntries(Object.entries(last).map(([key, sending]) => [change(key), sending])),
    })),
}));

/** Ends when an exchange is over, or when another one took its place. */
export function isOver(id: string): Promise<void> {
  return new Promise((resolve) => {
    const isRunning = () => Object.values(useSending.getState().last).some((one) => one.id === id && one.isRunning);
    if (!isRunning()) return resolve();
    const end = useSending.subscribe(() => {
      if (isRunning()) return;
      end();
      resolve();
    });
  });
}
