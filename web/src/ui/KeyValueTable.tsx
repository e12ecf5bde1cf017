import { Lock, Trash2 } from "lucide-react";
import type { KeyboardEvent, ReactNode } from "react";
import { IconButton } from "./Button.tsx";
import { Checkbox } from "./Checkbox.tsx";
import css from "./KeyValueTable.module.css";
import { VariableField } from "./VariableField.tsx";

/** One row as the table shows it. */
export type KeyValue = { name: string; value: string; description: string; isEnabled: boolean };

/** The words of a table; functions take the row's name. */
export type TableWords = {
  table: string;
  key: string;
  value: string;
  description: string;
  sendAll: string;
  add: string;
  more: string;
  send: (name: string) => string;
  keyOf: (name: string) => string;
  valueOf: (name: string) => string;
  descriptionOf: (name: string) => string;
  remove: (name: string) => string;
};

/** Props of an editable table. */
export type KeyValueTableProps = {
  words: TableWords;
  rows: readonly KeyValue[];
  onRows: (rows: KeyValue[]) => void;
  isKnown?: ((name: string) => boolean) | undefined;
};

/** Key, value and description, each row with its check box, and one empty row at the end. Up and Down change the row. */
export function KeyValueTable({ words, rows, onRows, isKnown }: KeyValueTableProps) {
  const enabled = rows.filter((row) => row.isEnabled).length;
  const change = (index: number, part: Partial<KeyValue>) => {
    const row = rows[index];
    if (row) onRows(rows.with(index, { ...row, ...part }));
    else onRows([...rows, { name: "", value: "", description: "", isEnabled: true, ...part }]);
  };
  return (
    <table className={css.table} aria-label={words.table} onKeyDown={moveBetweenRows}>
      <Columns />
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
          <th scope="col">{words.description}</th>
          <th className={css.end} scope="col">
            <span className="sr">{words.more}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {[...rows, null].map((row, index) => {
          const name = row?.name ?? "";
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows are known by their place; the empty row must become a real one without losing the cursor.
            <tr key={index} className={row && !row.isEnabled ? css.off : undefined}>
              <td className={css.check}>
                {row ? (
                  <Checkbox
                    name={words.send(name)}
                    checked={row.isEnabled}
                    onCheck={(isEnabled) => change(index, { isEnabled })}
                  />
                ) : null}
              </td>
              <td className={css.mono}>
                <input
                  className={css.cell}
                  aria-label={row ? words.keyOf(name) : words.add}
                  placeholder={row ? undefined : words.add}
                  value={name}
                  spellCheck={false}
                  onChange={(event) => change(index, { name: event.target.value })}
                />
              </td>
              <td className={css.mono}>
                <VariableField
                  bare
                  className={css.cellBox}
                  name={row ? words.valueOf(name) : words.value}
                  placeholder={row ? undefined : words.value}
                  value={row?.value ?? ""}
                  isKnown={isKnown}
                  onText={(value) => change(index, { value })}
                />
              </td>
              <td className={css.desc}>
                <input
                  className={css.cell}
                  aria-label={row ? words.descriptionOf(name) : words.description}
                  placeholder={row ? undefined : words.description}
                  title={row?.description}
                  value={row?.description ?? ""}
                  onChange={(event) => change(index, { description: event.target.value })}
                />
              </td>
              <td className={css.end}>
                {row ? (
                  <IconButton
                    size="tight"
                    icon={Trash2}
                    name={words.remove(name)}
                    onClick={() => onRows(rows.filter((_, other) => other !== index))}
                  />
                ) : null}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** Props of the table whose keys are fixed and whose rows are always sent: path variables. */
export type FixedKeysTableProps = {
  words: Pick<TableWords, "table" | "key" | "value" | "description" | "valueOf" | "descriptionOf">;
  rows: readonly KeyValue[];
  onRows: (rows: KeyValue[]) => void;
  isKnown?: ((name: string) => boolean) | undefined;
};

/** Names come from elsewhere; only value and description are typed. */
export function FixedKeysTable({ words, rows, onRows, isKnown }: FixedKeysTableProps) {
  const change = (index: number, part: Partial<KeyValue>) => {
    const row = rows[index];
    if (row) onRows(rows.with(index, { ...row, ...part }));
  };
  return (
    <table className={css.table} aria-label={words.table} onKeyDown={moveBetweenRows}>
      <Columns />
      <thead>
        <tr>
          <td className={css.check} />
          <th scope="col">{words.key}</th>
          <th scope="col">{words.value}</th>
          <th scope="col">{words.description}</th>
          <td className={css.end} />
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={row.name}>
            <td className={css.check} />
            <th scope="row" className={`${css.mono} ${css.fixed}`}>
              {row.name}
            </th>
            <td className={css.mono}>
              <VariableField
                bare
                className={css.cellBox}
                name={words.valueOf(row.name)}
                placeholder={words.value}
                value={row.value}
                isKnown={isKnown}
                onText={(value) => change(index, { value })}
              />
            </td>
            <td className={css.desc}>
              <input
                className={css.cell}
                aria-label={words.descriptionOf(row.name)}
                title={row.description}
                value={row.description}
                onChange={(event) => change(index, { description: event.target.value })}
              />
            </td>
            <td className={css.end} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A row that Send will add by itself. `source` says from what; `onCheck` is absent when it cannot be left out. */
export type GeneratedRow = {
  name: string;
  value: string;
  source: ReactNode;
  isEnabled: boolean;
  onCheck?: ((isEnabled: boolean) => void) | undefined;
};

/** Rows that cannot be edited, only unticked. */
export function GeneratedTable(props: {
  words: Pick<TableWords, "table" | "key" | "value" | "sendAll" | "send"> & { source: string; locked: string };
  rows: readonly GeneratedRow[];
}) {
  const { words, rows } = props;
  return (
    <table className={`${css.table} ${css.generated}`} aria-label={words.table}>
      <Columns />
      <thead className="sr">
        <tr>
          <th scope="col">{words.sendAll}</th>
          <th scope="col">{words.key}</th>
          <th scope="col">{words.value}</th>
          <th scope="col">{words.source}</th>
          <th scope="col">{words.locked}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.name} className={row.isEnabled ? undefined : css.off}>
            <td className={css.check}>
              <Checkbox
                name={words.send(row.name)}
                checked={row.isEnabled}
                disabled={row.onCheck === undefined}
                onCheck={(isEnabled) => row.onCheck?.(isEnabled)}
              />
            </td>
            <td className={`${css.mono} ${css.still}`}>{row.name}</td>
            <td className={`${css.mono} ${css.still}`}>{row.value}</td>
            <td className={`${css.desc} ${css.still}`}>{row.source}</td>
            <td className={css.end}>
              <Lock className={css.lock} size={14} strokeWidth={2} role="img" aria-label={words.locked} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Columns() {
  return (
    <colgroup>
      <col style={{ width: "2.25rem" }} />
      <col style={{ width: "22%" }} />
      <col style={{ width: "30%" }} />
      <col />
      <col style={{ width: "2.25rem" }} />
    </colgroup>
  );
}

function moveBetweenRows(event: KeyboardEvent<HTMLTableElement>) {
  if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
  const cell = (event.target as HTMLElement).closest("td, th");
  const row = cell?.closest("tr");
  if (!cell || !row) return;
  const column = [...row.children].indexOf(cell);
  const rows = [...event.currentTarget.rows];
  const next = rows[rows.indexOf(row) + (event.key === "ArrowDown" ? 1 : -1)];
  const target = next?.children[column]?.querySelector<HTMLElement>("input:not([type=checkbox]), [role=checkbox]");
  if (!target) return;
  event.preventDefault();
  target.focus();
}
