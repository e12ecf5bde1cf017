import { expect, it } from "vitest";
import type { HistoryView } from "#/api/types/HistoryView.ts";
import { parted } from "./ComparisonTab.tsx";
import { linesOf } from "./HistoryList.tsx";
import { dayOf } from "./times.ts";

it("marks what differs in a changed line, in whole words", () => {
  const row = { difference: "changed" as const, before: '  "name": "Priya",', after: '  "name": "Priyanka",' };
  expect(parted(row, row.before)).toEqual(['  "name": ', '"Priya"', ","]);
  expect(parted(row, row.after)).toEqual(['  "name": ', '"Priyanka"', ","]);
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
});
