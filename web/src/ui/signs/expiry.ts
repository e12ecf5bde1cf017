// How long a token still lives, in numbers. The words are elsewhere.

/** `left` and `ago` are whole seconds. `never` means the answer did not say. */
export type Expiry =
  | { state: "live" | "ending"; left: number }
  | { state: "expired"; ago: number }
  | { state: "never" };

const ENDING_SECONDS = 300;

/** State of a token at `now`, both in milliseconds since 1970 UTC. */
export function expiryOf(expiresAtMs: number | undefined, now: number): Expiry {
  if (expiresAtMs === undefined) return { state: "never" };
  const left = Math.ceil((expiresAtMs - now) / 1000);
  if (left <= 0) return { state: "expired", ago: Math.max(0, Math.floor((now - expiresAtMs) / 1000)) };
  return { state: left < ENDING_SECONDS ? "ending" : "live", left };
}

/** `mm:ss` under an hour, `h:mm:ss` above, days from two days on. */
export function clock(seconds: number): string {
  const pad = (value: number) => String(value).padStart(2, "0");
  const minutes = Math.floor(seconds / 60) % 60;
  const hours = Math.floor(seconds / 3600);
  if (hours >= 48) return `${Math.floor(hours / 24)} d`;
  const tail = `${pad(minutes)}:${pad(seconds % 60)}`;
  return hours > 0 ? `${hours}:${tail}` : tail;
}
