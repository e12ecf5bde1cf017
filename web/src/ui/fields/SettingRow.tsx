import { RotateCcw } from "lucide-react";
import { type ReactNode, useId, useRef, useState } from "react";
import { IconButton } from "#/ui/Button.tsx";
import { words } from "#/words/app.ts";
import css from "./SettingRow.module.css";
import { TextField } from "./TextField.tsx";

/** The rows of a tab of settings, which scrolls by itself; a heading says for whom they hold. */
export function SettingList(props: { heading?: string; note?: string; children: ReactNode }) {
  return (
    <div className={css.scroll}>
      <div className={css.list}>
        {props.heading ? (
          <div className={css.head}>
            <h2>{props.heading}</h2>
            <p className={css.hint}>{props.note}</p>
          </div>
        ) : null}
        {props.children}
      </div>
    </div>
  );
}

/** One setting with its control at the right edge. Where a value is its own, Reset leaves it to what stands around. */
export function SettingRow(props: {
  name: string;
  hint: string;
  onReset: (() => void) | undefined;
  children: ReactNode;
}) {
  const { name, hint, onReset, children } = props;
  const row = useRef<HTMLDivElement>(null);
  return (
    <div className={css.row} ref={row}>
      <div className={css.text}>
        <span>{name}</span>
        <span className={css.hint}>{hint}</span>
      </div>
      {onReset ? (
        <IconButton
          size="tight"
          icon={RotateCcw}
          name={words().requestSettings.reset({ name })}
          onClick={() => {
            // The button goes away with its reason; the focus stays in the row.
            row.current?.querySelector<HTMLElement>('[role="switch"], [role="combobox"], input')?.focus();
            onReset();
          }}
        />
      ) : null}
      {children}
    </div>
  );
}

/** A whole number from 0; what is none is marked and not taken over. */
export function NumberField(props: { name: string; value: number; onNumber: (value: number) => void }) {
  const [text, setText] = useState<string | null>(null);
  const hint = useId();
  const shown = text ?? String(props.value);
  const isNumber = /^\d{1,9}$/.test(shown.trim());
  return (
    <span className={css.number}>
      <TextField
        mono
        name={props.name}
        inputMode="numeric"
        wrong={!isNumber}
        aria-describedby={isNumber ? undefined : hint}
        value={shown}
        onText={(next) => {
          setText(next);
          if (/^\d{1,9}$/.test(next.trim())) props.onNumber(Number(next.trim()));
        }}
        onBlur={() => setText(null)}
      />
      {isNumber ? null : (
        <span id={hint} className={css.wrong}>
          {words().requestSettings.wholeNumber}
        </span>
      )}
    </span>
  );
}
