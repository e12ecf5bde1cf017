// How certificates and the places that show them are named.
import { timeFormat } from "#/words/locale.ts";

/** Days as they are said. */
export const day = timeFormat({ dateStyle: "medium" });

/** Host and port as they stand in an address. */
export function placeOf({ host, port }: { host: string; port: number }): string {
  return host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
}

/** Both ends of a fingerprint: enough to compare by eye. */
export function shortFingerprint(sha256: string): string {
  return `${sha256.slice(0, 11)}:…:${sha256.slice(-8)}`;
}
