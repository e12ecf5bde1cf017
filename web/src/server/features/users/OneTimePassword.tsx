import { useRef } from "react";
import { type Named, nameOf, shortNameOf } from "#/server/ui/people.tsx";
import { Button } from "#/ui/Button.tsx";
import { CopyButton } from "#/ui/CopyButton.tsx";
import { TextField } from "#/ui/fields/TextField.tsx";
import { Dialog } from "#/ui/overlays/Dialog.tsx";
import { words } from "#/words/server.ts";
import css from "./OneTimePassword.module.css";

/** A password that the server made, shown this once. */
export function OneTimePassword(props: { person: Named; password: string; onClose: () => void }) {
  const { person, password, onClose } = props;
  const field = useRef<HTMLInputElement>(null);
  const { oneTime } = words();
  return (
    <Dialog
      open
      title={oneTime.title({ name: nameOf(person) })}
      closeName={words().close}
      onClose={onClose}
      initialFocus={field}
      width={32}
      actions={
        <Button size="form" look="primary" onClick={onClose}>
          {oneTime.done}
        </Button>
      }
    >
      <div className={css.text}>
        <p>{oneTime.text({ name: shortNameOf(person) })}</p>
        <TextField
          ref={field}
          name={oneTime.field}
          size="large"
          mono
          readOnly
          value={password}
          onFocus={(event) => event.currentTarget.select()}
          trail={<CopyButton name={words().keys.copyOf({ name: oneTime.field })} text={password} />}
        />
      </div>
    </Dialog>
  );
}
