import { expect, it } from "vitest";
import { written } from "./keys.ts";

const press = (init: KeyboardEventInit) => written(new KeyboardEvent("keydown", init));

it("writes keys the way the list of shortcuts does", () => {
  expect(press({ key: "Enter", ctrlKey: true })).toBe("Ctrl Enter");
  expect(press({ key: "t", code: "KeyT", altKey: true, shiftKey: true })).toBe("Alt Shift T");
  expect(press({ key: "√", code: "KeyV", ctrlKey: true, altKey: true })).toBe("Ctrl Alt V");
  expect(press({ key: "F6", shiftKey: true })).toBe("Shift F6");
  expect(press({ key: "s", metaKey: true })).toBe("Ctrl S");
});
