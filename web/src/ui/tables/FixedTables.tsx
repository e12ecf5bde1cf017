import { Lock } from "lucide-react";
import type { ReactNode } from "react";
import { Checkbox } from "#/ui/fields/Checkbox.tsx";
import { VariableField } from "#/ui/variables/VariableField.tsx";
import css from "./KeyValueTable.module.css";
import type { KeyValue, TableWords } from "./KeyValueTable.tsx";
import { moveBetweenRows } from "./tableKeys.ts";

/** Props of the table whose keys are fixed and whose rows are always sent: path variables. */
export type FixedKeysTableProps = {
  words: Pick<TableWords, "table" | "key" | "value" | "valueOf" | "descriptionOf"> & { description: string };
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
                name={words.valueOf({ name: row.name })}
                placeholder={words.value}
                value={row.value}
                isKnown={isKnown}
                onText={(value) => change(index, { value })}
              />
            </td>
            <td className={css.desc}>
              <input
                className={css.cell}
                aria-label={words.descriptionOf({ name: row.name })}
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
                name={words.send({ name: row.name })}
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
