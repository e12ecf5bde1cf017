import { Tabs } from "@base-ui/react/tabs";
import css from "./Segments.module.css";

/** Views of one thing, as a small tab list. The panel belongs to the caller. */
export function Segments<V extends string>(props: {
  name: string;
  value: V;
  choices: readonly { value: V; text: string }[];
  onChoose: (value: V) => void;
}) {
  return (
    <Tabs.Root value={props.value} onValueChange={(next) => props.onChoose(next as V)}>
      <Tabs.List aria-label={props.name} className={css.list} activateOnFocus>
        {props.choices.map((choice) => (
          <Tabs.Tab key={choice.value} value={choice.value} className={css.one}>
            {choice.text}
          </Tabs.Tab>
        ))}
      </Tabs.List>
    </Tabs.Root>
  );
}
