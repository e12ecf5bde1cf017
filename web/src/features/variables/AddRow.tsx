import { type FocusEvent, type KeyboardEvent, useRef, useState } from "react";
import { VariableField } from "#/ui/variables/VariableField.tsx";
import { words } from "#/words/app.ts";
import css from "./Variables.module.css";

/**
 * The empty row at the end. It becomes a variable when it is left or Enter is pressed; Tab goes on to its value. `onAdd` answers
 * whether the variable was taken.
 */
export function AddRow({ onAdd }: { onAdd: (name: string, value: string) => Promise<boolean> }) {
  const [name, setName] = useState("");
  const [value, setValue] = useState("");
  const isAdding = useRef(false);
  const add = async () => {
    if (name.trim() === "" || isAdding.current) return;
    isAdding.current = true;
    const isTaken = await onAdd(name.trim(), value);
    isAdding.current = false;
    if (!isTaken) return;
    // What was typed stays in sight until its row is there; what is typed meanwhile is the next one's.
    setName((now) => (now === name ? "" : now));
    setValue((now) => (now === value ? "" : now));
  };
  const leave = (event: FocusEvent) => {
    if (!event.currentTarget.contains(event.relatedTarget)) void add();
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === "Enter") void add();
    if (event.key === "Escape" && (name !== "" || value !== "")) {
      event.stopPropagation();
      setName("");
      setValue("");
    }
  };
  return (
    <tr className={css.add} onBlur={leave} onKeyDown={keys}>
      <td className={css.check} />
      <td className={css.mono}>
        <VariableField
          bare
          className={css.cell}
          name={words().variables.add}
          placeholder={words().variables.add}
          value={name}
          onText={setName}
        />
      </td>
      <td className={css.still}>{words().variables.types.default}</td>
      <td className={css.mono}>
        <VariableField
          bare
          className={css.cell}
          name={words().variables.addValue}
          placeholder={words().variables.savedAndShared}
          value={value}
          onText={setValue}
        />
      </td>
      <td className={css.still}>{words().variables.staysHere}</td>
      <td />
      <td />
    </tr>
  );
}
