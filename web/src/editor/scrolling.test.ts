import { expect, test } from "vitest";
import { isInProportion, lastTop, ROW_HEIGHT, scrolledHeight, scrollTopOf, topOf } from "./scrolling.ts";

test("a short list scrolls pixel by pixel", () => {
  const extent = { rows: 1000, height: 400 };
  expect(scrolledHeight(extent)).toBe(1000 * ROW_HEIGHT);
  expect(isInProportion(extent)).toBe(false);
  expect(topOf(50, extent)).toBe(2.5);
  expect(scrollTopOf(2.5, extent)).toBeCloseTo(50, 6);
});

test("the bar of a list that no browser could hold reaches every row", () => {
  const extent = { rows: 50_000_000, height: 400 };
  expect(isInProportion(extent)).toBe(true);
  const way = scrolledHeight(extent) - extent.height;
  expect(topOf(0, extent)).toBe(0);
  expect(topOf(way, extent)).toBe(lastTop(extent));
  for (const row of [0, 1, 12_345_678, 49_999_980]) expect(topOf(scrollTopOf(row, extent), extent)).toBeCloseTo(row, 3);
});

test("a list that fits stands still", () => {
  expect(topOf(10, { rows: 3, height: 400 })).toBe(0);
  expect(scrollTopOf(2, { rows: 3, height: 400 })).toBe(0);
});
