// What a browser can do outside the page; a desktop window will bring its own version.

/**
 * Puts text on the clipboard; throws when the browser refuses. A server in an office is often addressed by plain http, where
 * the browser has no clipboard for pages; then the old command does it.
 */
export async function copyText(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const write = (event: ClipboardEvent) => {
    event.preventDefault();
    // What listens further in, such as an editor, would put its own selection there.
    event.stopImmediatePropagation();
    event.clipboardData?.setData("text/plain", text);
  };
  document.addEventListener("copy", write, { capture: true, once: true });
  const isDone = document.execCommand("copy");
  document.removeEventListener("copy", write, { capture: true });
  if (!isDone) throw new Error("the browser has no clipboard for this page");
}

/** Saves what an address of the program gives as a file, where the person's browser puts files. */
export function saveFrom(address: string): void {
  const link = document.createElement("a");
  link.href = address;
  link.download = "";
  link.click();
}

/** Address of a copy of what an address of the program gives, for those who read it more than once. Free it when it is no longer shown. */
export async function contentAt(address: string, signal: AbortSignal): Promise<string> {
  const answer = await fetch(address, { signal });
  if (!answer.ok) throw new Error(answer.statusText);
  return URL.createObjectURL(await answer.blob());
}
