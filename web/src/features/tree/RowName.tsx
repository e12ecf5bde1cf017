import { useEffect, useRef, useState } from "react";
import { TextField } from "#/ui/fields/TextField.tsx";
import { words } from "#/words/app.ts";
import css from "./Collections.module.css";

/** Props of a name being typed. `onEnd` gets null when it stays as it was. */
export type RowNameProps = { name: string; onEnd: (name: string | null, byKey: boolean) => void };

/** The name of a row while it is typed anew: Enter or leaving it takes the name, Escape does not. */
export function RowName({ name, onEnd }: RowNameProps) {
  const [text, setText] = useState(name);
  const box = useRef<HTMLInputElement>(null);
  const ended = useRef(false);
  useEffect(() => {
    // One frame later: the menu that asked for this may still be giving the focus back.
    const frame = requestAnimationFrame(() => {
      box.current?.focus();
      box.current?.select();
    });
    return () => cancelAnimationFrame(frame);
  }, []);
  const end = (takes: boolean, byKey: boolean) => {
    if (ended.current) return;
    ended.current = true;
    const next = text.trim();
    onEnd(takes && next !== "" && next !== name ? next : null, byKey);
  };
  return (
    <TextField
      ref={box}
      className={css.typed}
      name={words().tree.nameOf({ name })}
      value={text}
      onText={setText}
      onBlur={() => end(true, false)}
      onClick={(event) => event.stopPropagation()}
      onDoubleClick={(event) => event.stopPropagation()}
      onPointerDown={(event) => event.stopPropagation()}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Enter") end(true, true);
        if (event.key === "Escape") end(false, true);
      }}
    />
  );
}
