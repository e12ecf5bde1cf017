// Ties the page to the program: hands out the edits of this window and turns events into fresh answers.
import { type QueryClient, type QueryKey, useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import { get } from "#/api/client.ts";
import { listen } from "#/api/events.ts";
import { windowId } from "#/api/session.ts";
import type { Event } from "#/api/types/Event.ts";
import type { ExchangeView } from "#/api/types/ExchangeView.ts";
import type { ImportView } from "#/api/types/ImportView.ts";
import { Edits } from "./edits.ts";
import { about, aboutAll, aboutCollection, aboutItem, itemAbout } from "./queries/topics.ts";
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
  const isBusy = (item: Item | undefined) => item !== undefined && edits.isBusy(item);
  void client.invalidateQueries({ predicate: (query) => !isBusy(itemAbout(query.queryKey)) });
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
  const old = (queryKey: QueryKey) => void client.invalidateQueries({ queryKey });
  /** What is edited here gets a reply of its own, which must not be overtaken by an older one. */
  const oldUnlessBusy = (queryKey: QueryKey, isTold: (item: Item) => boolean = () => false) => {
    const isOld = (item: Item | undefined) => !item || !(edits.isBusy(item) || isTold(item));
    void client.invalidateQueries({ queryKey, predicate: (query) => isOld(itemAbout(query.queryKey)) });
  };
  switch (event.type) {
    case "workspace_changed":
      old(about("workspace"));
      old(about("environment-list"));
      break;
    case "item_changed": {
      old(about("variables"));
      old(aboutCollection("auth", event.collection));
      old(aboutCollection("conflict", event.collection));
      old(aboutItem("example", event));
      // The reply to its own edit told this window about the item; what inherits from it may look different now.
      const isTold = ({ path }: Item) => event.window === windowId && path === event.path;
      oldUnlessBusy(aboutCollection("request", event.collection), isTold);
      oldUnlessBusy(aboutCollection("parent", event.collection), isTold);
      break;
    }
    case "item_moved": {
      const from = { collection: event.collection, path: event.from };
      // Behind its own answer it would say the same again, of an item that took the old place meanwhile.
      if (event.window !== windowId || edits.isOnTheWay(from)) {
        follow(from, { collection: event.to_collection, path: event.to }, edits);
      }
      old(about("workspace"));
      break;
    }
    case "settings_changed":
      old(about("settings"));
      old(aboutAll("request"));
      old(aboutAll("parent"));
      break;
    case "tokens_changed":
      old(aboutAll("auth"));
      old(about("token"));
      old(aboutAll("request"));
      break;
    case "environments_changed":
      old(about("environment-list"));
      old(about("variables"));
      // What the workspace has, every collection may see.
      for (const topic of ["environments", "auth", "request"] as const) {
        old(event.collection === "" ? aboutAll(topic) : aboutCollection(topic, event.collection));
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
      old(about("exchange", event.exchange_id));
      useSending.getState().change(event.exchange_id, { isRunning: false });
      break;
    case "import_changed":
      importChanged(event.import);
      break;
    case "console_added":
      useConsole.getState().heard();
      break;
    case "cookies_changed":
      old(about("cookies"));
      oldUnlessBusy(aboutAll("request"));
      break;
    case "history_changed":
      old(about("history"));
      break;
    case "resync":
      useConsole.getState().startOver();
      oldUnlessBusy([]);
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
