import { expect, test } from "vitest";
import { hitsOfRow, pieces } from "./pieces.ts";

const look = (text: string) => pieces(text, true, [], undefined).map(({ kind, text: part }) => `${kind} ${part}`);

test("a row of JSON has its colours", () => {
  expect(look('  "a\\"b": "x: 1",')).toEqual([
    "text   ",
    'key "a\\"b"',
    "punct :",
    "text  ",
    'string "x: 1"',
    "punct ,",
  ]);
  expect(look("  -1.50e+3, true")).toEqual(["text   ", "figure -1.50e+3", "punct ,", "text  ", "atom true"]);
  expect(look('rest of a "cut')).toEqual(['text rest of a "cut']);
});

test("hits are marked over the borders of tokens", () => {
  const hits = [
    { row: 3, from: 1, to: 6 },
    { row: 3, from: 6, to: 7 },
  ];
  const marks = pieces('"ab":12', true, hits, hits[1]).map(({ text, hit }) => [text, hit]);
  expect(marks).toEqual([
    ['"', undefined],
    ['ab"', "one"],
    [":", "one"],
    ["1", "one"],
    ["2", "current"],
  ]);
});

test("the hits of a row are found among all", () => {
  const hits = [1, 1, 4, 9].map((row, from) => ({ row, from, to: from + 1 }));
  expect(hitsOfRow(hits, 1)).toHaveLength(2);
  expect(hitsOfRow(hits, 4)).toEqual([hits[2]]);
  expect(hitsOfRow(hits, 5)).toEqual([]);
  expect(hitsOfRow([], 0)).toEqual([]);
});
