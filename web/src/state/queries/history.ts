// What the page asks about the history.
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { get } from "#/api/client.ts";
import type { ComparisonView } from "#/api/types/ComparisonView.ts";
import type { HistoryDetail } from "#/api/types/HistoryDetail.ts";
import type { HistoryView } from "#/api/types/HistoryView.ts";
import { about } from "./topics.ts";

/** So many entries of the history are asked for at a time. */
const HISTORY_PAGE = 200;

/** What was sent, newest first, with each word of `text`; a page at a time. */
export const historyPages = (text: string) =>
  infiniteQueryOptions({
    queryKey: about("history", "pages", text),
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
    queryKey: about("history", "hits", text),
    queryFn: ({ signal }) => get<HistoryView[]>("/api/history", { text, limit: HISTORY_HITS }, signal),
    enabled: text !== "",
    placeholderData: keepPreviousData,
  });

/** Other sends of the same method to the same path, newest first. */
export const sameRequestQuery = (entry: HistoryView) => {
  const text = `${entry.method} ${entry.url.split(/[?#]/)[0] ?? ""}`;
  return queryOptions({
    queryKey: about("history", "same", text),
    queryFn: ({ signal }) => get<HistoryView[]>("/api/history", { text, limit: 100 }, signal),
    select: (all) =>
      all.filter((one) => one.method === entry.method && one.url.split(/[?#]/)[0] === entry.url.split(/[?#]/)[0]),
  });
};

/** What was kept of one send. */
export const historyDetailQuery = (id: number) =>
  queryOptions({
    queryKey: about("history", "detail", id),
    queryFn: ({ signal }) => get<HistoryDetail>(`/api/history/${id}`, {}, signal),
  });

/** Two answers side by side; the values of `ignored` members are passed over. */
export const comparisonQuery = (before: number, after: number, ignored: readonly string[]) =>
  queryOptions({
    queryKey: about("history", "comparison", before, after, ...ignored),
    queryFn: ({ signal }) =>
      get<ComparisonView>("/api/history/compare", { before, after, ignored: ignored.join(",") }, signal),
    placeholderData: keepPreviousData,
  });
