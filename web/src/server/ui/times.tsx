import { timeFormat } from "#/words/locale.ts";
import { words } from "#/words/server.ts";

const DAY = { day: "numeric", month: "long", year: "numeric" } as const;
const SHORT_DAY = { ...DAY, month: "short" } as const;
const MINUTE = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
/**
 * Day and time, each on its own: put together by the browser some languages grow a word between them. The short ones are for
 * columns.
 */
const FORMATS = {
  minute: [DAY, MINUTE],
  short_minute: [SHORT_DAY, MINUTE],
  short_second: [SHORT_DAY, { ...MINUTE, second: "2-digit" }],
  short_day: [SHORT_DAY],
} as const;

/** A time in words of the language of the page; the exact one in UTC on hover. */
export function When({ at_ms, to = "minute" }: { at_ms: number; to?: keyof typeof FORMATS }) {
  const at = new Date(at_ms);
  const exact = at
    .toISOString()
    .replace("T", " ")
    .replace(/\.\d+Z$/, " UTC");
  return (
    <time dateTime={at.toISOString()} title={exact} className="num">
      {FORMATS[to].map((format) => timeFormat(format).format(at)).join(", ")}
    </time>
  );
}

/** A day as in a sentence. */
export function day(at_ms: number): string {
  return timeFormat(DAY).format(new Date(at_ms));
}

/** Units in which a length of time is said, the greatest first. */
const UNITS = [
  { unit: "hours", unit_s: 3600 },
  { unit: "minutes", unit_s: 60 },
  { unit: "seconds", unit_s: 1 },
] as const;

/** A unit of time. */
export type Unit = (typeof UNITS)[number]["unit"];

/** How long a unit is, in seconds. */
export function secondsOf(unit: Unit): number {
  return UNITS.find((one) => one.unit === unit)?.unit_s ?? 1;
}

/** A length of time in words, in the greatest unit that fits it wholly; an hour is sixty minutes, as people say of tokens. */
export function lengthInWords(seconds: number): string {
  const { unit, unit_s } = UNITS.find((one) => seconds % one.unit_s === 0 && seconds > one.unit_s) ?? UNITS[2];
  const count = seconds / unit_s;
  return words().settings.lengths[unit]({ count });
}
