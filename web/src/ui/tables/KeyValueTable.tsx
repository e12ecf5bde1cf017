import { ArrowDown, ArrowUp, Copy, Ellipsis, GripVertical, Trash2 } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useRef } from "react";
import { createPortal } from "react-dom";
import { IconButton } from "#/ui/Button.tsx";
import { Checkbox } from "#/ui/fields/Checkbox.tsx";
import { Menu } from "#/ui/overlays/Menu.tsx";
import { moved, useRowDrag } from "#/ui/tree/rowDrag.ts";
import { VariableField } from "#/ui/variables/VariableField.tsx";
import css from "./KeyValueTable.module.css";
import { focusInNextRow, moveBetweenRows } from "./tableKeys.ts";

/** One row as the table shows it. */
export type KeyValue = { name: string; value: string; description: string; isEnabled: boolean };

/** The words of a table; functions take the row's name. */
export type TableWords = {
  table: string;
  key: string;
  value: string;
  /** Absent where rows have no description. */
  description?: string;
  sendAll: string;
  add: string;
  more: string;
  send: (values: { name: string }) => string;
  keyOf: (values: { name: string }) => string;
  valueOf: (values: { name: string }) => string;
  descriptionOf: (values: { name: string }) => string;
  rowActions: string;
  moreOf: (values: { name: string }) => string;
  duplicate: string;
  moveUp: string;
  moveDown: string;
  remove: string;
};

/** Changes part of a row; changing the empty row at the end makes it a real one. */
export type ChangeRow<R> = (part: Partial<R>) => void;

/** Cells of a table whose rows hold more than text. The row is null in the empty row at the end. */
export type ExtraCells<R> = {
  /** Stands at the end of the key cell. */
  keyEnd?: (row: R | null, change: ChangeRow<R>) => ReactNode;
  /** Takes the place of the value; null leaves it a line of text. */
  value?: (row: R | null, change: ChangeRow<R>) => ReactNode;
  /** A column between value and description. */
  column?: { head: string; cell: (row: R | null, change: ChangeRow<R>) => ReactNode };
};

/** Props of an editable table; `empty` is what a new row begins as. */
export type KeyValueTableProps<R extends KeyValue> = {
  words: TableWords;
  rows: readonly R[];
  empty: R;
  onRows: (rows: R[]) => void;
  isKnown?: ((name: string) => boolean) | undefined;
  cells?: ExtraCells<R>;
};

/** A new row of plain key and value. */
export const EMPTY_ROW: KeyValue = { name: "", value: "", description: "", isEnabled: true };

/**
 * Key, value and description, each row with its check box, and one empty row at the end. Up and Down change the row, with
 * Alt they take it along; the handle drags it.
 */
export function KeyValueTable<R extends KeyValue>(props: KeyValueTableProps<R>) {
  const { words, rows, empty, onRows, isKnown, cells = {} } = props;
  const table = useRef<HTMLTableElement>(null);
  const enabled = rows.filter((row) => row.isEnabled).length;
  const { drag, grab } = useRowDrag(table, rows.length, (from, to) => onRows(moved(rows, from, to)));

  const press = (event: KeyboardEvent<HTMLTableElement>) => {
    const by = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
    if (!event.altKey || by === 0) return moveBetweenRows(event);
    const row = (event.target as HTMLElement).closest("tr");
    const at = row ? [...event.currentTarget.rows].indexOf(row) - 1 : -1;
    event.preventDefault();
    if (at < 0 || at >= rows.length || at + by < 0 || at + by >= rows.length) return;
    onRows(moved(rows, at, by < 0 ? at - 1 : at + 2));
    focusInNextRow(event, by);
  };
  return (
    <>
      <table ref={table} className={css.table} aria-label={words.table} onKeyDown={press}>
        <Columns hasExtra={cells.column !== undefined} hasDescription={words.description !== undefined} />
        <thead>
          <tr>
            <th className={css.check} scope="col">
              {rows.length > 0 ? (
                <Checkbox
                  name={words.sendAll}
                  checked={enabled === rows.length}
                  mixed={enabled > 0 && enabled < rows.length}
                  onCheck={(isEnabled) => onRows(rows.map((row) => ({ ...row, isEnabled })))}
                />
              ) : (
                <span className="sr">{words.sendAll}</span>
              )}
            </th>
            <th scope="col">{words.key}</th>
            <th scope="col">{words.value}</th>
            {cells.column ? <th scope="col">{cells.column.head}</th> : null}
            {words.description === undefined ? null : <th scope="col">{words.description}</th>}
            <th className={css.end} scope="col">
              <span className="sr">{words.more}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {[...rows, null].map((row, index) => (
            <Row
              // biome-ignore lint/suspicious/noArrayIndexKey: rows are known by their place; the empty row must become a real one without losing the cursor.
              key={index}
              row={row}
              index={index}
              table={props}
              state={drag?.from === index ? "dragged" : drag?.to === index ? "target" : undefined}
              onGrab={grab}
              change={(part) => {
                if (row) onRows(rows.with(index, { ...row, ...part }));
                else onRows([...rows, { ...empty, ...part }]);
              }}
              isKnown={isKnown}
            />
          ))}
        </tbody>
      </table>
      {drag
        ? createPortal(
            <div className={css.raised} style={{ left: drag.x, top: drag.y }} aria-hidden>
              {rows[drag.from]?.name}
            </div>,
            document.body,
          )
        : null}
    </>
  );
}

function Row<R extends KeyValue>(props: {
  row: R | null;
  index: number;
  table: KeyValueTableProps<R>;
  state: "dragged" | "target" | undefined;
  onGrab: (index: number, event: React.PointerEvent) => void;
  change: ChangeRow<R>;
  isKnown: ((name: string) => boolean) | undefined;
}) {
  const { row, index, table, state, onGrab, change, isKnown } = props;
  const { words, cells = {} } = table;
  const name = row?.name ?? "";
  const text = (part: Partial<KeyValue>) => change(part as Partial<R>);
  const ownValue = cells.value?.(row, change) ?? null;
  return (
    <tr className={[row && !row.isEnabled && css.off, state && css[state]].filter(Boolean).join(" ") || undefined}>
      <td className={css.check}>
        {row ? (
          <>
            <span className={css.handle} aria-hidden onPointerDown={(event) => onGrab(index, event)}>
              <GripVertical size={14} strokeWidth={2} />
            </span>
            <Checkbox
              name={words.send({ name })}
              checked={row.isEnabled}
              onCheck={(isEnabled) => text({ isEnabled })}
            />
          </>
        ) : null}
      </td>
      <td className={css.mono}>
        <div className={css.keyCell}>
          <input
            className={css.cell}
            aria-label={row ? words.keyOf({ name }) : words.add}
            placeholder={row ? undefined : words.add}
            value={name}
            spellCheck={false}
            onChange={(event) => text({ name: event.target.value })}
          />
          {cells.keyEnd?.(row, change)}
        </div>
      </td>
      <td className={css.mono}>
        {ownValue ?? (
          <VariableField
            bare
            className={css.cellBox}
            name={row ? words.valueOf({ name }) : words.value}
            placeholder={row ? undefined : words.value}
            value={row?.value ?? ""}
            isKnown={isKnown}
            onText={(value) => text({ value })}
          />
        )}
      </td>
      {cells.column ? <td className={css.mono}>{cells.column.cell(row, change)}</td> : null}
      {words.description === undefined ? null : (
        <td className={css.desc}>
          <input
            className={css.cell}
            aria-label={row ? words.descriptionOf({ name }) : words.description}
            placeholder={row ? undefined : words.description}
            title={row?.description}
            value={row?.description ?? ""}
            onChange={(event) => text({ description: event.target.value })}
          />
        </td>
      )}
      <td className={css.end}>{row ? <RowMenu index={index} table={table} /> : null}</td>
    </tr>
  );
}

function RowMenu<R extends KeyValue>({ index, table }: { index: number; table: KeyValueTableProps<R> }) {
  const { words, rows, onRows } = table;
  const row = rows[index];
  if (!row) return null;
  return (
    <Menu
      trigger={
        <IconButton
          size="tight"
          icon={Ellipsis}
          name={row.name === "" ? words.rowActions : words.moreOf({ name: row.name })}
        />
      }
      groups={[
        [
          { text: words.duplicate, icon: Copy, onChoose: () => onRows(rows.toSpliced(index + 1, 0, { ...row })) },
          {
            text: words.moveUp,
            icon: ArrowUp,
            end: "Alt ↑",
            disabled: index === 0,
            onChoose: () => onRows(moved(rows, index, index - 1)),
          },
          {
            text: words.moveDown,
            icon: ArrowDown,
            end: "Alt ↓",
            disabled: index === rows.length - 1,
            onChoose: () => onRows(moved(rows, index, index + 2)),
          },
        ],
        [
          {
            text: words.remove,
            icon: Trash2,
            danger: true,
            onChoose: () => onRows(rows.filter((_, other) => other !== index)),
          },
        ],
      ]}
    />
  );
}

function Columns({ hasExtra, hasDescription }: { hasExtra: boolean; hasDescription: boolean }) {
  return (
    <colgroup>
      <col style={{ width: "2.25rem" }} />
      <col style={{ width: hasExtra ? "23%" : "22%" }} />
      <col style={{ width: hasExtra ? "34%" : "30%" }} />
      {hasExtra ? <col style={hasDescription ? { width: "17%" } : undefined} /> : null}
      {hasDescription ? <col /> : null}
      <col style={{ width: "2.25rem" }} />
    </colgroup>
  );
}
