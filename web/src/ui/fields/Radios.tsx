import { Radio } from "@base-ui/react/radio";
import { RadioGroup } from "@base-ui/react/radio-group";
import css from "./Radios.module.css";

/** A row of radios; arrow keys move between them. */
export function Radios<V extends string>(props: {
  name: string;
  value: V;
  choices: readonly { value: V; text: string }[];
  onChoose: (value: V) => void;
}) {
  return (
    <RadioGroup
      aria-label={props.name}
      value={props.value}
      onValueChange={(next) => props.onChoose(next as V)}
      className={css.row}
    >
      {props.choices.map((choice) => (
        // biome-ignore lint/a11y/noLabelWithoutControl: Base UI renders the input inside the radio; the label widens its pointer target.
        <label key={choice.value} className={css.pair}>
          <Radio.Root value={choice.value} aria-label={choice.text} className={css.ring} />
          <span aria-hidden>{choice.text}</span>
        </label>
      ))}
    </RadioGroup>
  );
}
