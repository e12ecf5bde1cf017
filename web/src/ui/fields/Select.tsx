import { Select as Base } from "@base-ui/react/select";
import { Check, ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import css from "./Select.module.css";

/** One entry of a select. `text` is its name; `shown` draws it in the list, `brief` in the closed field. */
export type Choice<V extends string> = { value: V; text: string; shown?: ReactNode; brief?: ReactNode };

/** Props of a select: `name` is the accessible name of the combobox. */
export type SelectProps<V extends string> = {
  name: string;
  value: V;
  choices: readonly Choice<V>[];
  onChoose: (value: V) => void;
  size?: "pane" | "form" | "chip";
  quiet?: boolean;
  placeholder?: ReactNode;
  /** Choices after the line: commands such as `Manage Tokens`. */
  last?: readonly Choice<V>[];
  className?: string | undefined;
  id?: string | undefined;
};

/** A combobox with a fixed list. Keyboard and roles come from Base UI. */
export function Select<V extends string>(props: SelectProps<V>) {
  const { name, value, choices, onChoose, size = "pane", quiet = false, placeholder, last = [], className, id } = props;
  const all = [...choices, ...last];
  const chosen = all.find((choice) => choice.value === value);
  return (
    <Base.Root
      items={all.map((choice) => ({ value: choice.value, label: choice.text }))}
      value={chosen ? value : null}
      onValueChange={(next) => {
        if (next !== null) onChoose(next as V);
      }}
    >
      <Base.Trigger
        id={id}
        aria-label={name}
        className={[css.trigger, css[size], quiet && css.quiet, className].filter(Boolean).join(" ")}
      >
        <span className={css.value}>
          {chosen ? (
            (chosen.brief ?? chosen.shown ?? chosen.text)
          ) : (
            <span className={css.placeholder}>{placeholder}</span>
          )}
        </span>
        <ChevronDown size={14} strokeWidth={2} aria-hidden />
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner className={css.positioner} alignItemWithTrigger={false} sideOffset={4} align="start">
          <Base.Popup className={css.popup}>
            <Base.List>
              {choices.map((choice) => (
                <Entry key={choice.value} choice={choice} />
              ))}
              {last.length > 0 ? <div className={css.line} role="presentation" /> : null}
              {last.map((choice) => (
                <Entry key={choice.value} choice={choice} />
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

function Entry<V extends string>({ choice }: { choice: Choice<V> }) {
  return (
    <Base.Item
      value={choice.value}
      className={css.item}
      aria-label={choice.shown === undefined ? undefined : choice.text}
    >
      <span className={css.tick}>
        <Base.ItemIndicator>
          <Check size={14} strokeWidth={2} aria-hidden />
        </Base.ItemIndicator>
      </span>
      <Base.ItemText className={css.text}>{choice.shown ?? choice.text}</Base.ItemText>
    </Base.Item>
  );
}
