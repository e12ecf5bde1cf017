// What the page asks about an answer's body that it does not hold: rows, hits, the matches of a filter.
import { queryOptions, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { call, get, post, problemOf } from "#/api/client.ts";
import type { FilterView } from "#/api/types/FilterView.ts";
import type { FoldsView } from "#/api/types/FoldsView.ts";
import type { FoldView } from "#/api/types/FoldView.ts";
import type { HitView } from "#/api/types/HitView.ts";
import type { LinesView } from "#/api/types/LinesView.ts";
import type { LineView } from "#/api/types/LineView.ts";
import type { Problem } from "#/api/types/Problem.ts";
import type { SearchView } from "#/api/types/SearchView.ts";
import { about } from "./topics.ts";

/** Bodies above this many bytes are shown by rows; the page does not hold them. */
export const LARGE_BYTES = 1024 * 1024;

/** `raw`, the language in which it is laid out (`json`, `xml`, `html`), or the name of a filtered form. */
export type BodyForm = string;

const ofExchange = (id: string, what: string) => `/api/exchanges/${encodeURIComponent(id)}/${what}`;

/** How many rows and lines a form has so far. */
export const countsQuery = (id: string, form: BodyForm, isRunning: boolean) =>
  queryOptions({
    queryKey: about("lines", id, form, isRunning),
    queryFn: ({ signal }) => get<LinesView>(ofExchange(id, "lines"), { form, from: 0, count: 0 }, signal),
    refetchInterval: isRunning ? 300 : false,
    staleTime: isRunning ? 0 : Number.POSITIVE_INFINITY,
    placeholderData: (before) => before,
    retry: false,
  });

/** Whether a large body can be shown in a form; what says that it is JSON may be none. */
export function useIsOfForm(id: string, form: BodyForm, isLarge: boolean, isRunning: boolean): boolean {
  return !useQuery({ ...countsQuery(id, form, isRunning), enabled: isLarge && form !== "raw" }).isError;
}

/** Rows of a form. */
export async function rowsOf(
  id: string,
  form: BodyForm,
  from: number,
  count: number,
  signal: AbortSignal,
): Promise<LineView[]> {
  return (await get<LinesView>(ofExchange(id, "lines"), { form, from, count }, signal)).shown;
}

/** What a row of a form opens. */
export function foldOf(id: string, form: BodyForm, row: number): Promise<FoldView> {
  return get<FoldView>(ofExchange(id, "fold"), { form, row });
}

/** Tells what is folded when all of a form is: the row that opens each, and its last one, in order. */
export async function foldsOf(
  id: string,
  form: BodyForm,
  onFold: (fold: { row: number; end: number }) => void,
  signal: AbortSignal,
): Promise<void> {
  for (let from: number | undefined = 0; from !== undefined; ) {
    const part: FoldsView = await get<FoldsView>(ofExchange(id, "folds"), { form, from }, signal);
    for (const [row, end] of part.folds) onFold({ row, end });
    from = part.next;
  }
}

/** The first bytes of a body. */
export const bytesQuery = (id: string, count: number) =>
  queryOptions({
    queryKey: about("bytes", id, count),
    queryFn: async ({ signal }) => {
      const answer = await call(ofExchange(id, `body?form=raw&from=0&to=${count}`), { signal });
      return new Uint8Array(await answer.arrayBuffer());
    },
    staleTime: Number.POSITIVE_INFINITY,
  });

/** How a filter stands: `view` and `problem` are absent while it is asked for, and while there is no path. */
export type Filter = { view?: FilterView; problem?: Problem; isBusy: boolean };

/** Typing rests this long before a path is tried, in milliseconds. */
const FILTER_AFTER = 350;

/** Filters a body by a JSONPath; an earlier question is dropped when the path changes. */
export function useBodyFilter(id: string, path: string | null): Filter {
  const [filter, setFilter] = useState<Filter>({ isBusy: false });
  useEffect(() => {
    if (path === null || path.trim() === "" || path.trim() === "$") {
      setFilter({ isBusy: false });
      return;
    }
    const end = new AbortController();
    const timer = setTimeout(() => {
      setFilter((before) => ({ ...before, isBusy: true }));
      post<FilterView>(ofExchange(id, "filter"), { path }, end.signal).then(
        (view) => setFilter({ view, isBusy: false }),
        (thrown: unknown) => {
          if (!end.signal.aborted) setFilter({ problem: problemOf(thrown), isBusy: false });
        },
      );
    }, FILTER_AFTER);
    return () => {
      clearTimeout(timer);
      end.abort();
    };
  }, [id, path]);
  return filter;
}

/** What is looked for. */
export type Wanted = { text: string; matchesCase: boolean; isExpression: boolean };

/** How far a search is. `hits` are in order; more than `HITS_MAX` are not looked for. */
export type Search = { hits: HitView[]; count: number; isDone: boolean; problem?: Problem };

/** A search ends behind so many hits. */
export const HITS_MAX = 100_000;

const NOTHING: Search = { hits: [], count: 0, isDone: true };

/** Searches a form part by part; goes on while the answer arrives, stops when something else is wanted. */
export function useBodySearch(id: string, form: BodyForm, wanted: Wanted | null, isRunning: boolean): Search {
  const [search, setSearch] = useState<Search>(NOTHING);
  const { text, matchesCase, isExpression } = wanted ?? { text: "", matchesCase: false, isExpression: false };
  useEffect(() => {
    setSearch(text === "" ? NOTHING : { ...NOTHING, isDone: false });
    if (text === "") return;
    const end = new AbortController();
    const look = async () => {
      const hits: HitView[] = [];
      let from = 0;
      while (!end.signal.aborted) {
        const query = { form, text, from, matches_case: String(matchesCase), is_expression: String(isExpression) };
        const part = await get<SearchView>(ofExchange(id, "search"), query, end.signal);
        if (end.signal.aborted) return;
        for (const hit of part.hits) hits.push(hit);
        from = part.next;
        const isDone = hits.length >= HITS_MAX || (part.is_end && !isRunning);
        setSearch({ hits, count: hits.length, isDone });
        if (isDone) return;
        if (part.is_end) await new Promise((resolve) => setTimeout(resolve, 300));
      }
    };
    look().catch((thrown: unknown) => {
      if (!end.signal.aborted) setSearch({ ...NOTHING, problem: problemOf(thrown) });
    });
    return () => end.abort();
  }, [id, form, text, matchesCase, isExpression, isRunning]);
  return search;
}
