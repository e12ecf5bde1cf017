import { Braces, Copy } from "lucide-react";
import { useState } from "react";
import { copyText } from "#/host/host.ts";
import { Button } from "#/ui/Button.tsx";
import { words } from "#/words/app.ts";
import css from "./Selection.module.css";
import { SetVariableDialog } from "./SetVariableDialog.tsx";

/** Longer selections are no values. */
const VALUE_LENGTH_MAX = 10_000;

/** What can be done with the selected part of a body; nothing while nothing is selected. */
export function Selection({ text, collection }: { text: string; collection: string }) {
  const [kept, setKept] = useState<string | null>(null);
  const isValue = text !== "" && text.length <= VALUE_LENGTH_MAX && !text.includes("\n");
  return (
    <>
      {isValue ? (
        <div className={css.bar} role="toolbar" aria-label={words().response.selection.name}>
          <span className={`cut ${css.text}`}>{text}</span>
          <Button look="ghost" size="tight" icon={Copy} onClick={() => void copyText(text)}>
            {words().copy}
          </Button>
          <Button look="ghost" size="tight" icon={Braces} onClick={() => setKept(text)}>
            {words().response.selection.set}
          </Button>
        </div>
      ) : null}
      {kept === null ? null : <SetVariableDialog value={kept} collection={collection} onClose={() => setKept(null)} />}
    </>
  );
}
