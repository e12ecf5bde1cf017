import { Ellipsis, RotateCcw, Save, Trash2 } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef } from "react";
import type { Variable } from "#/api/types/Variable.ts";
import type { VariablePlace } from "#/api/types/VariablePlace.ts";
import type { VariableRow } from "#/api/types/VariableRow.ts";
import { IconButton } from "#/ui/Button.tsx";
import { Checkbox } from "#/ui/fields/Checkbox.tsx";
import { Select } from "#/ui/fields/Select.tsx";
import { Menu, type MenuEntry } from "#/ui/overlays/Menu.tsx";
import { words } from "#/words/app.ts";
import { AddRow } from "./AddRow.tsx";
import { Cell, SecretCell } from "./cells.tsx";
import { Notes } from "./Notes.tsx";
import css from "./Variables.module.css";

/** Props of the table. Promises end when the rows are up to date again. */
export type VariableTableProps = {
  place: VariablePlace;
  rows: readonly VariableRow[];
  filter: string;
  /** The rows that the file is to have. */
  onEdit: (variables: Variable[]) => Promise<boolean>;
  onCurrent: (name: string, value: string) => Promise<unknown>;
  onPersist: (name: string) => void;
  onReset: (name: string) => void;
  onRemove: (row: VariableRow) => void;
};

/** One row a variable, one empty row at the end. A cell is kept when it is left; Escape brings its old text back. */
export function VariableTable(props: VariableTableProps) {
  const { place, rows, filter, onEdit } = props;
  const table = useRef<HTMLTableElement>(null);
  const next = useRef<string | null>(null);
  const enabled = rows.filter((row) => row.variable.is_enabled).length;
  const wanted = filter.trim().toLowerCase();

  // A new variable goes on with its value, once its row is there.
  useEffect(() => {
    if (next.current === null) return;
    const cell = [...(table.current?.querySelectorAll<HTMLElement>("[data-initial]") ?? [])];
    const target = cell.find((one) => one.dataset.initial === next.current && rows.length > 0);
    if (!target) return;
    next.current = null;
    target.focus();
  }, [rows]);

  const all = () => rows.filter((row) => row.is_saved).map((row) => row.variable);
  const change = (row: VariableRow, part: Partial<Variable>) =>
    row.is_saved
      ? onEdit(all().map((variable) => (variable === row.variable ? { ...variable, ...part } : variable)))
      : onEdit([...all(), { ...row.variable, ...part }]);
  const add = (name: string, value: string) => {
    if (value === "") next.current = name;
    return onEdit([...all(), { name, value, data_type: null, description: null, is_enabled: true, is_secret: false }]);
  };

  return (
    <table ref={table} className={css.table} aria-label={words().variables.table} onKeyDown={moveBetweenRows}>
      <colgroup>
        <col className={css.colCheck} />
        <col className={css.colName} />
        <col className={css.colType} />
        <col className={css.colInitial} />
        <col className={css.colCurrent} />
        <col />
        <col className={css.colCheck} />
      </colgroup>
      <thead>
        <tr>
          <th className={css.check} scope="col">
            {rows.length > 0 ? (
              <Checkbox
                name={words().variables.useAll}
                checked={enabled === rows.length}
                mixed={enabled > 0 && enabled < rows.length}
                onCheck={(is_enabled) => void onEdit(all().map((variable) => ({ ...variable, is_enabled })))}
              />
            ) : (
              <span className="sr">{words().variables.useAll}</span>
            )}
          </th>
          <th scope="col">{words().variables.variable}</th>
          <th scope="col">{words().variables.type}</th>
          <th scope="col">{words().variables.initial}</th>
          <th scope="col">{words().variables.current}</th>
          <th scope="col">{words().variables.notesHead}</th>
          <th scope="col">
            <span className="sr">{words().more}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) =>
          row.variable.name.toLowerCase().includes(wanted) ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row is known by its place; its name is what one edits.
            <Row key={index} {...props} place={place} row={row} change={(part) => change(row, part)} />
          ) : null,
        )}
        <AddRow onAdd={add} />
      </tbody>
    </table>
  );
}

type RowProps = VariableTableProps & { row: VariableRow; change: (part: Partial<Variable>) => Promise<unknown> };

function Row({ place, row, change, onCurrent, onPersist, onReset, onRemove }: RowProps) {
  const { variable } = row;
  const { name } = variable;
  const unresolved = row.notes.flatMap((note) => (note.note === "unresolved" ? note.names : []));
  const isKnown = (other: string) => !unresolved.includes(other);
  const differs: MenuEntry[] =
    row.current === undefined
      ? []
      : [
          { text: words().variables.persist, icon: Save, onChoose: () => onPersist(name) },
          { text: words().variables.reset, icon: RotateCcw, onChoose: () => onReset(name) },
        ];
  return (
    <tr className={variable.is_enabled ? undefined : css.off}>
      <td className={css.check}>
        <Checkbox
          name={words().variables.use({ name })}
          checked={variable.is_enabled}
          onCheck={(is_enabled) => void change({ is_enabled })}
        />
      </td>
      <td className={css.mono}>
        <Cell
          name={words().variables.nameOf({ name })}
          value={name}
          onText={(text) => (text.trim() === "" ? Promise.resolve() : change({ name: text.trim() }))}
        />
      </td>
      <td className={css.type}>
        <Select
          name={words().variables.typeOf({ name })}
          value={variable.is_secret ? "secret" : "default"}
          choices={[
            { value: "default", text: words().variables.types.default },
            { value: "secret", text: words().variables.types.secret },
          ]}
          onChoose={(type) => void change({ is_secret: type === "secret" })}
        />
      </td>
      {variable.is_secret ? (
        <td className={css.still}>{words().variables.neverSaved}</td>
      ) : (
        <td className={css.mono}>
          <Cell
            name={words().variables.initialOf({ name })}
            placeholder={words().variables.empty}
            initialFor={name}
            value={variable.value}
            isKnown={isKnown}
            onText={(value) => change({ value })}
          />
        </td>
      )}
      <td className={css.mono}>
        {variable.is_secret ? (
          <SecretCell
            place={place}
            variable={name}
            isKept={row.has_secret}
            onText={(value) => onCurrent(name, value)}
          />
        ) : (
          <Cell
            name={words().variables.currentOf({ name })}
            placeholder={words().variables.empty}
            value={row.current ?? variable.value}
            isKnown={isKnown}
            onText={(value) => onCurrent(name, value)}
          />
        )}
      </td>
      <td className={css.notes}>
        <Notes notes={row.notes} />
      </td>
      <td className={css.end}>
        <Menu
          trigger={<IconButton size="tight" icon={Ellipsis} name={words().variables.moreOf({ name })} />}
          groups={[
            ...(differs.length > 0 ? [differs] : []),
            [{ text: words().variables.delete, icon: Trash2, danger: true, onChoose: () => onRemove(row) }],
          ]}
        />
      </td>
    </tr>
  );
}

function moveBetweenRows(event: KeyboardEvent<HTMLTableElement>) {
  if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
  if (!(event.target instanceof HTMLInputElement)) return;
  const cell = event.target.closest("td");
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
