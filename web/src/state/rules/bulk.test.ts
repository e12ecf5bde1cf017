import { expect, it } from "vitest";
import { bulkRows, bulkText } from "./bulk.ts";

const rows = [
  { name: "view", value: "Full", description: "Which record", isEnabled: true },
  { name: "active", value: "a:b", description: "", isEnabled: false },
];

it("writes one row a line, // in front of what is off", () => {
  expect(bulkText(rows)).toBe("view:Full\n//active:a:b");
});

it("reads back what it wrote, descriptions included", () => {
  expect(bulkRows(bulkText(rows), rows)).toEqual(rows);
});

it("leaves out empty lines and takes a name without a value", () => {
  expect(bulkRows("\n  \nflag\n", [])).toEqual([{ name: "flag", value: "", description: "", isEnabled: true }]);
});
