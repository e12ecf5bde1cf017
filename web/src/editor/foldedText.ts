// What stands in the place of a folded part of a text.
import { words } from "#/words/app.ts";

/** How many fields, items or parts are folded away behind `opener`; how many lines where nobody counted. */
export function foldedText(opener: string, parts: number | undefined, rows: number): string {
  const { folded } = words().response;
  if (parts === undefined) return folded.lines({ count: rows });
  if (opener.endsWith("{")) return folded.fields({ count: parts });
  return opener.endsWith("[") ? folded.items({ count: parts }) : folded.parts({ count: parts });
}
