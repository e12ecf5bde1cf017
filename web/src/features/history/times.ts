// Days and times of the history in words of the person's language.
import { words } from "#/words/en.ts";

/** Hours and minutes. */
export const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
/** With seconds. */
export const exact = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit" });

const long = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long" });
const short = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "long" });
const DAY_MS = 24 * 60 * 60 * 1000;

/** The day of a time: `Today, 2 March`, `Friday 27 February`. */
export function dayOf(atMs: number, nowMs: number = Date.now()): string {
  const day = (ms: number) => new Date(ms).toDateString();
  if (day(atMs) === day(nowMs)) return `${words.history.today}, ${short.format(atMs)}`;
  if (day(atMs) === day(nowMs - DAY_MS)) return `${words.history.yesterday}, ${short.format(atMs)}`;
  return long.format(atMs);
}
