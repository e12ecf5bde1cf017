// How the window is arranged, kept by the program: every start has another port, so the browser's storage would forget.
import type { PersistStorage, StorageValue } from "zustand/middleware";
import { get, post } from "#/api/client.ts";
import { sessionHeaders } from "#/api/session.ts";
import type { Layout } from "#/api/types/Layout.ts";

/** How long changes gather before they are kept, in milliseconds. */
const WAIT_MS = 250;

let kept: Record<string, unknown> = {};
let isRestored = false;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Asks for what the last window kept. Without an answer the window begins afresh and keeps nothing. */
export async function restoreLayout(): Promise<void> {
  try {
    const { text } = await get<Layout>("/api/layout");
    const value: unknown = text === "" ? {} : JSON.parse(text);
    if (typeof value === "object" && value !== null) kept = value as Record<string, unknown>;
    isRestored = true;
  } catch {
    kept = {};
  }
}

/** Keeps at once what changed last when the page is left. */
export function keepLayoutOnLeave(): void {
  window.addEventListener("pagehide", () => {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    void fetch("/api/layout", { method: "POST", body: body(), headers: sessionHeaders(), keepalive: true });
  });
}

/** Where a store of the arrangement is kept. */
export function layoutStorage<S>(): PersistStorage<S> {
  return {
    getItem: (name) => (kept[name] as StorageValue<S> | undefined) ?? null,
    setItem: (name, value) => {
      kept[name] = value;
      later();
    },
    removeItem: (name) => {
      delete kept[name];
      later();
    },
  };
}

function body(): string {
  return JSON.stringify({ text: JSON.stringify(kept) });
}

function later(): void {
  if (!isRestored || timer !== undefined) return;
  timer = setTimeout(() => {
    timer = undefined;
    // A window whose arrangement was not kept once goes on as it is.
    post("/api/layout", JSON.parse(body())).catch(() => undefined);
  }, WAIT_MS);
}
