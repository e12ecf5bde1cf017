import { Lock } from "lucide-react";
import css from "./MaskedSign.module.css";

/** Stands in a text in the place of what is a secret; `text` says so. */
export function MaskedSign({ text }: { text: string }) {
  return (
    <span className={css.masked}>
      <Lock size={11} strokeWidth={2} aria-hidden />
      {text}
    </span>
  );
}
