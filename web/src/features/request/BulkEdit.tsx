import { useState } from "react";
import css from "./parts.module.css";

/** Rows as text. What is typed stays as typed; the rows follow at every change. */
export function BulkEdit(props: { name: string; text: string; onText: (text: string) => void }) {
  const [text, setText] = useState(props.text);
  const lines = text.split("\n").length;
  return (
    <div className={css.bulk}>
      <div className={css.numbers} aria-hidden>
        {Array.from({ length: lines }, (_, index) => index + 1).join("\n")}
      </div>
      <textarea
        aria-label={props.name}
        spellCheck={false}
        wrap="off"
        rows={Math.max(6, lines + 1)}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          props.onText(event.target.value);
        }}
      />
    </div>
  );
}
