import { bulkRows, bulkText } from "#/state/rules/bulk.ts";
import { EMPTY_ROW, type KeyValue, KeyValueTable, type TableWords } from "#/ui/tables/KeyValueTable.tsx";
import { words } from "#/words/app.ts";
import { BulkEdit } from "./BulkEdit.tsx";

/** Rows of names and values, as a table or as text. */
export function EditableRows(props: {
  table: TableWords;
  rows: readonly KeyValue[];
  isBulk: boolean;
  isKnown: (name: string) => boolean;
  onRows: (rows: KeyValue[]) => void;
}) {
  const { table, rows, isBulk, isKnown, onRows } = props;
  return isBulk ? (
    <BulkEdit
      name={words().request.bulkName({ table: table.table })}
      text={bulkText(rows)}
      onText={(text) => onRows(bulkRows(text, rows))}
    />
  ) : (
    <KeyValueTable words={table} rows={rows} empty={EMPTY_ROW} isKnown={isKnown} onRows={onRows} />
  );
}
