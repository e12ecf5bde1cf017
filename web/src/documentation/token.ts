// Asks for a token and keeps it as long as the tab lives.
import { words } from "#/words/documentation.ts";

/** A token and when it runs out, in milliseconds since 1970. The page asks calls with it, nothing else. */
export type Token = { access_token: string; token_type: string; expires_at: number };

/** How key and secret travel to the token endpoint. */
export type ClientAuthentication = "header" | "body";

/** What a person typed in. */
export type Client = { id: string; secret: string; authentication: ClientAuthentication };

const KEPT = "waystation.documentation.token";

/** Asks `tokenUrl`; what went wrong is a sentence for the person. */
export async function askToken(tokenUrl: string, client: Client, now: number): Promise<Token | string> {
  const form = new URLSearchParams({ grant_type: "client_credentials" });
  const headers = new Headers();
  if (client.authentication === "body") {
    form.set("client_id", client.id);
    form.set("client_secret", client.secret);
  } else {
    const bytes = new TextEncoder().encode(`${client.id}:${client.secret}`);
    headers.set("Authorization", `Basic ${btoa(String.fromCharCode(...bytes))}`);
  }
  const answer = await fetch(tokenUrl, { method: "POST", headers, body: form }).catch(() => null);
  if (!answer) return words().noAnswer;
  const said = (await answer.json().catch(() => ({}))) as Record<string, unknown>;
  if (answer.status === 429) return words().tooMany({ seconds: answer.headers.get("retry-after") ?? "60" });
  if (!answer.ok) return words().refused({ reason: String(said.error ?? answer.status) });
  if (typeof said.access_token !== "string") return words().noToken;
  return {
    access_token: said.access_token,
    token_type: typeof said.token_type === "string" ? said.token_type : "bearer",
    expires_at: now + 1000 * (typeof said.expires_in === "number" ? said.expires_in : 3600),
  };
}

/** The token that this tab got earlier for `tokenUrl`; null when there is none or it has run out. */
export function keptToken(tokenUrl: string, now: number): Token | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null") as { tokenUrl: string; token: Token } | null;
    return kept?.tokenUrl === tokenUrl && kept.token.expires_at > now ? kept.token : null;
  } catch {
    // A tab without storage, or something unreadable in it, keeps nothing.
    return null;
  }
}

/** Keeps the token over a reload; null forgets it. */
export function keepToken(tokenUrl: string, token: Token | null): void {
  try {
    if (token) sessionStorage.setItem(KEPT, JSON.stringify({ tokenUrl, token }));
    else sessionStorage.removeItem(KEPT);
  } catch {
    // Then it is asked for again after a reload.
  }
}
