// Marks what is searched for in a CodeMirror view; the bar with the field belongs to whoever shows the view.
import { SearchQuery } from "@codemirror/search";
import { type EditorState, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";

/** What is looked for. */
export type Wanted = { text: string; matchesCase: boolean; isExpression: boolean };
/** A found place, as offsets. */
export type Match = { from: number; to: number };

/** More are not looked for. */
const MATCHES_MAX = 10_000;

/** All places, and which of them the person is at. */
export const markMatches = StateEffect.define<{ matches: readonly Match[]; at: number }>();

const one = Decoration.mark({ class: "cm-searchMatch" });
const current = Decoration.mark({ class: "cm-searchMatch cm-searchMatch-selected" });

/** Keeps the marks. */
export const marks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (before, transaction) => {
    for (const effect of transaction.effects) {
      if (!effect.is(markMatches)) continue;
      const { matches, at } = effect.value;
      return Decoration.set(matches.map(({ from, to }, index) => (index === at ? current : one).range(from, to)));
    }
    return before.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** The places in order; `null` when the expression cannot be read. */
export function matchesIn(state: EditorState, wanted: Wanted): Match[] | null {
  if (wanted.text === "") return [];
  const query = new SearchQuery({
    search: wanted.text,
    caseSensitive: wanted.matchesCase,
    regexp: wanted.isExpression,
    literal: true,
  });
  if (!query.valid) return null;
  const found: Match[] = [];
  const cursor = query.getCursor(state);
  for (let next = cursor.next(); !next.done && found.length < MATCHES_MAX; next = cursor.next()) {
    const { from, to } = next.value;
    if (to > from) found.push({ from, to });
  }
  return found;
}
