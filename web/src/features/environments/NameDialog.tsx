import { type FormEvent, useId, useRef, useState } from "react";
import { post, problemOf } from "#/api/client.ts";
import type { ChangedEnvironment } from "#/api/types/ChangedEnvironment.ts";
import type { EnvironmentName } from "#/api/types/EnvironmentName.ts";
import { environmentKey } from "#/state/rules/tabs.ts";
import { useTabs } from "#/state/stores/tabs.ts";
import { Button } from "#/ui/Button.tsx";
import { Select } from "#/ui/fields/Select.tsx";
import { TextField } from "#/ui/fields/TextField.tsx";
import { sentence } from "#/ui/Message.tsx";
import { Dialog } from "#/ui/overlays/Dialog.tsx";
import { words } from "#/words/app.ts";
import { useEnvironmentChanges } from "./changes.ts";
import css from "./Environments.module.css";

/** Props of the dialog. `renames` is absent for a new environment; `collections` are those that may have it. */
export type NameDialogProps = {
  renames?: EnvironmentName;
  collections: readonly { id: string; name: string }[];
  onClose: () => void;
};

const WORKSPACE = " workspace";

/** Asks for the name of an environment, and for a new one whose it is. */
export function NameDialog({ renames, collections, onClose }: NameDialogProps) {
  const [name, setName] = useState(renames?.name ?? "");
  const [collection, setCollection] = useState(WORKSPACE);
  const [problem, setProblem] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const form = useId();
  const { open } = useEnvironmentChanges();
  const close = useTabs((tabs) => tabs.close);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const owner = renames?.collection ?? (collection === WORKSPACE ? "" : collection);
    try {
      const made = renames
        ? await post<ChangedEnvironment>("/api/environments/rename", { ...renames, new_name: name })
        : await post<ChangedEnvironment>("/api/environments/create", { collection: owner, name });
      const isOpen = renames && useTabs.getState().tabs.some((tab) => tab.key === environmentKey(renames));
      if (!renames || isOpen) await open({ collection: owner, name: made.name });
      if (renames && made.name !== renames.name) close(environmentKey(renames));
      onClose();
    } catch (thrown) {
      setProblem(sentence(problemOf(thrown).message));
      field.current?.focus();
    }
  };

  return (
    <Dialog
      open
      title={renames ? words().environments.renameTitle({ name: renames.name }) : words().environments.newTitle}
      closeName={words().close}
      onClose={onClose}
      width={30}
      initialFocus={field}
      help={words().environments.fileHelp}
      actions={
        <>
          <Button size="form" onClick={onClose}>
            {words().cancel}
          </Button>
          <Button size="form" look="primary" type="submit" form={form}>
            {renames ? words().environments.rename : words().environments.create}
          </Button>
        </>
      }
    >
      <form id={form} className={css.form} onSubmit={(event) => void submit(event)}>
        <span className={css.label} aria-hidden>
          {words().environments.name}
        </span>
        <div>
          <TextField
            ref={field}
            size="form"
            name={words().environments.name}
            value={name}
            wrong={problem !== null}
            onText={(text) => {
              setName(text);
              setProblem(null);
            }}
          />
          <p className={css.problem} role="alert">
            {problem}
          </p>
        </div>
        {renames ? null : (
          <>
            <span className={css.label} aria-hidden>
              {words().environments.owner}
            </span>
            <Select
              size="form"
              name={words().environments.owner}
              value={collection}
              choices={[
                { value: WORKSPACE, text: words().environments.ofWorkspace },
                ...collections.map((one) => ({ value: one.id, text: one.name })),
              ]}
              onChoose={setCollection}
            />
          </>
        )}
      </form>
    </Dialog>
  );
}
