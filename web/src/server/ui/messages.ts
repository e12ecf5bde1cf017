import { errorOf } from "#/server/api/client.ts";
import { sentence } from "#/ui/Message.tsx";
import { clock } from "#/ui/signs/expiry.ts";
import { words } from "#/words/server.ts";
import { named } from "#/words/words.ts";

/** What a person reads when a call failed. */
export function saidOf(thrown: unknown): string {
  const { code, message, wait_s, fields } = errorOf(thrown);
  if (code === "too_many_tries") return words().wait({ time: clock(wait_s ?? 60) });
  if (code === "invalid" && fields) return Object.values(fields).map(sentence).join(" ");
  return named(words().errors, code) ?? sentence(message);
}

/** What the server says about single members, as sentences; empty when it says nothing of the kind. */
export function fieldsOf(thrown: unknown): Record<string, string> {
  const { code, fields = {} } = errorOf(thrown);
  if (code !== "invalid") return {};
  return Object.fromEntries(Object.entries(fields).map(([name, says]) => [name, sentence(says)]));
}
