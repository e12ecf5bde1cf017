// Keys of tabs that show what was sent. They hold what the tab is called, so that it has its name before anything is asked.

import type { HistoryView } from "#/api/types/HistoryView.ts";
import { timeFormat } from "#/words/locale.ts";

const time = timeFormat({ hour: "2-digit", minute: "2-digit" });

/** Path and query of an address; the whole of it when it is none. */
export function shortUrl(url: string): string {
  const path = /^[a-z]+:\/\/[^/?#]*(.*)$/i.exec(url)?.[1];
  return path === undefined || path === "" ? url : path;
}

/** Key of the tab that shows an entry of the history. */
export function entryKey(entry: HistoryView): string {
  return `:history ${entry.id} ${entry.method} ${shortUrl(entry.url)}, ${time.format(entry.at_ms)}`;
}

/** Key of the tab that compares two entries. */
export function comparisonKey(before: HistoryView, after: HistoryView): string {
  return `:comparison ${before.id} ${after.id} ${before.method} ${shortUrl(before.url)}`;
}

/** What such a key says; absent for the key of an item of the workspace. */
export function keptOf(key: string): { ids: number[]; name: string } | undefined {
  const found = /^:(?:history (\d+)|comparison (\d+) (\d+)) (.*)$/s.exec(key);
  if (!found) return undefined;
  return { ids: [found[1], found[2], found[3]].filter((id) => id !== undefined).map(Number), name: found[4] ?? "" };
}
