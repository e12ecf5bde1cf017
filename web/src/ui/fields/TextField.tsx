import type { LucideIcon } from "lucide-react";
import type { ComponentPropsWithRef, ReactNode } from "react";
import css from "./Field.module.css";

/** Props of a text field. `name` is its accessible name; give `id` instead of it when a visible label names it. */
export type TextFieldProps = Omit<ComponentPropsWithRef<"input">, "size" | "onChange" | "name"> & {
  name?: string | undefined;
  value: string;
  onText?: (text: string) => void;
  icon?: LucideIcon;
  size?: "pane" | "form" | "large";
  mono?: boolean;
  wrong?: boolean;
  trail?: ReactNode;
};

/** One line of text. `trail` holds the small buttons at its end. */
export function TextField({
  name,
  value,
  onText,
  icon: Icon,
  size = "pane",
  mono = false,
  wrong = false,
  trail,
  className,
  ...rest
}: TextFieldProps) {
  const classes = [css.field, css[size], mono && css.mono, rest.readOnly && css.read, wrong && css.wrong, className];
  return (
    <div className={classes.filter(Boolean).join(" ")}>
      {Icon ? <Icon size={16} strokeWidth={1.75} aria-hidden /> : null}
      <input
        type="text"
        autoComplete="off"
        spellCheck={false}
        {...rest}
        aria-label={name}
        aria-invalid={wrong || undefined}
        value={value}
        onChange={(event) => onText?.(event.target.value)}
      />
      {trail ? <span className={css.trail}>{trail}</span> : null}
    </div>
  );
}
