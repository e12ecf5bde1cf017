import type { ReactNode } from "react";
import css from "./AuthPart.module.css";

/** A label and its control on one line of a form. The control carries the name; the label is for the eye. */
export function FormRow({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <span className={css.label} aria-hidden>
        {label}
      </span>
      <div>{children}</div>
    </>
  );
}
