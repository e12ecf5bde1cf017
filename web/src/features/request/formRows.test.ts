import { expect, it } from "vitest";
import { bulkFields, EMPTY_FIELD, type FormRow, fieldsOfBulk } from "./formRows.ts";

const text = (name: string, contentType = ""): FormRow => ({ ...EMPTY_FIELD, name, value: "1", contentType });
const file: FormRow = { ...EMPTY_FIELD, name: "doc", kind: "files", files: ["a.pdf"] };

it("shows text fields, and leaves those of files in their place", () => {
  const rows = [text("a"), file, text("b", "text/plain")];
  expect(bulkFields(rows)).toBe("a:1\nb:1");
  expect(fieldsOfBulk("a:1\nb:1", rows)).toEqual(rows);
  expect(fieldsOfBulk("b:1", rows)).toEqual([text("b", "text/plain"), file]);
  expect(fieldsOfBulk("a:1\nb:1\nc:1", rows)).toEqual([...rows, text("c")]);
});
