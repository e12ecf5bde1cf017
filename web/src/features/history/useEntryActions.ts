import { get, post, problemOf } from "#/api/client.ts";
import type { DeletedHistory } from "#/api/types/DeletedHistory.ts";
import type { HistoryDetail } from "#/api/types/HistoryDetail.ts";
import type { RecordedRequestView } from "#/api/types/RecordedRequestView.ts";
import type { RequestDraft } from "#/api/types/RequestDraft.ts";
import type { RequestView } from "#/api/types/RequestView.ts";
import type { SendRequest } from "#/api/types/SendRequest.ts";
import type { StartedExchange } from "#/api/types/StartedExchange.ts";
import { itemOf } from "#/state/rules/items.ts";
import { itemTab } from "#/state/rules/tabs.ts";
import { useSending } from "#/state/stores/sending.ts";
import { useTabs } from "#/state/stores/tabs.ts";
import { useTreeActions } from "#/state/treeActions.ts";
import { sentence } from "#/ui/Message.tsx";
import { useToast } from "#/ui/overlays/Toasts.tsx";
import { words } from "#/words/app.ts";

/** Where an entry came from, and where a request of it can be put. */
export type Places = {
  /** Key of the request that it came from, empty when that is gone. */
  origin: string;
  /** Id of the collection that gets a request made of it, empty when there is none. */
  collection: string;
};

/** What can be done with an entry; each says by itself when it could not. */
export function useEntryActions(tabKey: string, { entry, name }: HistoryDetail, { origin, collection }: Places) {
  const toast = useToast();
  const tree = useTreeActions();
  const openOrigin = () => useTabs.getState().open(itemTab("request", itemOf(origin)), true);
  const recorded = () => get<RecordedRequestView>(`/api/history/${entry.id}/request`);
  const act = (what: () => Promise<void>) => () =>
    void what().catch((thrown: unknown) => toast.problem(sentence(problemOf(thrown).message)));

  const send = async (request?: SendRequest["request"]) => {
    openOrigin();
    const item = { collection: entry.collection ?? "", path: entry.path ?? "" };
    const command: SendRequest = request === undefined ? item : { ...item, request };
    const started = await post<StartedExchange>("/api/send", command);
    useSending.getState().start(origin, started.exchange_id);
  };
  return {
    /** The request that it came from; without one, an unsaved request of what was sent. */
    open: act(async () => {
      if (origin !== "") return openOrigin();
      if (collection === "") return toast.problem(words().history.noCollection);
      const { request, is_masked } = await recorded();
      const made = await tree.add({ kind: "request", name: name || request.url, collection, parent: "" });
      const item = { collection: made.collection, path: made.path };
      const fresh = (await get<RequestView>("/api/request", item)).request;
      const { path, name: own, seq } = fresh;
      const draft: RequestDraft = { ...item, request: { ...request, path, name: own, seq }, edited: "url" };
      await post("/api/request/draft", draft);
      useTabs.getState().open(itemTab("request", item), true);
      if (is_masked) toast.problem(words().history.masksInside);
    }),
    sendNow: act(() => send()),
    sendAsItWas: act(async () => {
      const { request, is_masked } = await recorded();
      if (is_masked) toast.problem(words().history.notAsItWas);
      else await send(request);
    }),
    remove: act(async () => {
      const { undo } = await post<DeletedHistory>("/api/history/delete", { id: entry.id });
      useTabs.getState().close(tabKey);
      toast(words().history.deleted, {
        text: words().undo,
        onChoose: act(async () => {
          await post("/api/history/restore", { undo });
        }),
      });
    }),
  };
}
