// Hosts of addresses, as they are typed and as they were sent before.
import type { HistoryView } from "#/api/types/HistoryView.ts";

/** Host and port of an address, as typed; null where a variable stands in it or there is none. */
export function hostOf(url: string): string | null {
  const host = /^\s*(?:https?:\/\/)?(?:[^/?#@]*@)?([^/?#@]+)/i.exec(url)?.[1];
  return host === undefined || host.includes("{{") ? null : host.toLowerCase();
}

/** Names of the variables that stand before the path. */
export function hostNames(url: string): string[] {
  const authority = /^\s*(?:https?:\/\/)?[^/?#]*/i.exec(url)?.[0] ?? "";
  return [...new Set([...authority.matchAll(/\{\{([^{}]+)\}\}/g)].map((match) => match[1]?.trim() ?? ""))];
}

/** The last time that this host answered, else the last time of one whose name differs by a slip or two. */
export function answeredBefore(
  history: readonly HistoryView[],
  host: string,
): { host: string; at_ms: number } | undefined {
  const answered = history.flatMap(({ url, status, at_ms }) => {
    const own = hostOf(url);
    return own === null || status === undefined ? [] : [{ host: own, at_ms }];
  });
  return (
    answered.find((one) => one.host === host) ??
    answered.find((one) => Math.min(one.host.length, host.length) > 5 && slips(one.host, host) <= 2)
  );
}

/** So many letters were left out, added, changed or swapped with their neighbour. */
export function slips(a: string, b: string): number {
  const rows = [...Array(a.length + 1).keys()].map((at) => [at]);
  const cell = (i: number, j: number) => rows[i]?.[j] ?? Number.POSITIVE_INFINITY;
  for (let j = 0; j <= b.length; j += 1) {
    for (let i = 0; i <= a.length; i += 1) {
      const row = rows[i];
      if (!row || j === 0) continue;
      const isSame = a[i - 1] === b[j - 1];
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row[j] =
        i === 0
          ? j
          : Math.min(
              cell(i - 1, j) + 1,
              cell(i, j - 1) + 1,
              cell(i - 1, j - 1) + (isSame ? 0 : 1),
              isSwapped ? cell(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY,
            );
    }
  }
  return cell(a.length, b.length);
}
