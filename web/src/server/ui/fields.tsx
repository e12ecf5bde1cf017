import { CircleAlert, Eye, EyeOff } from "lucide-react";
import { type ReactNode, type Ref, useId, useState } from "react";
import { IconButton } from "#/ui/Button.tsx";
import { TextField, type TextFieldProps } from "#/ui/fields/TextField.tsx";
import { words } from "#/words/server.ts";
import css from "./fields.module.css";

/** Props of a labelled line of text. `wrong` is a sentence below it; empty when nothing is wrong. */
export type LabelledProps = Omit<TextFieldProps, "wrong" | "id" | "name"> & {
  label: string;
  wrong?: string | undefined;
  hint?: ReactNode;
  /** Where the label stands. */
  side?: "above" | "left";
  ref?: Ref<HTMLInputElement>;
};

/** A line of text with its label, and what is wrong with it in words. */
export function Labelled({ label, wrong = "", hint, side = "left", trail, ...rest }: LabelledProps) {
  const id = useId();
  const says = `${id}-says`;
  return (
    <div className={css[side]}>
      <label htmlFor={id}>{label}</label>
      <div className={css.control}>
        <TextField
          size="form"
          className={side === "above" ? css.tall : undefined}
          {...rest}
          id={id}
          wrong={wrong !== ""}
          aria-describedby={wrong || hint ? says : undefined}
          trail={
            <>
              {wrong ? <CircleAlert size={16} strokeWidth={1.75} className={css.sign} aria-hidden /> : null}
              {trail}
            </>
          }
        />
        <div id={says}>
          {wrong ? <p className={css.wrong}>{wrong}</p> : hint ? <div className={css.hint}>{hint}</div> : null}
        </div>
      </div>
    </div>
  );
}

/** A password that can be looked at while it is typed. */
export function PasswordField(props: Omit<LabelledProps, "type" | "trail">) {
  const [isShown, setShown] = useState(false);
  const name = isShown ? words().fields.hide : words().fields.show;
  return (
    <Labelled
      {...props}
      type={isShown ? "text" : "password"}
      trail={<IconButton icon={isShown ? EyeOff : Eye} name={name} size="inside" onClick={() => setShown(!isShown)} />}
    />
  );
}

/** A control that is no line of text, with its label at the left. The control names itself. */
export function Row({ label, hint, children }: { label: string; hint?: ReactNode; children: ReactNode }) {
  return (
    <div className={css.left}>
      <span aria-hidden className={css.label}>
        {label}
      </span>
      <div className={css.control}>
        {children}
        {hint ? <div className={css.hint}>{hint}</div> : null}
      </div>
    </div>
  );
}
