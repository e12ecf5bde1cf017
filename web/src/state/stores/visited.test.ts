import { expect, it } from "vitest";
import { nextPlace, visit } from "./visited.ts";

const way = (...keys: string[]) => keys.reduce(visit, { keys: [] as readonly string[], at: -1 });

it("goes back and forward along the way, and forgets what was ahead when another way is taken", () => {
  const there = way("a", "b", "c");
  const back = visit(there, "b");
  expect(back).toEqual({ keys: ["a", "b", "c"], at: 1 });
  expect(visit(back, "c").at).toBe(2);
  expect(visit(back, "d")).toEqual({ keys: ["a", "b", "d"], at: 2 });
});

it("passes over tabs that are closed", () => {
  const there = way("a", "b", "c");
  expect(nextPlace(there, -1, (key) => key !== "b")).toBe(0);
  expect(nextPlace(there, 1, () => true)).toBeUndefined();
  expect(nextPlace(there, -1, () => false)).toBeUndefined();
});
