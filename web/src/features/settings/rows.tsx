import { type ReactNode, useState } from "react";
import { Switch } from "#/ui/fields/Switch.tsx";
import { TextField } from "#/ui/fields/TextField.tsx";
import { words } from "#/words/app.ts";
import css from "./Settings.module.css";

/** One setting: name, what it does, and its control at the right edge. */
export function SettingRow({ name, hint, children }: { name: string; hint?: ReactNode; children: ReactNode }) {
  return (
    <div className={css.row}>
      <div>
        <span aria-hidden>{name}</span>
        {hint ? <span className={css.hint}>{hint}</span> : null}
      </div>
      <div className={css.control}>{children}</div>
    </div>
  );
}

/** A setting that is on or off; the word stands beside the switch. */
export function SwitchRow(props: { name: string; hint?: string; checked: boolean; onCheck: (on: boolean) => void }) {
  const { name, hint, checked, onCheck } = props;
  return (
    <SettingRow name={name} hint={hint}>
      <Switch wordless name={name} checked={checked} onCheck={onCheck} />
      <span className={css.word} aria-hidden>
        {checked ? words().settings.on : words().settings.off}
      </span>
    </SettingRow>
  );
}

/** A typed text that holds when the field is left or Enter is pressed. */
export function TypedField(props: {
  name: string;
  value: string;
  placeholder?: string;
  mono?: boolean;
  secret?: boolean;
  className?: string | undefined;
  onText: (text: string) => void;
}) {
  const { name, value, placeholder, mono = false, secret = false, className, onText } = props;
  const [typed, setTyped] = useState<string | null>(null);
  const leave = () => {
    if (typed !== null && typed !== value) onText(typed);
    setTyped(null);
  };
  const masked: Record<string, string> = secret ? { WebkitTextSecurity: "disc" } : {};
  return (
    <TextField
      size="form"
      className={className}
      name={name}
      mono={mono}
      placeholder={placeholder}
      style={masked}
      value={typed ?? value}
      onText={setTyped}
      onBlur={leave}
      onKeyDown={(event) => {
        if (event.key === "Enter") leave();
      }}
    />
  );
}
