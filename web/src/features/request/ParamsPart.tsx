import { useState } from "react";
import type { EditedSide } from "#/api/types/EditedSide.ts";
import type { Request } from "#/api/types/Request.ts";
import { Button } from "#/ui/Button.tsx";
import { FixedKeysTable } from "#/ui/tables/FixedTables.tsx";
import type { KeyValue, TableWords } from "#/ui/tables/KeyValueTable.tsx";
import { words } from "#/words/app.ts";
import { EditableRows } from "./EditableRows.tsx";
import css from "./parts.module.css";
import { tableRow, withRows } from "./rows.ts";

/** Props of the parts of a request tab: `edit` replaces the whole request. */
export type PartProps = {
  request: Request;
  isKnown: (name: string) => boolean;
  edit: (request: Request, edited: EditedSide, typing: string | null) => void;
};

/** What typing in a table changes is one undo step per row; anything else is a step of its own. */
export function typingIn(table: string, before: readonly KeyValue[], after: readonly KeyValue[]): string | null {
  if (before.length !== after.length) return null;
  const at = after.findIndex((row, index) => row !== before[index]);
  const [old, row] = [before[at], after[at]];
  if (!old || !row || old.isEnabled !== row.isEnabled) return null;
  return `${table} ${at}`;
}

/** Query Params and Path Variables. */
export function ParamsPart({ request, isKnown, edit }: PartProps) {
  const [isBulk, setBulk] = useState(false);
  const query = request.params.filter((row) => row.kind === "query").map(tableRow);
  const path = request.params.filter((row) => row.kind === "path").map(tableRow);
  const sent = query.filter((row) => row.isEnabled).length;
  const table: TableWords = { ...words().table, table: words().request.queryParams, add: words().table.addParameter };
  const setQuery = (rows: KeyValue[]) =>
    edit({ ...request, params: withRows(request.params, "query", rows) }, "params", typingIn("query", query, rows));
  return (
    <div className={css.scroll}>
      <div className={css.head}>
        <h2>{words().request.queryParams}</h2>
        {isBulk ? (
          <span className={css.count}>{words().request.bulkHint}</span>
        ) : query.length > 0 ? (
          <span className={css.count}>{sentOf(query.length, sent)}</span>
        ) : null}
        <Button look="ghost" size="tight" className={css.end} onClick={() => setBulk(!isBulk)}>
          {isBulk ? words().request.keyValueEdit : words().request.bulkEdit}
        </Button>
      </div>
      <div className={css.wrap}>
        <EditableRows table={table} rows={query} isBulk={isBulk} isKnown={isKnown} onRows={setQuery} />
      </div>
      {path.length > 0 ? (
        <>
          <div className={css.head}>
            <h2>{words().request.pathVariables}</h2>
          </div>
          <div className={css.wrap}>
            <FixedKeysTable
              words={{ ...words().table, table: words().request.pathVariables }}
              rows={path}
              isKnown={isKnown}
              onRows={(rows) =>
                edit(
                  { ...request, params: withRows(request.params, "path", rows) },
                  "params",
                  typingIn("path", path, rows),
                )
              }
            />
          </div>
        </>
      ) : null}
    </div>
  );
}

/** How many rows of a table there are, and how many of them are sent. */
function sentOf(rows: number, sent: number): string {
  const { rowsNoneSent, rowsAllSent, rowsSent } = words().request;
  if (sent === 0) return rowsNoneSent({ rows });
  return sent === rows ? rowsAllSent({ rows }) : rowsSent({ rows, sent });
}
