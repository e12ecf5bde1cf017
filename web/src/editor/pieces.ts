// Cuts one row of text into pieces of one look each: what it is in its language, and whether it was searched for.

/** What a piece is; the same names as the colours. */
export type Kind = "key" | "string" | "figure" | "atom" | "punct" | "comment" | "text";
/** A piece of a row. `hit` is absent outside of hits. */
export type Piece = { text: string; kind: Kind; hit?: "one" | "current" };
/** A found place: row from 0, columns in UTF-16 units. */
export type Place = { row: number; from: number; to: number };

const JSON_TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d[\d.eE+-]*)|(true|false|null)|[{}[\],:]+/g;

/** The pieces of a row; joined they give it again. */
export function pieces(text: string, language: string, hits: readonly Place[], current: Place | undefined): Piece[] {
  const plain: Piece[] =
    language === "json"
      ? jsonPieces(text)
      : language === "xml" || language === "html"
        ? markupPieces(text)
        : [{ text, kind: "text" }];
  return hits.length === 0 ? plain : marked(plain, hits, current);
}

function jsonPieces(text: string): Piece[] {
  const found: Piece[] = [];
  let at = 0;
  for (const match of text.matchAll(JSON_TOKEN)) {
    if (match.index > at) found.push({ text: text.slice(at, match.index), kind: "text" });
    const [whole, string, colon, number, word] = match;
    if (string !== undefined) {
      found.push({ text: string, kind: colon === undefined ? "string" : "key" });
      if (colon !== undefined) found.push({ text: colon, kind: "punct" });
    } else {
      found.push({ text: whole, kind: number !== undefined ? "figure" : word !== undefined ? "atom" : "punct" });
    }
    at = match.index + whole.length;
  }
  if (at < text.length) found.push({ text: text.slice(at), kind: "text" });
  return found;
}

const TAG = /(<!--.*?(?:-->|$))|<[/!?]?[\w:.-](?:[^<>"']|"[^"]*"?|'[^']*'?)*>?/g;
const IN_TAG = /(^<[/!?]?[\w:.-]+)|("[^"]*"?|'[^']*'?)|([^\s=/>"'?]+)/g;

function markupPieces(text: string): Piece[] {
  const found: Piece[] = [];
  let at = 0;
  const plain = (end: number, kind: Kind) => {
    if (end > at) found.push({ text: text.slice(at, end), kind });
    at = end;
  };
  for (const tag of text.matchAll(TAG)) {
    plain(tag.index, "text");
    if (tag[1] !== undefined) plain(tag.index + tag[0].length, "comment");
    else {
      for (const part of tag[0].matchAll(IN_TAG)) {
        plain(tag.index + part.index, "punct");
        const kind = part[1] !== undefined ? "key" : part[2] !== undefined ? "string" : "atom";
        plain(tag.index + part.index + part[0].length, kind);
      }
      plain(tag.index + tag[0].length, "punct");
    }
  }
  plain(text.length, "text");
  return found;
}

function marked(plain: readonly Piece[], hits: readonly Place[], current: Place | undefined): Piece[] {
  const found: Piece[] = [];
  let at = 0;
  for (const piece of plain) {
    const end = at + piece.text.length;
    let from = at;
    for (const hit of hits) {
      if (hit.to <= from || hit.from >= end) continue;
      const start = Math.max(hit.from, from);
      const stop = Math.min(hit.to, end);
      if (start > from) found.push({ ...piece, text: piece.text.slice(from - at, start - at) });
      const isCurrent = current !== undefined && hit.row === current.row && hit.from === current.from;
      found.push({ ...piece, text: piece.text.slice(start - at, stop - at), hit: isCurrent ? "current" : "one" });
      from = stop;
    }
    if (from < end) found.push({ ...piece, text: piece.text.slice(from - at) });
    at = end;
  }
  return found;
}

/** The hits of one row out of all, which are in order. */
export function hitsOfRow(hits: readonly Place[], row: number): Place[] {
  let low = 0;
  let high = hits.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((hits[middle]?.row ?? 0) < row) low = middle + 1;
    else high = middle;
  }
  const found: Place[] = [];
  for (let at = low; hits[at]?.row === row; at += 1) found.push(hits[at] as Place);
  return found;
}
