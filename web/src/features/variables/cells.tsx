import { KeyRound } from "lucide-react";
import { type KeyboardEvent, useRef, useState } from "react";
import { post } from "#/api/client.ts";
import type { RevealedSecret } from "#/api/types/RevealedSecret.ts";
import type { VariablePlace } from "#/api/types/VariablePlace.ts";
import { RevealButton } from "#/ui/fields/RevealButton.tsx";
import { Badge } from "#/ui/signs/Badge.tsx";
import { VariableField } from "#/ui/variables/VariableField.tsx";
import { words } from "#/words/app.ts";
import css from "./Variables.module.css";

/** A text that is handed over when the cell is left or Enter is pressed; Escape brings the old one back. */
function useTyped(value: string, onText: (text: string) => Promise<unknown>) {
  const [typed, setTyped] = useState<string | null>(null);
  const sent = useRef<string | null>(null);
  const leave = () => {
    // Enter hands it over, and what follows may take the focus away: that is one edit.
    if (typed === null || typed === sent.current) return;
    if (typed === value) return setTyped(null);
    sent.current = typed;
    // What was typed stays in sight until the rows say the same.
    void onText(typed).finally(() => {
      sent.current = null;
      setTyped((now) => (now === typed ? null : now));
    });
  };
  const keys = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === "Enter") leave();
    if (event.key === "Escape" && typed !== null) {
      event.stopPropagation();
      setTyped(null);
    }
  };
  return { typed, setTyped, leave, keys };
}

/** One cell of text. `initialFor` marks the cell that a new variable goes on with. */
export function Cell(props: {
  name: string;
  value: string;
  placeholder?: string;
  initialFor?: string;
  isKnown?: (name: string) => boolean;
  onText: (text: string) => Promise<unknown>;
}) {
  const { name, value, placeholder, initialFor, isKnown, onText } = props;
  const { typed, setTyped, leave, keys } = useTyped(value, onText);
  return (
    <VariableField
      bare
      className={css.cell}
      name={name}
      placeholder={placeholder}
      data-initial={initialFor}
      value={typed ?? value}
      isKnown={typed === null ? isKnown : undefined}
      onText={setTyped}
      onBlur={leave}
      onKeyDown={keys}
    />
  );
}

/** The value of a secret: dots, until the eye asks the program for it. What is typed goes to the secret store. */
export function SecretCell(props: {
  place: VariablePlace;
  variable: string;
  isKept: boolean;
  onText: (text: string) => Promise<unknown>;
}) {
  const { place, variable, isKept, onText } = props;
  const [revealed, setRevealed] = useState<string | null>(null);
  const value = revealed ?? "";
  const { typed, setTyped, leave, keys } = useTyped(value, async (text) => {
    await onText(text);
    if (revealed !== null) setRevealed(text);
  });
  const toggle = async () => {
    if (revealed !== null) return setRevealed(null);
    const answer = await post<RevealedSecret>("/api/variables/reveal", { place, name: variable });
    setRevealed(answer.value ?? "");
  };
  const name = words().variables.currentOf({ name: variable });
  const masked: Record<string, string> = revealed === null ? { WebkitTextSecurity: "disc" } : {};
  return (
    <span className={css.secret}>
      <input
        className={css.plain}
        aria-label={name}
        autoComplete="off"
        spellCheck={false}
        placeholder={isKept ? "•".repeat(20) : words().variables.typeSecret}
        style={masked}
        value={typed ?? value}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={leave}
        onKeyDown={keys}
      />
      {isKept ? (
        <>
          <Badge icon={KeyRound} title={words().auth.keptTitle}>
            {words().auth.kept}
          </Badge>
          <RevealButton name={name} isRevealed={revealed !== null} onToggle={() => void toggle()} />
        </>
      ) : null}
    </span>
  );
}
