import { expect, test } from "vitest";
import { type Fold, foldAtRow, gather, hiddenRows, outermost, placeOf, rowOf, showing, withFold } from "./folding.ts";

const fold = (row: number, end: number): Fold => ({ row, end, close: "" });

test("rows and places are two ways to count the same rows", () => {
  const outer = outermost([fold(2, 5), fold(3, 4), fold(10, 14)]);
  expect(outer.folds).toEqual([fold(2, 5), fold(10, 14)]);
  expect([2, 3, 10, 14].map((row) => foldAtRow(outer.folds, row)?.end)).toEqual([5, undefined, 14, undefined]);
  expect(hiddenRows(outer)).toBe(7);
  const shown = [0, 1, 2, 6, 7, 8, 9, 10, 15, 16];
  expect(shown.map((_, place) => rowOf(outer, place))).toEqual(shown);
  expect(shown.map((row) => placeOf(outer, row))).toEqual(shown.map((_, place) => place));
});

test("a row that does not show stands where it is folded into", () => {
  const outer = outermost([fold(2, 5), fold(10, 14)]);
  expect([3, 5, 12, 14].map((row) => placeOf(outer, row))).toEqual([2, 2, 7, 7]);
});

test("to show a row, all that hides it is unfolded", () => {
  const folds = [fold(2, 9), fold(3, 4), fold(6, 8), fold(20, 30)];
  expect(showing(folds, 7)).toEqual([fold(3, 4), fold(20, 30)]);
  expect(showing(folds, 2)).toBe(folds);
});

test("hundreds of thousands of folds are looked through in no time", () => {
  const { outer, add } = gather();
  for (let at = 0; at < 300_000; at += 1) add(fold(at * 10, at * 10 + 8));
  expect(outermost(outer.folds)).toBe(outer);
  expect(hiddenRows(outer)).toBe(2_400_000);
  for (let place = 0; place < 600_000; place += 997) expect(placeOf(outer, rowOf(outer, place))).toBe(place);
});

test("one more fold finds its place", () => {
  expect(withFold([fold(2, 5), fold(10, 14)], fold(6, 7))).toEqual([fold(2, 5), fold(6, 7), fold(10, 14)]);
});
