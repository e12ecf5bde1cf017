// Ties the page to the program: hands out the edits of this window and turns events into fresh answers.
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import { get } from "#/api/client.ts";
import { listen } from "#/api/events.ts";
import { windowId } from "#/api/session.ts";
import type { Event } from "#/api/types/Event.ts";
import type { ExchangeView } from "#/api/types/ExchangeView.ts";
import type { ImportView } from "#/api/types/ImportView.ts";
import { Edits } from "./edits.ts";
import { type Item, keyOf, movedKey } from "./rules/items.ts";
import { useConsole } from "./stores/console.ts";
import { importChanged, useImport } from "./stores/imports.ts";
import { useSending } from "./stores/sending.ts";
import { useTabs } from "./stores/tabs.ts";
import { useView } from "./stores/view.ts";

type Program = { edits: Edits; isConnected: boolean };

const Context = createContext<Program | null>(null);

/** The edits of this window, and whether the program answers. */
export function useProgram(): Program {
  const program = useContext(Context);
  if (!program) throw new Error("useProgram needs a ProgramProvider above it");
  return program;
}

/** Listens to the program as long as the page is there. `onProblem` hears of edits that could not be kept. */
export function ProgramProvider(props: { onProblem: (thrown: unknown) => void; children: ReactNode }) {
  const { onProblem, children } = props;
  const client = useQueryClient();
  const [isConnected, setConnected] = useState(true);
  const edits = useMemo(() => new Edits(client, onProblem), [client, onProblem]);
  useEffect(() => {
    const end = new AbortController();
    const onState = (isThere: boolean) => {
      setConnected(isThere);
      if (isThere) void catchUp(client, edits);
    };
    void listen((event) => apply(event, client, edits), onState, end.signal);
    return () => end.abort();
  }, [client, edits]);
  const program = useMemo(() => ({ edits, isConnected }), [edits, isConnected]);
  return <Context value={program}>{children}</Context>;
}

/**
 * Asks again for what may have changed while nobody listened: before the first event came, or while the stream was broken.
 * What is gone meanwhile, because the program was started anew, ends without an answer.
 */
async function catchUp(client: QueryClient, edits: Edits): Promise<void> {
  void client.invalidateQueries({ predicate: (query) => !edits.isBusy(itemOfQuery(query.queryKey)) });
  useConsole.getState().startOver();
  const { id } = useImport.getState();
  if (id !== null) await get<ImportView>(`/api/imports/${encodeURIComponent(id)}`).then(importChanged, () => undefined);
  const { last, change } = useSending.getState();
  for (const sending of Object.values(last).filter((one) => one.isRunning)) {
    const state = await get<ExchangeView>(`/api/exchanges/${encodeURIComponent(sending.id)}`).then(
      (exchange) => exchange.state,
      () => "failed",
    );
    if (state !== "running") change(sending.id, { isRunning: false });
  }
}

/** Marks as old what an event says is another one now. */
export function apply(event: Event, client: QueryClient, edits: Edits): void {
  const old = (...queryKey: string[]) => void client.invalidateQueries({ queryKey });
  switch (event.type) {
    case "workspace_changed":
      old("workspace");
      old("environment-list");
      break;
    case "item_changed": {
      old("variables");
      old("auth", event.collection);
      old("conflict", event.collection);
      old("example", event.collection, event.path);
      if (event.window === windowId || edits.isBusy(event)) {
        // Its own answer already told this window; what inherits from a collection or folder may look different now.
        for (const kind of ["request", "parent"]) {
          void client.invalidateQueries({
            queryKey: [kind, event.collection],
            predicate: (query) => query.queryKey[2] !== event.path && !edits.isBusy(itemOfQuery(query.queryKey)),
          });
        }
        break;
      }
      old("request", event.collection);
      old("parent", event.collection);
      break;
    }
    case "item_moved": {
      const from = { collection: event.collection, path: event.from };
      // Behind its own answer it would say the same again, of an item that took the old place meanwhile.
      if (event.window !== windowId || edits.isOnTheWay(from)) {
        follow(from, { collection: event.to_collection, path: event.to }, edits);
      }
      old("workspace");
      break;
    }
    case "settings_changed":
      old("settings");
      old("request");
      old("parent");
      break;
    case "tokens_changed":
      old("auth");
      old("token");
      old("request");
      break;
    case "environments_changed":
      old("environment-list");
      old("variables");
      // What the workspace has, every collection may see.
      for (const topic of ["environments", "auth", "request"]) {
        old(...(event.collection === "" ? [topic] : [topic, event.collection]));
      }
      break;
    case "exchange_started":
      useSending.getState().start(keyOf(event), event.exchange_id);
      break;
    case "exchange_head":
      useSending.getState().change(event.exchange_id, {
        head: { status: event.status, reason: event.reason, headers: event.headers },
      });
      break;
    case "exchange_progress":
      useSending.getState().change(event.exchange_id, { bodyBytes: event.body_bytes });
      break;
    case "exchange_done":
      old("exchange", event.exchange_id);
      useSending.getState().change(event.exchange_id, { isRunning: false });
      break;
    case "import_changed":
      importChanged(event.import);
      break;
    case "console_added":
      useConsole.getState().heard();
      break;
    case "cookies_changed":
      old("cookies");
      void client.invalidateQueries({
        queryKey: ["request"],
        predicate: (query) => !edits.isBusy(itemOfQuery(query.queryKey)),
      });
      break;
    case "history_changed":
      old("history");
      break;
    case "resync":
      useConsole.getState().startOver();
      void client.invalidateQueries({ predicate: (query) => !edits.isBusy(itemOfQuery(query.queryKey)) });
      break;
  }
}

/** What this window knows of an item goes with it to its new place. */
export function follow(from: Item, to: Item, edits: Edits): void {
  edits.follow(from, to);
  const change = (key: string) => movedKey(key, from, to);
  useTabs.getState().follow(from, to);
  useView.getState().rekey(change);
  useSending.getState().rekey(change);
}

function itemOfQuery(key: readonly unknown[]) {
  return { collection: String(key[1]), path: String(key[2]) };
}
