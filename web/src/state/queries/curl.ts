// cURL commands of this window: taken from the clipboard, put onto it.
import { post } from "#/api/client.ts";
import type { CurlText } from "#/api/types/CurlText.ts";
import type { RequestFromCurl } from "#/api/types/RequestFromCurl.ts";
import { copyText } from "#/host/host.ts";
import type { Item } from "#/state/rules/items.ts";

/** Whether a text looks like a cURL command; the program reads it closely. */
export function isCurl(text: string): boolean {
  return /^\s*(?:[$>] )?\s*curl(?:\.exe)?\s+\S/.test(text);
}

/** Puts the request as edited onto the clipboard. Without secrets their names stand there in braces. */
export async function copyAsCurl(item: Item, showsSecrets: boolean): Promise<void> {
  const { text } = await post<CurlText>("/api/request/curl", { ...item, shows_secrets: showsSecrets });
  await copyText(text);
}

/** What a command makes of the request; nothing is changed yet. */
export function requestFromCurl(item: Item, text: string): Promise<RequestFromCurl> {
  return post<RequestFromCurl>("/api/request/from-curl", { ...item, text });
}
