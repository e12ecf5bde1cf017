import { Check, CircleAlert, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { copyText } from "#/host/host.ts";
import { controlWords } from "#/words/controls.ts";
import { Button } from "./Button.tsx";

/** How long a button says how copying went, in milliseconds. */
export const COPIED_MS = 2000;

const ICONS = { idle: Copy, copied: Check, failed: CircleAlert };

/**
 * A button that copies `text` and says how it went. A function is asked for the text when it is wanted; `hint` says what it is
 * where the name alone does not, `shows` what stands on it where "Copy" does not say enough.
 */
export function CopyButton(props: {
  name: string;
  hint?: string;
  shows?: string;
  text: string | (() => Promise<string>);
}) {
  const { copying } = controlWords();
  const { name, hint = name, shows = copying.copy, text } = props;
  const [state, setState] = useState<keyof typeof ICONS>("idle");
  useEffect(() => {
    if (state === "idle") return;
    const timer = setTimeout(() => setState("idle"), COPIED_MS);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = async () => {
    try {
      await copyText(typeof text === "string" ? text : await text());
      setState("copied");
    } catch {
      setState("failed");
    }
  };
  const says = { idle: "", copied: copying.copied, failed: copying.failedHint }[state];
  return (
    <>
      <Button
        look="ghost"
        size="tight"
        icon={ICONS[state]}
        aria-label={name}
        title={says || hint}
        onClick={() => void copy()}
      >
        {state === "idle" ? shows : copying[state]}
      </Button>
      <span className="sr" role="status">
        {says}
      </span>
    </>
  );
}
