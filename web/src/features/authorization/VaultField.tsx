import { KeyRound } from "lucide-react";
import { useRef, useState } from "react";
import { post } from "#/api/client.ts";
import type { RevealedSecret } from "#/api/types/RevealedSecret.ts";
import { RevealButton } from "#/ui/fields/RevealButton.tsx";
import { TextField } from "#/ui/fields/TextField.tsx";
import { Badge } from "#/ui/signs/Badge.tsx";
import { useCompletion } from "#/ui/variables/VariableCompletion.tsx";
import { words } from "#/words/app.ts";

const KEPT = /^\{\{vault:([^{}]+)\}\}$/;

/**
 * A secret. It is handed over when the field is left, kept in the secret store by the program, and comes back as a
 * reference, shown as dots. The eye asks for the secret itself.
 */
export function VaultField(props: {
  name: string;
  collection: string;
  value: string;
  onValue: (value: string) => void;
}) {
  const { name, collection, value, onValue } = props;
  const [typed, setTyped] = useState<string | null>(null);
  const [revealed, setRevealed] = useState<string | null>(null);
  const kept = KEPT.exec(value)?.[1];
  const shown = typed ?? revealed ?? value;
  // The name of a variable is no secret.
  const isVisible = revealed !== null || (shown.startsWith("{{") && (typed !== null || kept === undefined));
  const box = useRef<HTMLDivElement>(null);
  const completion = useCompletion(box, setTyped);

  const leave = () => {
    if (typed !== null && typed !== value && typed !== revealed) {
      onValue(typed);
      if (revealed !== null) setRevealed(typed);
    }
    setTyped(null);
  };
  const toggle = async () => {
    if (revealed !== null) return setRevealed(null);
    if (typed !== null || kept === undefined) return setRevealed(typed ?? value);
    const answer = await post<RevealedSecret>("/api/secrets/reveal", { collection, name: kept });
    setRevealed(answer.value ?? "");
  };
  const masked: Record<string, string> = isVisible ? {} : { WebkitTextSecurity: "disc" };

  return (
    <div ref={box}>
      <TextField
        size="form"
        mono
        name={name}
        value={shown}
        style={masked}
        onText={setTyped}
        {...completion.input}
        onInput={(event) => completion.follow(event.currentTarget)}
        onFocus={(event) => event.currentTarget.select()}
        onBlur={() => {
          completion.close();
          leave();
        }}
        onKeyDown={(event) => {
          if (!completion.keys(event) && event.key === "Enter") leave();
        }}
        trail={
          <>
            {kept === undefined || typed !== null ? null : (
              <Badge icon={KeyRound} title={words().auth.keptTitle}>
                {words().auth.kept}
              </Badge>
            )}
            <RevealButton name={name} isRevealed={revealed !== null} onToggle={() => void toggle()} />
          </>
        }
      />
      {completion.list}
    </div>
  );
}
