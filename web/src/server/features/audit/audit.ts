import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { get, type Query } from "#/server/api/client.ts";
import { userQuery } from "#/server/state/users.ts";
import type { AuditEntryView } from "#/server/types/AuditEntryView.ts";
import type { AuditView } from "#/server/types/AuditView.ts";
import { nameOf } from "#/server/ui/people.tsx";
import { lengthInWords } from "#/server/ui/times.tsx";
import { type Words, words } from "#/words/server.ts";

/** How many entries stand on one page. */
export const PAGE_SIZE = 50;

/** How far back the list goes unless somebody says otherwise, in days. */
export const DAYS = "30";

/** What of the audit is wanted; empty text means that it does not matter. */
export type Wanted = {
  search: string;
  /** The id of who did it. */
  who: string;
  kind: string;
  days: string;
  offset: number;
  /** The id of whom it was done to. */
  subject?: string | undefined;
};

/** A piece of the audit. */
export function useAudit(wanted: Wanted) {
  const { days, ...rest } = wanted;
  const asked: Query = { ...rest, limit: PAGE_SIZE, ...(days === "any" ? {} : { days }) };
  return useQuery({
    queryKey: ["audit", wanted],
    queryFn: ({ signal }) => get<AuditView>("audit", asked, signal),
    placeholderData: keepPreviousData,
  });
}

/**
 * The people to choose from: who did something in the latest entries, whoever is chosen. The chosen one is there in any case,
 * under the id alone where nobody has that any more.
 */
export function usePeople(wanted: Wanted): { id: string; name: string }[] {
  const { data } = useAudit({ ...wanted, who: "", search: "", offset: 0 });
  // Of the names that somebody had, the latest.
  const latestLast = data?.entries.toReversed();
  const names = new Map(latestLast?.flatMap(({ who_id, who }) => (who_id === undefined ? [] : [[who_id, who]])));
  const isMissing = wanted.who !== "" && !names.has(wanted.who);
  const chosen = useQuery({ ...userQuery(wanted.who), enabled: isMissing && data !== undefined, retry: false }).data;
  if (isMissing) names.set(wanted.who, chosen ? nameOf(chosen) : wanted.who);
  return [...names].map(([id, name]) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name));
}

/** How many entries there are, and since when. */
export function useAuditSum() {
  return useQuery({
    queryKey: ["audit", "sum"],
    queryFn: ({ signal }) => get<AuditView>("audit", { limit: 1 }, signal),
  });
}

/** A value as people say it: roles and switches in words, lengths of time with their unit. */
export function shownValue({ field }: Pick<AuditEntryView, "field">, text: string): string {
  if (text === "") return words().audit.empty;
  if (field.endsWith("_s") && /^\d+$/.test(text)) return lengthInWords(Number(text));
  if (text === "true") return words().on;
  if (text === "false") return words().off;
  if (field === "role" || field === "default_role") return words().roles[text as keyof Words["roles"]] ?? text;
  return text;
}
