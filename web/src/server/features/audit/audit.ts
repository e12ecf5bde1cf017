import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { get, type Query } from "#/server/api/client.ts";
import type { AuditEntryView } from "#/server/types/AuditEntryView.ts";
import type { AuditView } from "#/server/types/AuditView.ts";
import { lengthInWords } from "#/server/ui/times.tsx";
import { server as words } from "#/words/en/server.ts";

/** How many entries stand on one page. */
export const PAGE_SIZE = 50;

/** How far back the list goes unless somebody says otherwise, in days. */
export const DAYS = "30";

/** A piece of the audit. `subject` narrows it to what was done to one user. */
export function useAudit(wanted: {
  search: string;
  kind: string;
  days: string;
  offset: number;
  subject?: string | undefined;
}) {
  const { days, ...rest } = wanted;
  const asked: Query = { ...rest, limit: PAGE_SIZE, ...(days === "any" ? {} : { days }) };
  return useQuery({
    queryKey: ["audit", wanted],
    queryFn: ({ signal }) => get<AuditView>("audit", asked, signal),
    placeholderData: keepPreviousData,
  });
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
  if (text === "") return words.audit.empty;
  if (field.endsWith("_s") && /^\d+$/.test(text)) return lengthInWords(Number(text));
  if (text === "true") return words.on;
  if (text === "false") return words.off;
  if (field === "role" || field === "default_role") return words.roles[text as keyof typeof words.roles] ?? text;
  return text;
}
