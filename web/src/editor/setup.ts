// What the editor and the answer have in common.
import { json } from "@codemirror/lang-json";
import { bracketMatching, codeFolding, foldGutter, foldKeymap, syntaxTree } from "@codemirror/language";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import type { EditorState, Extension } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { foldedText } from "./foldedText.ts";
import { look } from "./look.ts";
import { shareConstructedSheet } from "./sheet.ts";

shareConstructedSheet(document);

/** Grammar of a language; empty for those shown as plain text. */
export function grammar(language: string): Extension {
  return language === "json" ? json() : [];
}

/** Numbers, folding, search, and the accessible name of the text. */
export function common(name: string): Extension {
  return [
    lineNumbers(),
    codeFolding({ preparePlaceholder: textOfFold, placeholderDOM: foldedPart }),
    foldGutter({ markerDOM: foldMark }),
    drawSelection(),
    bracketMatching(),
    highlightActiveLine(),
    highlightSelectionMatches(),
    search({ top: true }),
    keymap.of([...searchKeymap, ...foldKeymap]),
    EditorView.contentAttributes.of({ "aria-label": name, tabindex: "0" }),
    look,
  ];
}

/** What stands in place of a folded part: how many fields, items or parts it has, else how many lines. */
function textOfFold(state: EditorState, { from, to }: { from: number; to: number }): string {
  const rows = state.doc.lineAt(to).number - state.doc.lineAt(from).number;
  const node = syntaxTree(state).resolve(from, 0);
  const parts = { Object: ["Property"], Array: VALUES, Element: ["Element", "SelfClosingTag"] }[node.name];
  let count = 0;
  for (let child = node.firstChild; child; child = child.nextSibling) if (parts?.includes(child.name)) count += 1;
  const opener = state.sliceDoc(from - 1, from);
  return foldedText(opener, count === 0 ? undefined : count, rows);
}

const VALUES = ["Object", "Array", "String", "Number", "True", "False", "Null"];

function foldedPart(_view: EditorView, unfold: (event: Event) => void, text: string): HTMLElement {
  const part = document.createElement("span");
  part.className = "cm-foldPlaceholder";
  part.textContent = text;
  part.onclick = unfold;
  return part;
}

/** The mark beside a line that folds: a chevron, pointing down while it is open. */
function foldMark(isOpen: boolean): HTMLElement {
  const mark = document.createElement("span");
  mark.className = "cm-foldMark";
  mark.innerHTML = `<svg viewBox="0 0 24 24" aria-hidden="true"><path d="${isOpen ? "m6 9 6 6 6-6" : "m9 18 6-6-6-6"}"/></svg>`;
  return mark;
}
