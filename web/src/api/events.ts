// What the program tells this page, read as a stream of events (a fetch, so that it can carry the session token).
import { address, call } from "./client.ts";
import type { Event } from "./types/Event.ts";

/** Takes the events out of the text of a stream; what is not complete yet stays in `rest`. */
export function takeEvents(text: string): { events: { number: number; event: Event }[]; rest: string } {
  const blocks = text.split("\n\n");
  const rest = blocks.pop() ?? "";
  const events: { number: number; event: Event }[] = [];
  for (const block of blocks) {
    const data = block
      .split("\n")
      .filter((line) => line.startsWith("data:"))
      .map((line) => line.slice(5).trimStart())
      .join("\n");
    if (data === "") continue;
    const parsed = JSON.parse(data) as { number: number; event: Event };
    events.push(parsed);
  }
  return { events, rest };
}

/**
 * Listens until `signal` ends it. A broken stream is opened again after a second, from the last number seen.
 * `onState` hears whether the program answers.
 */
export async function listen(
  onEvent: (event: Event) => void,
  onState: (isConnected: boolean) => void,
  signal: AbortSignal,
): Promise<void> {
  let since: number | undefined;
  while (!signal.aborted) {
    try {
      const answer = await call(address("/api/events", { since }), {
        signal,
        headers: { Accept: "text/event-stream" },
      });
      onState(true);
      const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
      if (!reader) return;
      let text = "";
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        const taken = takeEvents(text + value);
        text = taken.rest;
        for (const { number, event } of taken.events) {
          since = number;
          onEvent(event);
        }
      }
    } catch {
      if (signal.aborted) return;
    }
    onState(false);
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}
