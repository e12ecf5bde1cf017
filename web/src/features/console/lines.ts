// What the Console shows, line by line: rows, a sentence above the rows of one Send, a sentence below a row that failed.
import type { ConsoleEntry } from "#/api/types/ConsoleEntry.ts";
import type { Problem } from "#/api/types/Problem.ts";
import { type Words, words } from "#/words/app.ts";
import { listed } from "#/words/words.ts";

/** A line of the list. */
export type Line =
  | { kind: "send"; id: string; at: number; sentence: string; tookUs: number; hops: number }
  | { kind: "row"; id: string; entry: ConsoleEntry; isBad: boolean }
  | { kind: "problem"; id: string; problem: Problem }
  | { kind: "detail"; id: string; entry: ConsoleEntry };

/** Which rows are shown. */
export type Filter = { text: string; onlyErrors: boolean };

/** Whether a row tells of something that went wrong. */
export function isBad(entry: ConsoleEntry): boolean {
  return entry.problems.length > 0 || (entry.status ?? 0) >= 400;
}

/** The lines of these rows. `opened` is the number of the row whose exchange is shown below it. */
export function linesOf(entries: readonly ConsoleEntry[], filter: Filter, opened: number | null): Line[] {
  const wanted = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  const isShown = (entry: ConsoleEntry) => {
    if (filter.onlyErrors && !isBad(entry)) return false;
    if (wanted.length === 0) return true;
    const hay =
      `${entry.method} ${entry.url} ${entry.status ?? ""} ${entry.reason} ${entry.title} ${entry.problems.map((one) => one.message).join(" ")}`.toLowerCase();
    return wanted.every((word) => hay.includes(word));
  };
  const lines: Line[] = [];
  for (let from = 0; from < entries.length; ) {
    const group = groupAt(entries, from);
    from += group.length;
    const shown = group.filter(isShown);
    if (shown.length > 0 && group.length > 1) lines.push(sentenceOf(group));
    for (const entry of shown) {
      lines.push({ kind: "row", id: String(entry.number), entry, isBad: isBad(entry) });
      if (entry.number === opened) lines.push({ kind: "detail", id: `detail ${entry.number}`, entry });
      else {
        entry.problems.forEach((problem, index) => {
          lines.push({ kind: "problem", id: `problem ${entry.number} ${index}`, problem });
        });
      }
    }
  }
  return lines;
}

/** The rows of one Send that stand together from `from` on. */
function groupAt(entries: readonly ConsoleEntry[], from: number): ConsoleEntry[] {
  let to = from + 1;
  while (to < entries.length && entries[to]?.group === entries[from]?.group) to += 1;
  return entries.slice(from, to);
}

function sentenceOf(group: ConsoleEntry[]): Line {
  const [first] = group as [ConsoleEntry, ...ConsoleEntry[]];
  const last = group.at(-1) ?? first;
  const count = (role: ConsoleEntry["role"]) => group.filter((entry) => entry.role === role).length;
  const story: string[] = [];
  if (count("refused") > 0) story.push(words().console.story.refused);
  if (count("token") > 0)
    story.push(count("refused") > 0 ? words().console.story.newToken : words().console.story.token);
  if (count("refused") > 0 && last.role === "answer") story.push(words().console.story.again);
  if (count("redirect") > 0) story.push(words().console.story.redirects({ count: count("redirect") }));
  if (last.role === "unsent") story.push(words().console.story.unsent);
  return {
    kind: "send",
    id: `send ${first.number}`,
    at: first.at_ms,
    sentence: words().console.story.of({ title: last.title, story: listed(story) }),
    tookUs: last.offset_us + last.timings.total_us - first.offset_us,
    hops: group.length,
  };
}

/** A phase of a hop: its length in microseconds, and where it begins behind the start of the Send. */
export type Phase = { name: keyof Words["phases"]; fromUs: number; us: number };

/** Phases in the order in which they happen; what is left over before them is preparing. */
export function phasesOf(entry: ConsoleEntry): Phase[] {
  const { dns_us, connect_us, tls_us, first_byte_us, download_us, total_us } = entry.timings;
  const known: [Phase["name"], number | undefined][] = [
    ["dns", dns_us],
    ["tcp", connect_us],
    ["tls", tls_us],
    ["wait", first_byte_us],
    ["download", download_us],
  ];
  const sum = known.reduce((so, [, us]) => so + (us ?? 0), 0);
  const phases: Phase[] = [];
  let at = entry.offset_us;
  for (const [name, us] of [["prepare", Math.max(0, total_us - sum)] as [Phase["name"], number], ...known]) {
    if (us === undefined || us === 0) continue;
    phases.push({ name, fromUs: at, us });
    at += us;
  }
  return phases;
}

/** The end of the time scale in microseconds: a round number that holds the longest of the latest Sends. */
export function scaleOf(entries: readonly ConsoleEntry[]): number {
  const longest = entries.slice(-60).reduce((most, row) => Math.max(most, row.offset_us + row.timings.total_us), 1000);
  const step = 10 ** Math.floor(Math.log10(longest));
  return ([1, 2, 4, 6, 8, 10].find((times) => times * step >= longest) ?? 10) * step;
}
