import { expect, test } from "vitest";
import {
  type Extent,
  isInProportion,
  LINE_HEIGHT,
  lastTop,
  moved,
  scrolledHeight,
  scrollTopOf,
  topOf,
  topShowing,
} from "./scrolling.ts";

const even = (places: number): Extent => ({ places, height: 400, heightOf: () => LINE_HEIGHT });
/** Every tenth row is wrapped into five lines, every hundredth is higher than the window. */
const wrapped = (places: number): Extent => ({
  places,
  height: 400,
  heightOf: (place) => (place % 100 === 99 ? 1000 : place % 10 === 9 ? 100 : LINE_HEIGHT),
});

test("a short list scrolls pixel by pixel", () => {
  const extent = even(1000);
  expect(scrolledHeight(extent)).toBe(1000 * LINE_HEIGHT);
  expect(isInProportion(extent)).toBe(false);
  expect(topOf(50, extent)).toBe(2.5);
  expect(scrollTopOf(2.5, extent)).toBeCloseTo(50, 6);
});

test("the bar of a list that no browser could hold reaches every row", () => {
  const extent = even(50_000_000);
  expect(isInProportion(extent)).toBe(true);
  const way = scrolledHeight(extent) - extent.height;
  expect(topOf(0, extent)).toBe(0);
  expect(topOf(way, extent)).toBe(lastTop(extent));
  for (const row of [0, 1, 12_345_678, 49_999_980]) expect(topOf(scrollTopOf(row, extent), extent)).toBeCloseTo(row, 3);
});

test("a list that fits stands still", () => {
  expect(topOf(10, even(3))).toBe(0);
  expect(scrollTopOf(2, even(3))).toBe(0);
  expect(moved(0, -50, even(3))).toBe(0);
});

test("a window moves by pixels over rows of any height", () => {
  const extent = wrapped(1000);
  expect(moved(0, 50, extent)).toBe(2.5);
  expect(moved(8, 70, extent)).toBe(9.5);
  expect(moved(9.5, -70, extent)).toBe(8);
  expect(moved(9, 100, extent)).toBe(10);
  expect(moved(moved(0, 12_345, extent), -12_345, extent)).toBeCloseTo(0, 6);
});

test("the last window ends with the last row, whatever its height", () => {
  expect(lastTop({ ...wrapped(1000), height: 400 })).toBeCloseTo(999.6, 6);
  expect(lastTop(wrapped(99))).toBe(83);
});

test("a row comes into sight by the shortest way", () => {
  const extent = wrapped(1000);
  expect(topShowing(5, 2, extent)).toBe(2);
  expect(topShowing(1, 2, extent)).toBe(1);
  expect(topShowing(29, 2, extent)).toBeGreaterThan(2);
  expect(topShowing(29, 2, extent)).toBe(lastTop({ ...extent, places: 30 }));
  // Higher than the window: from above its first lines, from below its last.
  expect(topShowing(99, 90, extent)).toBe(99);
  expect(topShowing(99, 120, extent)).toBeCloseTo(99.6, 6);
  expect(topShowing(99, 99.3, extent)).toBe(99.3);
});
