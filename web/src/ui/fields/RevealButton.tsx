import { Eye, EyeOff } from "lucide-react";
import { IconButton } from "#/ui/Button.tsx";
import { words } from "#/words/app.ts";

/** The eye inside a field of a secret. The focus stays in the field: what was typed is not handed over by a look at it. */
export function RevealButton(props: { name: string; isRevealed: boolean; onToggle: () => void }) {
  const { name, isRevealed, onToggle } = props;
  return (
    <IconButton
      size="inside"
      icon={isRevealed ? EyeOff : Eye}
      name={isRevealed ? words().auth.hide({ name }) : words().auth.show({ name })}
      aria-pressed={isRevealed}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onToggle}
    />
  );
}
