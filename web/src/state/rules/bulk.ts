// Bulk Edit: rows as text, one `name: value` a line, `//` in front of a row that is not sent.

/** A row as far as Bulk Edit knows it. */
export type BulkRow = { name: string; value: string; description: string; isEnabled: boolean };

/** Rows as text. */
export function bulkText(rows: readonly BulkRow[]): string {
  return rows.map((row) => `${row.isEnabled ? "" : "//"}${row.name}:${row.value}`).join("\n");
}

/** Text as rows; empty lines are left out, descriptions are kept from the row of the same name. */
export function bulkRows(text: string, before: readonly BulkRow[]): BulkRow[] {
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => {
      const isEnabled = !line.startsWith("//");
      const rest = isEnabled ? line : line.slice(2);
      const colon = rest.indexOf(":");
      const name = (colon < 0 ? rest : rest.slice(0, colon)).trim();
      const value = colon < 0 ? "" : rest.slice(colon + 1).replace(/^ /, "");
      const description = before.find((row) => row.name === name)?.description ?? "";
      return { name, value, description, isEnabled };
    });
}
