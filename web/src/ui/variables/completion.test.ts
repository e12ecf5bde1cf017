import { expect, test } from "vitest";
import { accepted, completed, matching, openedAt } from "./completion.ts";

test("a placeholder is open from its braces to the caret", () => {
  expect(openedAt("{{", 2)).toEqual({ from: 2, typed: "" });
  expect(openedAt("{{base}}/{{us", 13)).toEqual({ from: 11, typed: "us" });
  expect(openedAt("{{base}}/users", 14)).toBeUndefined();
  expect(openedAt("{{base}}", 4)).toEqual({ from: 2, typed: "ba" });
  expect(openedAt("{base", 5)).toBeUndefined();
  expect(openedAt("", 0)).toBeUndefined();
  expect(openedAt("{{", 1)).toBeUndefined();
});

test("names that begin with what was typed come first", () => {
  const names = ["apiUser", "userId", "region"].map((name) => ({ name, from: "Collection", value: "" }));
  expect(matching(names, "USER").map((one) => one.name)).toEqual(["userId", "apiUser"]);
  expect(matching(names, "nothing")).toEqual([]);
});

test("a chosen name closes its braces and takes the place of the rest of an old one", () => {
  expect(completed("{{ba/x", 4, 2, "baseUrl")).toEqual({ text: "{{baseUrl}}/x", caret: 11 });
  expect(completed("{{base}}/x", 4, 2, "baseUrl")).toEqual({ text: "{{baseUrl}}/x", caret: 11 });
  expect(completed("{{/{{id}}", 2, 2, "baseUrl")).toEqual({ text: "{{baseUrl}}/{{id}}", caret: 11 });
});

test("a list that is some keys behind the text takes the text of now, or nothing", () => {
  const userId = { name: "userId", from: "Collection", value: "" };
  expect(accepted("/{{serI", 7, 3, userId)).toEqual({ text: "/{{userId}}", caret: 11 });
  expect(accepted("/{{serIx", 8, 3, userId)).toBeUndefined();
  expect(accepted("/{{ser}}/", 9, 3, userId)).toBeUndefined();
});
