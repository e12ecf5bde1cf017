// What the page asks the program, with the keys under which the answers are kept until an event says they are old.
import { queryOptions } from "@tanstack/react-query";
import { call, get } from "#/api/client.ts";
import type { AppView } from "#/api/types/AppView.ts";
import type { AuthView } from "#/api/types/AuthView.ts";
import type { ConsoleDetail } from "#/api/types/ConsoleDetail.ts";
import type { EnvironmentList } from "#/api/types/EnvironmentList.ts";
import type { EnvironmentsView } from "#/api/types/EnvironmentsView.ts";
import type { ExchangeView } from "#/api/types/ExchangeView.ts";
import type { HistoryView } from "#/api/types/HistoryView.ts";
import type { ParentView } from "#/api/types/ParentView.ts";
import type { RequestView } from "#/api/types/RequestView.ts";
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

/** What a row of the Console holds. */
export const consoleDetailQuery = (number: number) =>
  queryOptions({
    queryKey: ["console", number],
    queryFn: ({ signal }) => get<ConsoleDetail>(`/api/console/${number}`, {}, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** What was sent lately, newest first. */
export const historyQuery = queryOptions({
  queryKey: ["history"],
  queryFn: ({ signal }) => get<HistoryView[]>("/api/history", { limit: 200 }, signal),
});
