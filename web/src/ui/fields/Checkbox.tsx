import { Checkbox as Base } from "@base-ui/react/checkbox";
import { Check, Minus } from "lucide-react";
import css from "./Checkbox.module.css";

/** Props of a check box named by `name`; `mixed` draws the minus. */
export type CheckboxProps = {
  name: string;
  checked: boolean;
  mixed?: boolean;
  disabled?: boolean;
  onCheck: (checked: boolean) => void;
};

/** A 16 px box; Space turns it. */
export function Checkbox({ name, checked, mixed = false, disabled = false, onCheck }: CheckboxProps) {
  return (
    <Base.Root
      aria-label={name}
      checked={checked}
      indeterminate={mixed}
      disabled={disabled}
      onCheckedChange={(next) => onCheck(next)}
      className={css.box}
    >
      <Base.Indicator className={css.sign}>
        {mixed ? <Minus size={12} strokeWidth={3} aria-hidden /> : <Check size={12} strokeWidth={3} aria-hidden />}
      </Base.Indicator>
    </Base.Root>
  );
}
