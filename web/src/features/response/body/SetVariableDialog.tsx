import { useQuery } from "@tanstack/react-query";
import { useId, useRef, useState } from "react";
import { post, problemOf } from "#/api/client.ts";
import type { SetVariable } from "#/api/types/SetVariable.ts";
import { environmentsQuery } from "#/state/queries/variables.ts";
import { Button } from "#/ui/Button.tsx";
import { Select } from "#/ui/fields/Select.tsx";
import { TextField } from "#/ui/fields/TextField.tsx";
import { sentence } from "#/ui/Message.tsx";
import { Dialog } from "#/ui/overlays/Dialog.tsx";
import { useToast } from "#/ui/overlays/Toasts.tsx";
import { words } from "#/words/app.ts";
import css from "./Selection.module.css";

type Scope = "in_use" | "item";

/** Keeps a value of an answer as the current value of a variable: on this computer, not in the files. */
export function SetVariableDialog(props: { value: string; collection: string; onClose: () => void }) {
  const { collection, onClose } = props;
  const environments = useQuery(environmentsQuery(collection)).data;
  const [name, setName] = useState("");
  const [value, setValue] = useState(props.value);
  const [chosen, setChosen] = useState<Scope | null>(null);
  const [problem, setProblem] = useState("");
  const toast = useToast();
  const first = useRef<HTMLInputElement>(null);
  const id = useId();
  const active = environments?.active;
  const scope = chosen ?? (active === undefined ? "item" : "in_use");
  const text = words().response.selection;

  const set = async () => {
    const wanted = name.trim();
    if (!/^[^{}\s]+$/.test(wanted)) {
      setProblem(text.noName);
      first.current?.focus();
      return;
    }
    const command: SetVariable = { place: { kind: scope, collection, name: "" }, name: wanted, value };
    try {
      await post("/api/variables/set", command);
      toast(text.done({ variable: `{{${wanted}}}` }));
      onClose();
    } catch (thrown) {
      setProblem(sentence(problemOf(thrown).message));
    }
  };
  return (
    <Dialog
      title={text.title}
      closeName={words().close}
      open
      onClose={onClose}
      initialFocus={first}
      width={28}
      help={text.help}
      actions={
        <>
          <Button size="form" onClick={onClose}>
            {words().cancel}
          </Button>
          <Button size="form" look="primary" onClick={() => void set()}>
            {text.confirm}
          </Button>
        </>
      }
    >
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          void set();
        }}
      >
        <label htmlFor={`${id}name`}>
          {text.variable}
          <TextField
            ref={first}
            id={`${id}name`}
            size="form"
            mono
            value={name}
            wrong={problem !== ""}
            onText={(next) => {
              setName(next);
              setProblem("");
            }}
          />
        </label>
        <label htmlFor={`${id}value`}>
          {text.value}
          <TextField id={`${id}value`} size="form" mono value={value} onText={setValue} />
        </label>
        <label htmlFor={`${id}scope`}>
          {text.scope}
          <Select<Scope>
            id={`${id}scope`}
            name={text.scope}
            size="form"
            value={scope}
            onChoose={setChosen}
            choices={[
              ...(active === undefined ? [] : [{ value: "in_use" as const, text: text.environment({ name: active }) }]),
              { value: "item", text: text.collection },
            ]}
          />
        </label>
        {problem === "" ? null : (
          <p className={css.wrong} role="alert">
            {problem}
          </p>
        )}
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}
