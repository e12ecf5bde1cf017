import { type Choice, Select } from "#/ui/fields/Select.tsx";

/** Chosen as long as it does not matter; the address says so with nothing. */
const ANY = "any";

/** A filter that lets through one of several, or any; `value` is empty then, and `any` is what it is called. */
export function AnyOf(props: {
  name: string;
  any: string;
  value: string;
  choices: readonly Choice<string>[];
  className?: string | undefined;
  onChoose: (value: string) => void;
}) {
  const { name, any, value, choices, className, onChoose } = props;
  return (
    <Select
      name={name}
      size="form"
      quiet
      className={className}
      value={value || ANY}
      choices={[{ value: ANY, text: any }, ...choices]}
      onChoose={(chosen) => onChoose(chosen === ANY ? "" : chosen)}
    />
  );
}
