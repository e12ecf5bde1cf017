// What the page asks about an exchange: how far it is, a short body, a row of the Console.
import { queryOptions } from "@tanstack/react-query";
import { call, get } from "#/api/client.ts";
import type { ConsoleDetail } from "#/api/types/ConsoleDetail.ts";
import type { ExchangeView } from "#/api/types/ExchangeView.ts";
import { about } from "./topics.ts";

/** An exchange as far as it is. */
export const exchangeQuery = (id: string) =>
  queryOptions({
    queryKey: about("exchange", id),
    queryFn: ({ signal }) => get<ExchangeView>(`/api/exchanges/${encodeURIComponent(id)}`, {}, signal),
  });

/** A short body as text. `pretty` is laid out by the program; `raw` is what the server sent; others were filtered. */
export const bodyQuery = (id: string, form: string) =>
  queryOptions({
    queryKey: about("body", id, form),
    queryFn: async ({ signal }) => {
      const path = `/api/exchanges/${encodeURIComponent(id)}/body?form=${encodeURIComponent(form)}`;
      return textOf(await call(path, { signal }));
    },
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });

/** An answer as text, a byte order mark kept. */
async function textOf(answer: Response): Promise<string> {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(await answer.arrayBuffer());
}

/** The whole body as the server sent it, asked for in as many parts as the program gives it in. */
export async function wholeBody(id: string): Promise<string> {
  const parts: ArrayBuffer[] = [];
  let from = 0;
  let total = 1;
  while (from < total) {
    const answer = await call(`/api/exchanges/${encodeURIComponent(id)}/body?form=raw&from=${from}`);
    const part = await answer.arrayBuffer();
    if (part.byteLength === 0) break;
    parts.push(part);
    from += part.byteLength;
    total = Number(answer.headers.get("X-Body-Bytes") ?? from);
  }
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(await new Blob(parts).arrayBuffer());
}

/** What a row of the Console holds. */
export const consoleDetailQuery = (number: number) =>
  queryOptions({
    queryKey: about("console", number),
    queryFn: ({ signal }) => get<ConsoleDetail>(`/api/console/${number}`, {}, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
