import { expect, it } from "vitest";
import { about, aboutAll, aboutCollection, aboutItem, isInCollection, itemAbout } from "./topics.ts";

const item = { collection: "c1", path: "v3/a.yml" };

it("reads the item back from the keys of items alone", () => {
  expect(itemAbout(aboutItem("request", item))).toEqual(item);
  expect(itemAbout(aboutItem("example", item, 2))).toEqual(item);
  expect(itemAbout(aboutItem("auth", item), ["request", "parent"])).toBeUndefined();
  expect(itemAbout(aboutCollection("environments", "c1", "dev"))).toBeUndefined();
  expect(itemAbout(about("history", "pages", "GET"))).toBeUndefined();
  expect(itemAbout(aboutAll("request"))).toBeUndefined();
});

it("tells what belongs to a collection", () => {
  expect(isInCollection(aboutItem("parent", item), "c1")).toBe(true);
  expect(isInCollection(aboutCollection("folder", "c2", "/data"), "c1")).toBe(false);
});
