// Rows of a multipart form as rows of a table, and back.
import type { FormPart } from "#/api/types/FormPart.ts";
import type { KeyValue } from "#/ui/KeyValueTable.tsx";

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
