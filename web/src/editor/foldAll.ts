// Folds a text as far as something is seen of it: what stands inside the one that holds everything.
import { foldable, foldEffect, forceParsing, unfoldAll } from "@codemirror/language";
import type { EditorView } from "@codemirror/view";

/** A wish to fold or unfold all; another one is another object. */
export type Folding = { isFolded: boolean };

/** What is not parsed by then is not folded. */
const PARSING_MS_MAX = 500;

/** Folds or unfolds all of an editor's text. */
export function foldAllOf(view: EditorView, { isFolded }: Folding): void {
  unfoldAll(view);
  if (!isFolded) return;
  // Behind what was in sight nothing may be parsed yet.
  forceParsing(view, view.state.doc.length, PARSING_MS_MAX);
  const { doc } = view.state;
  const rangesFrom = (first: number) => {
    const ranges: { from: number; to: number }[] = [];
    for (let at = first; at <= doc.lines; at += 1) {
      const line = doc.line(at);
      const range = foldable(view.state, line.from, line.to);
      if (!range) continue;
      ranges.push(range);
      at = doc.lineAt(range.to).number;
    }
    return ranges;
  };
  const outer = rangesFrom(1);
  const [root] = outer;
  const holdsAll = root && outer.length === 1 && doc.lines - doc.lineAt(root.to).number <= 2;
  const ranges = holdsAll ? rangesFrom(doc.lineAt(root.from).number + 1) : outer;
  if (ranges.length > 0) view.dispatch({ effects: ranges.map((range) => foldEffect.of(range)) });
}
