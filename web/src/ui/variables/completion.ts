/** A variable that may be put in: where it comes from in words, and its value; the value of a secret is absent. */
export type Candidate = { name: string; from: string; value?: string | undefined };

/** The unfinished `{{na` that a caret stands in: `from` is the place behind the braces, in UTF-16 units. */
export type Opened = { from: number; typed: string };

/** The placeholder that is being typed where the caret stands; undefined elsewhere. */
export function openedAt(text: string, caret: number): Opened | undefined {
  const from = text.lastIndexOf("{{", caret - 1) + 2;
  if (from < 2 || from > caret) return undefined;
  const typed = text.slice(from, caret);
  return /[{}\n"]/.test(typed) ? undefined : { from, typed: typed.trimStart() };
}

/** Candidates with what was typed in their name, those that begin with it first. */
export function matching(candidates: readonly Candidate[], typed: string): Candidate[] {
  const wanted = typed.trim().toLowerCase();
  const at = (candidate: Candidate) => candidate.name.toLowerCase().indexOf(wanted);
  const found = candidates.filter((candidate) => at(candidate) >= 0);
  return [...found.filter((candidate) => at(candidate) === 0), ...found.filter((candidate) => at(candidate) > 0)];
}

/** The text with the name put in and its braces closed, and where the caret goes. The rest of an old name gives way. */
export function completed(text: string, caret: number, from: number, name: string): { text: string; caret: number } {
  const rest = /^[^{}\n"/?#&=\s]*\}\}/.exec(text.slice(caret))?.[0].length ?? 0;
  const put = `${name}}}`;
  return { text: text.slice(0, from) + put + text.slice(caret + rest), caret: from + put.length };
}

/**
 * What choosing a candidate does to the text of now: a list that had to be asked for may be some keys behind it. Undefined when
 * the caret left the placeholder that began at `from`, or when what is typed by now is not in the name.
 */
export function accepted(text: string, caret: number, from: number, candidate: Candidate) {
  const opened = openedAt(text, caret);
  if (opened?.from !== from || matching([candidate], opened.typed).length === 0) return undefined;
  return completed(text, caret, from, candidate.name);
}
