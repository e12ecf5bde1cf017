import { Pencil, Plus } from "lucide-react";
import { useLayoutEffect, useRef, useState } from "react";
import { Button } from "#/ui/Button.tsx";
import { words } from "#/words/app.ts";
import { Markdown } from "./Markdown.tsx";
import css from "./Overview.module.css";

/** Description of a collection or folder: drawn, and as Markdown while it is edited. Every edit is a draft at once. */
export function Description(props: {
  docs: string | null;
  onDocs: (docs: string | null, typing: string | null) => void;
}) {
  const { docs, onDocs } = props;
  // What stood there when editing began, for Cancel.
  const [before, setBefore] = useState<{ docs: string | null } | null>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const wasEditing = useRef(false);
  const isEditing = before !== null;
  useLayoutEffect(() => {
    if (isEditing) field.current?.focus();
    else if (wasEditing.current) opener.current?.focus();
    wasEditing.current = isEditing;
  }, [isEditing]);

  if (isEditing) {
    const cancel = () => {
      if (docs !== before.docs) onDocs(before.docs, null);
      setBefore(null);
    };
    return (
      <div className={css.editing}>
        <div className={css.over}>
          <p className={css.from}>{words().parent.descriptionEdited}</p>
          <Button look="ghost" onClick={cancel}>
            {words().cancel}
          </Button>
          <Button onClick={() => setBefore(null)}>{words().parent.done}</Button>
        </div>
        <textarea
          ref={field}
          className={css.source}
          aria-label={words().parent.description}
          value={docs ?? ""}
          onChange={(event) => onDocs(event.target.value === "" ? null : event.target.value, "description")}
          onKeyDown={(event) => {
            if (event.key !== "Escape") return;
            event.stopPropagation();
            cancel();
          }}
        />
      </div>
    );
  }
  const isEmpty = (docs ?? "").trim() === "";
  return (
    <>
      <div className={css.over}>
        <p className={isEmpty ? css.none : css.from}>
          {isEmpty ? words().parent.noDescription : words().parent.description}
        </p>
        <Button
          ref={opener}
          look={isEmpty ? "secondary" : "ghost"}
          icon={isEmpty ? Plus : Pencil}
          aria-label={isEmpty ? words().parent.addDescription : words().parent.editDescription}
          onClick={() => setBefore({ docs })}
        >
          {isEmpty ? words().parent.addDescription : words().parent.edit}
        </Button>
      </div>
      {isEmpty ? null : <Markdown text={docs ?? ""} />}
    </>
  );
}
