// Rows of the model as rows of a table, and back.
import type { Header } from "#/api/types/Header.ts";
import type { Param } from "#/api/types/Param.ts";
import type { KeyValue } from "#/ui/tables/KeyValueTable.tsx";

/** A header or parameter as a table row. */
export function tableRow(row: Header | Param): KeyValue {
  return { name: row.name, value: row.value, description: row.description ?? "", isEnabled: row.is_enabled };
}

/** A table row as a header. */
export function headerOf(row: KeyValue): Header {
  return {
    name: row.name,
    value: row.value,
    description: row.description === "" ? null : row.description,
    is_enabled: row.isEnabled,
  };
}

/** A table row as a parameter of the given table. */
export function paramOf(row: KeyValue, kind: Param["kind"]): Param {
  return { ...headerOf(row), kind };
}

/** All parameters, with those of one table replaced: query rows stand before path rows. */
export function withRows(params: readonly Param[], kind: Param["kind"], rows: readonly KeyValue[]): Param[] {
  const made = rows.map((row) => paramOf(row, kind));
  const others = params.filter((param) => param.kind !== kind);
  return kind === "query" ? [...made, ...others] : [...others, ...made];
}
