import { useCallback } from "react";
import { get, post, problemOf } from "#/api/client.ts";
import type { ExchangeView } from "#/api/types/ExchangeView.ts";
import type { StartedExchange } from "#/api/types/StartedExchange.ts";
import { saveBody } from "#/features/response/body/save.ts";
import { useProgram } from "#/state/program.tsx";
import { type Item, keyOf } from "#/state/rules/items.ts";
import { isOver, type SendWay, useSending } from "#/state/stores/sending.ts";
import { useTabs } from "#/state/stores/tabs.ts";
import { sentence } from "#/ui/Message.tsx";
import { type ShowToast, useToast } from "#/ui/overlays/Toasts.tsx";
import { words } from "#/words/app.ts";

const about = (id: string) => `/api/exchanges/${encodeURIComponent(id)}`;

/** Sends a request as it is edited, unless it runs. */
export function useSendItem(): (item: Item, way?: SendWay) => Promise<void> {
  const { edits } = useProgram();
  const toast = useToast();
  return useCallback(
    async (item, { toFile = false, ...way } = {}) => {
      const key = keyOf(item);
      if (useSending.getState().last[key]?.isRunning) return;
      useTabs.getState().pin(key);
      try {
        await edits.settled(item);
        const started = await post<StartedExchange>("/api/send", { ...item, ...way });
        useSending.getState().start(key, started.exchange_id);
        // An answer may be complete before this window heard that it began.
        const exchange = await get<ExchangeView>(about(started.exchange_id));
        if (exchange.state !== "running") useSending.getState().change(exchange.id, { isRunning: false });
        if (!toFile) return;
        await isOver(exchange.id);
        await saveWhole(exchange.id, toast);
      } catch (thrown) {
        toast.problem(sentence(problemOf(thrown).message));
      }
    },
    [edits, toast],
  );
}

/** What is no whole answer is no file: the pane says why. */
async function saveWhole(id: string, toast: ShowToast): Promise<void> {
  const exchange = await get<ExchangeView>(about(id));
  if (exchange.state !== "done") return;
  if (exchange.body_bytes > 0) await saveBody(id);
  else toast.problem(words().response.nothingToSave);
}

/** Sending one request: its last send, and how to begin or end one. */
export function useSend(item: Item) {
  const sending = useSending((store) => store.last[keyOf(item)]);
  const sendItem = useSendItem();
  const send = (way?: SendWay) => sendItem(item, way);
  const cancel = () => {
    if (sending) void post(`${about(sending.id)}/cancel`);
  };
  return { sending, send, cancel };
}
