import { expect, it } from "vitest";
import type { ConsoleEntry } from "#/api/types/ConsoleEntry.ts";
import { joined } from "#/state/stores/console.ts";
import { linesOf, phasesOf, scaleOf } from "./lines.ts";

const entry = (number: number, part: Partial<ConsoleEntry>): ConsoleEntry => ({
  number,
  group: `g${number}`,
  title: "List users",
  role: "answer",
  at_ms: 0,
  offset_us: 0,
  method: "GET",
  url: "http://h/v3/users",
  status: 200,
  reason: "OK",
  body_bytes: 1,
  timings: { total_us: 10 },
  problems: [],
  ...part,
});

const brief = (entries: ConsoleEntry[], filter = { text: "", onlyErrors: false }, opened: number | null = null) =>
  linesOf(entries, filter, opened).map((line) => (line.kind === "send" ? line.sentence : `${line.kind} ${line.id}`));

it("tells what happened above the rows of one Send", () => {
  const rows = [
    entry(1, {}),
    entry(2, { group: "a", role: "refused", status: 401 }),
    entry(3, { group: "a", role: "token" }),
    entry(4, { group: "a", offset_us: 90 }),
  ];
  expect(brief(rows)).toEqual([
    "row 1",
    "List users: the server rejected the token, a new one was fetched, the request was sent again",
    "row 2",
    "row 3",
    "row 4",
  ]);
});

it("filters by words and by what went wrong, and keeps causes and details below their rows", () => {
  const problem = { code: "refused", message: "nothing listens", severity: "error" as const };
  const rows = [
    entry(1, {}),
    entry(2, { problems: [problem as never] }),
    entry(3, { status: 404, reason: "Not Found" }),
  ];
  expect(brief(rows, { text: "", onlyErrors: true })).toEqual(["row 2", "problem problem 2 0", "row 3"]);
  expect(brief(rows, { text: "not get", onlyErrors: false }, 3)).toEqual([
    "row 2",
    "problem problem 2 0",
    "row 3",
    "detail detail 3",
  ]);
});

it("puts phases one behind the other, what is left before them", () => {
  const row = entry(1, {
    offset_us: 5,
    timings: { connect_us: 20, first_byte_us: 50, download_us: 10, total_us: 100 },
  });
  expect(phasesOf(row).map(({ name, fromUs, us }) => `${name} ${fromUs}+${us}`)).toEqual([
    "prepare 5+20",
    "tcp 25+20",
    "wait 45+50",
    "download 95+10",
  ]);
  expect(scaleOf([entry(1, { timings: { total_us: 131_000 } })])).toBe(200_000);
});

it("keeps what the program keeps", () => {
  const rows = [entry(1, {}), entry(2, {})];
  expect(joined(rows, 2, { entries: [entry(3, {})], first: 2, next: 3 }).entries.map((row) => row.number)).toEqual([
    2, 3,
  ]);
  expect(joined(rows, 2, { entries: [], first: 0, next: 2 }).entries).toEqual([]);
  expect(joined(rows, 2, { entries: [entry(1, {})], first: 1, next: 1 }).entries).toHaveLength(1);
});
