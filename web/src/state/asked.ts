// What the page asks the program, with the keys under which the answers are kept until an event says they are old.
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { call, get } from "#/api/client.ts";
import type { AppView } from "#/api/types/AppView.ts";
import type { AuthView } from "#/api/types/AuthView.ts";
import type { ComparisonView } from "#/api/types/ComparisonView.ts";
import type { ConflictView } from "#/api/types/ConflictView.ts";
import type { ConsoleDetail } from "#/api/types/ConsoleDetail.ts";
import type { EnvironmentList } from "#/api/types/EnvironmentList.ts";
import type { EnvironmentsView } from "#/api/types/EnvironmentsView.ts";
import type { ExchangeView } from "#/api/types/ExchangeView.ts";
import type { HistoryDetail } from "#/api/types/HistoryDetail.ts";
import type { HistoryView } from "#/api/types/HistoryView.ts";
import type { JarCookie } from "#/api/types/JarCookie.ts";
import type { ParentView } from "#/api/types/ParentView.ts";
import type { RequestView } from "#/api/types/RequestView.ts";
import type { SettingsView } from "#/api/types/SettingsView.ts";
import type { TokenDetails } from "#/api/types/TokenDetails.ts";
import type { VariablePlace } from "#/api/types/VariablePlace.ts";
import type { VariablesView } from "#/api/types/VariablesView.ts";
import type { VariableTable } from "#/api/types/VariableTable.ts";
import type { WorkspaceView } from "#/api/types/WorkspaceView.ts";
import type { Item } from "./items.ts";

/** Version, workspace, import options. */
export const appQuery = queryOptions({
  queryKey: ["app"],
  queryFn: ({ signal }) => get<AppView>("/api/app", {}, signal),
  staleTime: Number.POSITIVE_INFINITY,
});

/** The tree of all collections. */
export const workspaceQuery = queryOptions({
  queryKey: ["workspace"],
  queryFn: ({ signal }) => get<WorkspaceView>("/api/workspace", {}, signal),
});

/** A request as edited. */
export const requestQuery = (item: Item) =>
  queryOptions({
    queryKey: ["request", item.collection, item.path],
    queryFn: ({ signal }) => get<RequestView>("/api/request", item, signal),
  });

/** A collection or folder as edited. */
export const parentQuery = (item: Item) =>
  queryOptions({
    queryKey: ["parent", item.collection, item.path],
    queryFn: ({ signal }) => get<ParentView>("/api/collection", item, signal),
  });

/** Both sides of an item whose file changed on disk under unsaved edits. */
export const conflictQuery = (item: Item) =>
  queryOptions({
    queryKey: ["conflict", item.collection, item.path],
    queryFn: ({ signal }) => get<ConflictView>("/api/conflict", item, signal),
    gcTime: 0,
  });

/** Which authorization applies at an item, and all tokens. */
export const authQuery = (item: Item) =>
  queryOptions({
    queryKey: ["auth", item.collection, item.path],
    queryFn: ({ signal }) => get<AuthView>("/api/auth", item, signal),
  });

/** `Token Details` of one token. */
export const tokenQuery = (id: string) =>
  queryOptions({
    queryKey: ["token", id],
    queryFn: ({ signal }) => get<TokenDetails>(`/api/tokens/${encodeURIComponent(id)}`, {}, signal),
  });

/** Environments of a collection. */
export const environmentsQuery = (collection: string) =>
  queryOptions({
    queryKey: ["environments", collection],
    queryFn: ({ signal }) => get<EnvironmentsView>("/api/environments", { collection }, signal),
  });

/** Settings of the app, and where things lie. */
export const settingsQuery = queryOptions({
  queryKey: ["settings"],
  queryFn: ({ signal }) => get<SettingsView>("/api/settings", {}, signal),
});

/** Every environment of the workspace and its collections. */
export const environmentListQuery = queryOptions({
  queryKey: ["environment-list"],
  queryFn: ({ signal }) => get<EnvironmentList>("/api/environments/all", {}, signal),
});

/** The variables of an environment, collection or folder; `seenFrom` is the collection that notes compare with. */
export const variableTableQuery = (place: VariablePlace, seenFrom: string) =>
  queryOptions({
    queryKey: ["variables", place.collection, place.kind, place.name, seenFrom],
    queryFn: ({ signal }) => get<VariableTable>("/api/variables/table", { ...place, seen_from: seenFrom }, signal),
  });

/** Every place that an item looks names up in, and every name that stands there. */
export const visibleVariablesQuery = (item: Item) =>
  queryOptions({
    queryKey: ["variables", "visible", item.collection, item.path],
    queryFn: ({ signal }) => get<VariablesView>("/api/variables", item, signal),
  });

/** An exchange as far as it is. */
export const exchangeQuery = (id: string) =>
  queryOptions({
    queryKey: ["exchange", id],
    queryFn: ({ signal }) => get<ExchangeView>(`/api/exchanges/${encodeURIComponent(id)}`, {}, signal),
  });

/** A short body as text. `pretty` is laid out by the program; `raw` is what the server sent; others were filtered. */
export const bodyQuery = (id: string, form: string) =>
  queryOptions({
    queryKey: ["body", id, form],
    queryFn: async ({ signal }) => {
      const path = `/api/exchanges/${encodeURIComponent(id)}/body?form=${encodeURIComponent(form)}`;
      return textOf(await call(path, { signal }));
    },
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });

/** An answer as text, a byte order mark kept. */
async function textOf(answer: Response): Promise<string> {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(await answer.arrayBuffer());
}

/** The whole body as the server sent it, asked for in as many parts as the program gives it in. */
export async function wholeBody(id: string): Promise<string> {
  const parts: ArrayBuffer[] = [];
  let from = 0;
  let total = 1;
  while (from < total) {
    const answer = await call(`/api/exchanges/${encodeURIComponent(id)}/body?form=raw&from=${from}`);
    const part = await answer.arrayBuffer();
    if (part.byteLength === 0) break;
    parts.push(part);
    from += part.byteLength;
    total = Number(answer.headers.get("X-Body-Bytes") ?? from);
  }
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(await new Blob(parts).arrayBuffer());
}

/** The cookies of the workspace, without their values. */
export const cookiesQuery = queryOptions({
  queryKey: ["cookies"],
  queryFn: ({ signal }) => get<JarCookie[]>("/api/cookies", {}, signal),
});

/** What a row of the Console holds. */
export const consoleDetailQuery = (number: number) =>
  queryOptions({
    queryKey: ["console", number],
    queryFn: ({ signal }) => get<ConsoleDetail>(`/api/console/${number}`, {}, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** So many entries of the history are asked for at a time. */
const HISTORY_PAGE = 200;

/** What was sent, newest first, with each word of `text`; a page at a time. */
export const historyPages = (text: string) =>
  infiniteQueryOptions({
    queryKey: ["history", "pages", text],
    queryFn: ({ signal, pageParam }) =>
      get<HistoryView[]>("/api/history", { text, limit: HISTORY_PAGE, before: pageParam }, signal),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page: HistoryView[]) => (page.length < HISTORY_PAGE ? undefined : page.at(-1)?.id),
    placeholderData: keepPreviousData,
  });

/** So many hits in the history are shown among other hits. */
const HISTORY_HITS = 6;

/** The newest sends with each word of `text`; none while that is empty. */
export const historyHitsQuery = (text: string) =>
  queryOptions({
    queryKey: ["history", "hits", text],
    queryFn: ({ signal }) => get<HistoryView[]>("/api/history", { text, limit: HISTORY_HITS }, signal),
    enabled: text !== "",
    placeholderData: keepPreviousData,
  });

/** Other sends of the same method to the same path, newest first. */
export const sameRequestQuery = (entry: HistoryView) => {
  const text = `${entry.method} ${entry.url.split(/[?#]/)[0] ?? ""}`;
  return queryOptions({
    queryKey: ["history", "same", text],
    queryFn: ({ signal }) => get<HistoryView[]>("/api/history", { text, limit: 100 }, signal),
    select: (all) =>
      all.filter((one) => one.method === entry.method && one.url.split(/[?#]/)[0] === entry.url.split(/[?#]/)[0]),
  });
};

/** What was kept of one send. */
export const historyDetailQuery = (id: number) =>
  queryOptions({
    queryKey: ["history", "detail", id],
    queryFn: ({ signal }) => get<HistoryDetail>(`/api/history/${id}`, {}, signal),
  });

/** Two answers side by side; the values of `ignored` members are passed over. */
export const comparisonQuery = (before: number, after: number, ignored: readonly string[]) =>
  queryOptions({
    queryKey: ["history", "comparison", before, after, ...ignored],
    queryFn: ({ signal }) =>
      get<ComparisonView>("/api/history/compare", { before, after, ignored: ignored.join(",") }, signal),
    placeholderData: keepPreviousData,
  });
