import { useQuery } from "@tanstack/react-query";
import { Info, ListFilter, RotateCcw, Save } from "lucide-react";
import { useState } from "react";
import { post, problemOf } from "#/api/client.ts";
import type { Variable } from "#/api/types/Variable.ts";
import type { VariablePlace } from "#/api/types/VariablePlace.ts";
import type { VariableRow } from "#/api/types/VariableRow.ts";
import { variableTableQuery } from "#/state/queries/variables.ts";
import { Button } from "#/ui/Button.tsx";
import { TextField } from "#/ui/fields/TextField.tsx";
import { sentence } from "#/ui/Message.tsx";
import { useToast } from "#/ui/overlays/Toasts.tsx";
import { words } from "#/words/app.ts";
import { listed } from "#/words/words.ts";
import css from "./Variables.module.css";
import { VariableTable } from "./VariableTable.tsx";

/** Props of the pane. `seenFrom` is the collection that notes compare with; empty when there is none. */
export type VariablesPaneProps = {
  place: VariablePlace;
  seenFrom: string;
  /** Keeps the rows as edited; `base` are the rows before. */
  onEdit: (variables: Variable[], base: Variable[]) => Promise<void>;
};

/** The variables of an environment, collection or folder: initial values beside current ones. */
export function VariablesPane({ place, seenFrom, onEdit }: VariablesPaneProps) {
  const table = useQuery(variableTableQuery(place, seenFrom));
  const toast = useToast();
  const [filter, setFilter] = useState("");
  if (table.isError) return <p className={css.gone}>{sentence(problemOf(table.error).message)}</p>;
  if (!table.data) return null;
  const { rows } = table.data;
  const differing = rows.filter((row) => row.current !== undefined);
  const unresolved = rows.filter((row) => row.notes.some((note) => note.note === "unresolved")).length;

  const done = async (act: () => Promise<unknown>) => {
    let isDone = true;
    try {
      await act();
    } catch (thrown) {
      isDone = false;
      toast.problem(sentence(problemOf(thrown).message));
    }
    await table.refetch();
    return isDone;
  };
  const set = (name: string, value: string | undefined) =>
    post("/api/variables/set", { place, name, ...(value === undefined ? {} : { value }) });
  const bringBack = (was: readonly VariableRow[]) =>
    done(async () => {
      for (const row of was) await set(row.variable.name, row.current);
    });
  const persist = (names: string[], count: number) =>
    done(async () => {
      await post("/api/variables/persist", { place, names });
      toast(words().variables.persisted({ count }));
    });
  const reset = (names: string[]) =>
    done(async () => {
      const was = differing.filter((row) => names.length === 0 || names.includes(row.variable.name));
      await post("/api/variables/reset", { place, names });
      toast(words().variables.wasReset({ count: was.length }), {
        text: words().undo,
        onChoose: () => void bringBack(was),
      });
    });
  const edit = (variables: Variable[]) => {
    if (variables.some(({ name }) => /[{}]/.test(name))) {
      toast.problem(words().variables.badName);
      return Promise.resolve(false);
    }
    return done(() => onEdit(variables, saved(rows)));
  };
  const remove = (row: VariableRow) =>
    done(async () => {
      const { name } = row.variable;
      const base = saved(rows);
      const left = rows.filter((other) => other !== row);
      if (row.is_saved) await onEdit(saved(left), base);
      else await post("/api/variables/reset", { place, names: [name] });
      const back = async () => {
        if (row.is_saved) await onEdit(base, saved(left));
        if (row.current !== undefined) await set(name, row.current);
      };
      toast(words().variables.deleted({ name }), { text: words().undo, onChoose: () => void done(back) });
    });

  return (
    <div className={css.pane}>
      <div className={css.bar}>
        <TextField
          className={css.filter}
          name={words().variables.filter}
          placeholder={words().variables.filter}
          icon={ListFilter}
          value={filter}
          onText={setFilter}
        />
        <span className={css.sums}>
          {listed([
            words().variables.sum({ count: rows.length }),
            ...(unresolved > 0 ? [words().variables.sumUnresolved({ count: unresolved })] : []),
            ...(differing.length > 0 ? [words().variables.sumDiffering({ count: differing.length })] : []),
          ])}
        </span>
        <span className={css.space} />
        <Button
          look="ghost"
          icon={Save}
          disabled={differing.length === 0}
          onClick={() => void persist([], differing.length)}
        >
          {words().variables.persistAll}
        </Button>
        <Button look="ghost" icon={RotateCcw} disabled={differing.length === 0} onClick={() => void reset([])}>
          {words().variables.resetAll}
        </Button>
      </div>
      <div className={css.scroll}>
        <VariableTable
          place={place}
          rows={rows}
          filter={filter}
          onEdit={edit}
          onCurrent={(name, value) => done(() => set(name, value))}
          onPersist={(name) => void persist([name], 1)}
          onReset={(name) => void reset([name])}
          onRemove={(row) => void remove(row)}
        />
        <p className={css.note}>
          <Info size={14} strokeWidth={2} aria-hidden />
          {place.kind === "item" ? words().variables.noteOfItem : words().variables.note}
        </p>
      </div>
    </div>
  );
}

/** The rows that the file has, as it says them. */
function saved(rows: readonly VariableRow[]): Variable[] {
  return rows.filter((row) => row.is_saved).map((row) => row.variable);
}
