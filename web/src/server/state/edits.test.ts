import { expect, test } from "vitest";
import { changesOf } from "./edits.ts";

test("only what differs from what is saved is a change", () => {
  const saved = { name: "Priya", isActive: true };
  expect(changesOf(saved, { name: "Priyanka" })).toEqual({ name: "Priyanka" });
  expect(changesOf(saved, { name: "Priya", isActive: true })).toEqual({});
  // Somebody else saved the same meanwhile: nothing is left to save.
  expect(changesOf({ ...saved, name: "Priyanka" }, { name: "Priyanka" })).toEqual({});
});
