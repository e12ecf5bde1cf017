/** A piece of a typed line: plain text, a `{{variable}}`, or a `:path` variable. */
export type Segment = { kind: "text" | "var" | "path"; text: string; name: string; at: number };

const PIECE = /\{\{\s*([^{}]+?)\s*\}\}|(?<=\/):([A-Za-z_][\w-]*)/g;

/** Splits a line into its pieces, in order; joined they give the line again. `at` counts UTF-16 units. */
export function segments(line: string): Segment[] {
  const found: Segment[] = [];
  let at = 0;
  for (const match of line.matchAll(PIECE)) {
    const start = match.index;
    if (start > at) found.push({ kind: "text", text: line.slice(at, start), name: "", at });
    const variable = match[1];
    found.push({
      kind: variable === undefined ? "path" : "var",
      text: match[0],
      name: variable ?? match[2] ?? "",
      at: start,
    });
    at = start + match[0].length;
  }
  if (at < line.length) found.push({ kind: "text", text: line.slice(at), name: "", at });
  return found;
}
