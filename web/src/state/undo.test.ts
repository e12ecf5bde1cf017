import { expect, it } from "vitest";
import { EditHistory } from "./undo.ts";

it("takes typing in one field back at once, and clicks one by one", () => {
  const history = new EditHistory<string>();
  history.note("t", "", "url");
  history.note("t", "a", "url");
  history.note("t", "ab", null);
  history.note("t", "ab!", null);
  expect(history.undo("t", "ab!?")).toBe("ab!");
  expect(history.undo("t", "ab!")).toBe("ab");
  expect(history.undo("t", "ab")).toBe("");
  expect(history.undo("t", "")).toBeUndefined();
  expect(history.redo("t", "")).toBe("ab");
});

it("forgets what was undone when something else is edited", () => {
  const history = new EditHistory<number>();
  history.note("t", 1, null);
  history.undo("t", 2);
  history.note("t", 1, null);
  expect(history.redo("t", 3)).toBeUndefined();
});
