import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "#/ui/Button.tsx";
import { documentation as words } from "#/words/en/documentation.ts";

/** Copies `text`. A server in an office is often addressed by plain http, where the browser has no clipboard for pages; then the old command does it. */
async function copied(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const write = (event: ClipboardEvent) => {
    event.preventDefault();
    event.clipboardData?.setData("text/plain", text);
  };
  document.addEventListener("copy", write, { once: true });
  document.execCommand("copy");
  document.removeEventListener("copy", write);
}

/** A button that copies `text` and says so. */
export function CopyButton({ name, text }: { name: string; text: string }) {
  const [isDone, setDone] = useState(false);
  useEffect(() => {
    if (!isDone) return;
    const timer = setTimeout(() => setDone(false), 2000);
    return () => clearTimeout(timer);
  }, [isDone]);
  return (
    <>
      <Button
        look="ghost"
        size="tight"
        icon={isDone ? Check : Copy}
        aria-label={name}
        title={name}
        onClick={() => void copied(text).then(() => setDone(true))}
      >
        {words.copy}
      </Button>
      <span className="sr" role="status">
        {isDone ? words.copied : ""}
      </span>
    </>
  );
}
