import { Switch as Base } from "@base-ui/react/switch";
import css from "./Switch.module.css";

/** Props of a switch; `name` is its accessible name and stands beside it unless `wordless`. */
export type SwitchProps = { name: string; checked: boolean; wordless?: boolean; onCheck: (checked: boolean) => void };

/** A switch that acts at once, with its word. */
export function Switch({ name, checked, wordless = false, onCheck }: SwitchProps) {
  const knob = (
    <Base.Root aria-label={name} checked={checked} onCheckedChange={(next) => onCheck(next)} className={css.track}>
      <Base.Thumb className={css.thumb} />
    </Base.Root>
  );
  if (wordless) return knob;
  return (
    <span className={css.pair} data-on={checked || undefined}>
      {knob}
      <span aria-hidden>{name}</span>
    </span>
  );
}
