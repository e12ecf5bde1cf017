import { expect, it } from "vitest";
import type { HistoryView } from "#/api/types/HistoryView.ts";
import { differencesOf, parted } from "./ComparisonTab.tsx";
import { linesOf } from "./HistoryList.tsx";
import { dayOf, stamp } from "./times.ts";

it("marks what differs in a changed line, in whole words", () => {
  const row = { difference: "changed" as const, before: '  "name": "Priya",', after: '  "name": "Priyanka",' };
  expect(parted(row, row.before)).toEqual(['  "name": ', '"Priya"', ","]);
  expect(parted(row, row.after)).toEqual(['  "name": ', '"Priyanka"', ","]);
});

it("copies what differs with the signs of a diff, and leaves out what is the same or ignored", () => {
  const entry = {
    id: 1,
    at_ms: 0,
    method: "GET",
    url: "http://h/a",
    status: 200,
    reason: "OK",
    duration_us: 0,
    body_bytes: 0,
  };
  const text = differencesOf({
    before: entry,
    after: { ...entry, at_ms: 1000, status: 404, reason: "Not Found" },
    has_bodies: true,
    is_cut: false,
    headers: [{ difference: "added", after: "X-Late: 1" }],
    body: [
      { difference: "same", before: "{", after: "{" },
      { difference: "changed", before: '  "a": 1', after: '  "a": 2' },
      { difference: "ignored", before: '  "at": 1', after: '  "at": 2' },
      { difference: "removed", before: '  "b": 1' },
    ],
  });
  expect(text.split("\n")).toEqual([
    "--- GET http://h/a 1970-01-01T00:00:00.000Z 200 OK",
    "+++ GET http://h/a 1970-01-01T00:00:01.000Z 404 Not Found",
    "+X-Late: 1",
    '-  "a": 1',
    '+  "a": 2',
    '-  "b": 1',
    "",
  ]);
});

it("puts entries below their days, of the last of which there may be more", () => {
  const entry = (id: number, at_ms: number): HistoryView => ({
    id,
    at_ms,
    method: "GET",
    url: "http://h/",
    reason: "",
    duration_us: 0,
    body_bytes: 0,
  });
  const day = 24 * 60 * 60 * 1000;
  const lines = linesOf([entry(3, 40 * day + 5), entry(2, 40 * day), entry(1, 38 * day)], true);
  expect(lines.map((line) => (line.kind === "day" ? line.count : line.entry.id))).toEqual(["2", 3, 2, "1+", 1]);
  expect(dayOf(40 * day, 40 * day + 1)).toMatch(/^Today, /);
  expect(dayOf(40 * day, 41 * day)).toMatch(/^Yesterday, /);
  expect(stamp(40 * day, 41 * day)).toMatch(/^Yesterday, \d/);
});
