import { expect, test } from "vitest";
import { hitsOfRow, pieces } from "./pieces.ts";

const look = (text: string, language = "json") =>
  pieces(text, language, [], undefined).map(({ kind, text: part }) => `${kind} ${part}`);

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

test("a row of XML has its colours", () => {
  expect(look('  <a:b c="1 > 0" d>x</a:b><!-- <e> -->', "xml")).toEqual([
    "text   ",
    "key <a:b",
    "punct  ",
    "atom c",
    "punct =",
    'string "1 > 0"',
    "punct  ",
    "atom d",
    "punct >",
    "text x",
    "key </a:b",
    "punct >",
    "comment <!-- <e> -->",
  ]);
  expect(look("1 < 2 && <br/>", "html")).toEqual(["text 1 < 2 && ", "key <br", "punct />"]);
  expect(look('<a b="c', "xml")).toEqual(["key <a", "punct  ", "atom b", "punct =", 'string "c']);
});

test("hits are marked over the borders of tokens", () => {
  const hits = [
    { row: 3, from: 1, to: 6 },
    { row: 3, from: 6, to: 7 },
  ];
  const marks = pieces('"ab":12', "json", hits, hits[1]).map(({ text, hit }) => [text, hit]);
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
