// Rows of a multipart form as rows of a table, and back.
import type { FormPart } from "#/api/types/FormPart.ts";
import { bulkRows, bulkText } from "#/state/rules/bulk.ts";
import type { KeyValue } from "#/ui/tables/KeyValueTable.tsx";

/** A field of a form: text, or the files at these paths. */
export type FormRow = KeyValue & { kind: "text" | "files"; files: readonly string[]; contentType: string };

/** What a new field begins as. */
export const EMPTY_FIELD: FormRow = {
  name: "",
  value: "",
  description: "",
  isEnabled: true,
  kind: "text",
  files: [],
  contentType: "",
};

/** A part as a table row. */
export function formRow(part: FormPart): FormRow {
  return {
    name: part.name,
    description: part.description ?? "",
    isEnabled: part.is_enabled,
    kind: part.value.type,
    value: part.value.type === "text" ? part.value.content : "",
    files: part.value.type === "files" ? part.value.content : [],
    contentType: part.content_type ?? "",
  };
}

/** A table row as a part. */
export function partOf(row: FormRow): FormPart {
  return {
    name: row.name,
    value: row.kind === "text" ? { type: "text", content: row.value } : { type: "files", content: [...row.files] },
    content_type: row.contentType === "" ? null : row.contentType,
    description: row.description === "" ? null : row.description,
    is_enabled: row.isEnabled,
  };
}

const isText = (row: FormRow) => row.kind === "text";

/** The text fields as Bulk Edit shows them. */
export function bulkFields(rows: readonly FormRow[]): string {
  return bulkText(rows.filter(isText));
}

/** The fields that a text of Bulk Edit makes: those of files stay where they are, a content type stays with its name. */
export function fieldsOfBulk(text: string, before: readonly FormRow[]): FormRow[] {
  const texts = bulkRows(text, before).map((row): FormRow => {
    const contentType = before.find((old) => isText(old) && old.name === row.name)?.contentType ?? "";
    return { ...EMPTY_FIELD, ...row, contentType };
  });
  const left = texts.values();
  const kept = before.flatMap((row) => (isText(row) ? (left.next().value ?? []) : row));
  return [...kept, ...left];
}
