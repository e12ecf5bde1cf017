import { useState } from "react";
import css from "./parts.module.css";

/** Rows as text. What is typed stays as typed; the rows follow at every change. */
export function BulkEdit(props: { name: string; text: string; onText: (text: string) => void }) {
  const [text, setText] = useState(props.text);
  return (
    <textarea
      className={css.bulk}
      aria-label={props.name}
      spellCheck={false}
      rows={Math.max(6, text.split("\n").length + 1)}
      value={text}
      onChange={(event) => {
        setText(event.target.value);
        props.onText(event.target.value);
      }}
    />
  );
}
