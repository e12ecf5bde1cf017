import { useMutation } from "@tanstack/react-query";
import { useRef } from "react";
import { saidOf } from "#/server/ui/messages.ts";
import { Button } from "#/ui/Button.tsx";
import { Dialog } from "#/ui/overlays/Dialog.tsx";
import { words } from "#/words/server.ts";
import css from "./Confirm.module.css";
import { Note } from "./Note.tsx";

/** Asks before something ends; says what does. It stays open with the reason when the server refuses. */
export function Confirm(props: {
  title: string;
  text: string;
  action: string;
  onConfirm: () => Promise<void>;
  onClose: () => void;
}) {
  const { title, text, action, onConfirm, onClose } = props;
  const cancel = useRef<HTMLButtonElement>(null);
  const { mutate, isPending, error } = useMutation({ mutationFn: onConfirm, onSuccess: onClose });
  return (
    <Dialog
      open
      title={title}
      closeName={words().close}
      onClose={onClose}
      initialFocus={cancel}
      width={30}
      actions={
        <>
          <Button ref={cancel} size="form" onClick={onClose}>
            {words().cancel}
          </Button>
          <Button size="form" className={css.danger} aria-disabled={isPending} onClick={() => isPending || mutate()}>
            {action}
          </Button>
        </>
      }
    >
      <div className={css.text}>
        <p>{text}</p>
        {error ? <Note tone="bad">{saidOf(error)}</Note> : null}
      </div>
    </Dialog>
  );
}
