// What the page asks about one item: the request or folder as edited, its conflict, its authorization.
import { queryOptions } from "@tanstack/react-query";
import { get } from "#/api/client.ts";
import type { AuthView } from "#/api/types/AuthView.ts";
import type { ConflictView } from "#/api/types/ConflictView.ts";
import type { ParentView } from "#/api/types/ParentView.ts";
import type { RequestView } from "#/api/types/RequestView.ts";
import type { TokenDetails } from "#/api/types/TokenDetails.ts";
import type { Item } from "#/state/rules/items.ts";
import { about, aboutItem } from "./topics.ts";

/** A request as edited. */
export const requestQuery = (item: Item) =>
  queryOptions({
    queryKey: aboutItem("request", item),
    queryFn: ({ signal }) => get<RequestView>("/api/request", item, signal),
  });

/** A collection or folder as edited. */
export const parentQuery = (item: Item) =>
  queryOptions({
    queryKey: aboutItem("parent", item),
    queryFn: ({ signal }) => get<ParentView>("/api/collection", item, signal),
  });

/** Both sides of an item whose file changed on disk under unsaved edits. */
export const conflictQuery = (item: Item) =>
  queryOptions({
    queryKey: aboutItem("conflict", item),
    queryFn: ({ signal }) => get<ConflictView>("/api/conflict", item, signal),
    gcTime: 0,
  });

/** Which authorization applies at an item, and all tokens. */
export const authQuery = (item: Item) =>
  queryOptions({
    queryKey: aboutItem("auth", item),
    queryFn: ({ signal }) => get<AuthView>("/api/auth", item, signal),
  });

/** `Token Details` of one token. */
export const tokenQuery = (id: string) =>
  queryOptions({
    queryKey: about("token", id),
    queryFn: ({ signal }) => get<TokenDetails>(`/api/tokens/${encodeURIComponent(id)}`, {}, signal),
  });
