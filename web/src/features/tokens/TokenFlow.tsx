import { useEffect, useRef, useState } from "react";
import { post, problemOf } from "#/api/client.ts";
import type { TokenOutcome } from "#/api/types/TokenOutcome.ts";
import { useProgram } from "#/state/program.tsx";
import type { Item } from "#/state/rules/items.ts";
import { ManageDialog } from "./ManageDialog.tsx";
import { AskingDialog, CompleteDialog, FailedDialog } from "./outcomes.tsx";

/** Where the person is between `Get New Access Token` and `Use Token`. */
export type TokenStep = { step: "closed" } | { step: "asking" } | { step: "manage"; chosen: string | null };

/** Props of the dialogs around tokens. `ownerName` is the name of what will use the token. */
export type TokenFlowProps = {
  item: Item;
  ownerName: string;
  at: TokenStep;
  onStep: (at: TokenStep) => void;
};

/** Asks for a token, says what came of it, and leads on to Manage Access Tokens. */
export function TokenFlow({ item, ownerName, at, onStep }: TokenFlowProps) {
  if (at.step === "closed") return null;
  if (at.step === "manage") {
    return (
      <ManageDialog item={item} ownerName={ownerName} first={at.chosen} onClose={() => onStep({ step: "closed" })} />
    );
  }
  return <Asking item={item} onStep={onStep} />;
}

function Asking({ item, onStep }: Pick<TokenFlowProps, "item" | "onStep">) {
  const { edits } = useProgram();
  const [outcome, setOutcome] = useState<TokenOutcome | null>(null);
  const [attempt, setAttempt] = useState(1);
  const { collection, path } = item;
  const step = useRef(onStep);
  step.current = onStep;

  // biome-ignore lint/correctness/useExhaustiveDependencies: a further attempt asks again with the same item.
  useEffect(() => {
    const end = new AbortController();
    setOutcome(null);
    const ask = async () => {
      const asked = { collection, path };
      try {
        await edits.settled(asked);
        if (end.signal.aborted) return;
        setOutcome(await post<TokenOutcome>("/api/tokens/new", asked, end.signal));
      } catch (thrown) {
        if (!end.signal.aborted) setOutcome({ problem: problemOf(thrown) });
      }
    };
    void ask();
    return () => end.abort();
  }, [collection, path, edits, attempt]);

  const close = () => onStep({ step: "closed" });
  if (outcome === null) return <AskingDialog onClose={close} />;
  const { token } = outcome;
  if (token) {
    return (
      <CompleteDialog
        outcome={outcome}
        onClose={close}
        onProceed={() => step.current({ step: "manage", chosen: token.id })}
      />
    );
  }
  return <FailedDialog outcome={outcome} onClose={close} onAgain={() => setAttempt(attempt + 1)} />;
}
