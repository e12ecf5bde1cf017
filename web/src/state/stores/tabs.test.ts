import { beforeEach, expect, test } from "vitest";
import { useTabs } from "./tabs.ts";

const keys = () => useTabs.getState().tabs.map((tab) => tab.key);

beforeEach(() => useTabs.setState({ tabs: [], active: null, closed: [], gone: [] }));

test("a tab comes back to its place when its item does", () => {
  const { open, keepOnly, bringBack } = useTabs.getState();
  for (const key of ["c a", "c b", "c d"]) open(key, "request", true);
  keepOnly((key) => key !== "c b");
  expect(keys()).toEqual(["c a", "c d"]);
  bringBack(() => false);
  expect(keys()).toEqual(["c a", "c d"]);
  bringBack((key) => key === "c b");
  expect(keys()).toEqual(["c a", "c b", "c d"]);
  expect(useTabs.getState()).toMatchObject({ active: "c d", gone: [] });
});

test("a tab that was opened anew meanwhile does not come twice", () => {
  const { open, keepOnly, bringBack } = useTabs.getState();
  open("c a", "request", true);
  keepOnly(() => false);
  open("c a", "request", true);
  bringBack(() => true);
  expect(keys()).toEqual(["c a"]);
});
