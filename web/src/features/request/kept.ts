// Bodies of the kinds that a request does not use now: choosing a kind again brings back what was typed in it. Known to
// this window only, as long as its page is there.
import type { Body } from "#/api/types/Body.ts";

type Kind = Body["type"];

const kept = new Map<string, Map<Kind, Body>>();

/** Remembers a body before another kind is chosen. */
export function keepBody(key: string, body: Body): void {
  const bodies = kept.get(key) ?? new Map<Kind, Body>();
  kept.set(key, bodies.set(body.type, body));
}

/** The body of that kind: what was typed before, or an empty one. */
export function bodyOf(key: string, kind: Kind): Body {
  return kept.get(key)?.get(kind) ?? EMPTY[kind];
}

const EMPTY: Record<Kind, Body> = {
  none: { type: "none" },
  raw: { type: "raw", content: { language: "json", text: "" } },
  form_url_encoded: { type: "form_url_encoded", content: [] },
  multipart: { type: "multipart", content: [] },
  file: { type: "file", content: [] },
};
