// Days and times of the history in words of the language of the page.

import { words } from "#/words/app.ts";
import { timeFormat } from "#/words/locale.ts";

/** Hours and minutes. */
export const clock = timeFormat({ hour: "2-digit", minute: "2-digit" });
/** With seconds. */
export const exact = timeFormat({ hour: "2-digit", minute: "2-digit", second: "2-digit" });

const long = timeFormat({ weekday: "long", day: "numeric", month: "long" });
const short = timeFormat({ day: "numeric", month: "long" });
const DAY_MS = 24 * 60 * 60 * 1000;

/** A time as one tells it now: `17:20`, `Yesterday, 17:20`, `27 February, 17:20`. */
export function timeOf(atMs: number, nowMs: number = Date.now()): string {
  const day = (ms: number) => new Date(ms).toDateString();
  if (day(atMs) === day(nowMs)) return clock.format(atMs);
  const name = day(atMs) === day(nowMs - DAY_MS) ? words().history.yesterday : short.format(atMs);
  return `${name}, ${clock.format(atMs)}`;
}

/** The day of a time: `Today, 2 March`, `Friday 27 February`. */
export function dayOf(atMs: number, nowMs: number = Date.now()): string {
  const near = nearDay(atMs, nowMs);
  return near === null ? long.format(atMs) : `${near}, ${short.format(atMs)}`;
}

/** A time among others that may be of other days, short: `Today, 09:41:07`, `27 February, 18:22:10`. */
export function stamp(atMs: number, nowMs: number = Date.now()): string {
  return `${nearDay(atMs, nowMs) ?? short.format(atMs)}, ${exact.format(atMs)}`;
}

function nearDay(atMs: number, nowMs: number): string | null {
  const day = (ms: number) => new Date(ms).toDateString();
  if (day(atMs) === day(nowMs)) return words().history.today;
  return day(atMs) === day(nowMs - DAY_MS) ? words().history.yesterday : null;
}
