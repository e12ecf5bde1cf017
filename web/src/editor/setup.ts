// What the editor and the answer have in common.
import { json } from "@codemirror/lang-json";
import { bracketMatching, codeFolding, foldGutter, foldKeymap } from "@codemirror/language";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import type { Extension } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
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
    codeFolding(),
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

/** The mark beside a line that folds: a chevron, pointing down while it is open. */
function foldMark(isOpen: boolean): HTMLElement {
  const mark = document.createElement("span");
  mark.className = "cm-foldMark";
  mark.innerHTML = `<svg viewBox="0 0 24 24" aria-hidden="true"><path d="${isOpen ? "m6 9 6 6 6-6" : "m9 18 6-6-6-6"}"/></svg>`;
  return mark;
}
