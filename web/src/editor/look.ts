// How code looks: colours from the tokens, the same for the editor and the answer.
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const colours = HighlightStyle.define([
  { tag: [tags.propertyName, tags.tagName], color: "var(--code-key)" },
  { tag: tags.attributeName, color: "var(--code-atom)" },
  { tag: tags.string, color: "var(--code-string)" },
  { tag: tags.number, color: "var(--code-number)" },
  { tag: [tags.bool, tags.null, tags.keyword], color: "var(--code-atom)" },
  {
    tag: [tags.punctuation, tags.separator, tags.brace, tags.squareBracket, tags.angleBracket],
    color: "var(--code-punct)",
  },
  { tag: tags.comment, color: "var(--code-comment)" },
]);

const theme = EditorView.theme({
  "&": { flex: "1", minWidth: "0", height: "100%", backgroundColor: "var(--surface)", color: "var(--text)" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": {
    fontFamily: "var(--font-code)",
    fontSize: "var(--size-code)",
    lineHeight: "1.25rem",
    fontVariantLigatures: "none",
  },
  ".cm-content": { padding: "0.25rem 0", caretColor: "var(--accent)" },
  ".cm-content:focus-visible": { outline: "none" },
  "&:has(.cm-content:focus-visible)": { boxShadow: "inset 0 0 0 2px var(--accent)" },
  ".cm-line": { padding: "0 1rem 0 0.25rem" },
  ".cm-cursor": { borderLeft: "2px solid var(--accent)" },
  ".cm-gutters": { backgroundColor: "var(--surface)", color: "var(--text-subtle)", border: "0" },
  ".cm-lineNumbers .cm-gutterElement": { minWidth: "3rem", padding: "0 0.25rem 0 0", fontSize: "0.71875rem" },
  ".cm-foldGutter .cm-gutterElement": { width: "1.25rem", textAlign: "center", color: "var(--text-subtle)" },
  ".cm-foldMark": { display: "grid", placeItems: "center", height: "1.25rem", cursor: "pointer" },
  ".cm-foldMark svg": {
    width: "0.75rem",
    fill: "none",
    stroke: "currentColor",
    strokeWidth: "2.25",
    strokeLinecap: "round",
    strokeLinejoin: "round",
  },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "transparent" },
  // The selection lies below the lines and must show through.
  "&.cm-focused .cm-activeLine, &.cm-focused .cm-activeLineGutter": {
    backgroundColor: "color-mix(in srgb, var(--text) 6%, transparent)",
  },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "var(--selected)",
  },
  ".cm-foldPlaceholder": {
    padding: "0 0.25rem",
    border: "0",
    borderRadius: "var(--r-small)",
    backgroundColor: "var(--hover)",
    color: "var(--text-muted)",
    cursor: "pointer",
  },
  ".cm-searchMatch": { backgroundColor: "var(--accent-soft)", outline: "1px solid var(--accent-border)" },
  ".cm-searchMatch.cm-searchMatch-selected": { backgroundColor: "var(--accent)", color: "var(--on-accent)" },
  ".cm-searchMatch-selected span": { color: "inherit" },
  ".cm-matchingBracket, .cm-nonmatchingBracket": { backgroundColor: "var(--hover)", outline: "none" },
  ".cm-panels": { backgroundColor: "var(--sunken)", color: "var(--text)", borderColor: "var(--border)" },
  ".cm-panels-top": { borderBottom: "1px solid var(--border)" },
  ".cm-panel.cm-search": { padding: "0.375rem 2rem 0.375rem 0.75rem", fontFamily: "var(--font-ui)" },
  ".cm-panel.cm-search label": { fontSize: "var(--size-small)" },
  ".cm-textfield": {
    height: "1.5rem",
    border: "1px solid var(--border-input)",
    borderRadius: "var(--r-control)",
    backgroundColor: "var(--surface)",
    fontSize: "var(--size-base)",
  },
  ".cm-button": {
    height: "1.5rem",
    border: "1px solid var(--border-strong)",
    borderRadius: "var(--r-control)",
    background: "var(--raised)",
    color: "var(--text)",
    fontSize: "var(--size-small)",
  },
});

/** Theme and colours of every code view. */
export const look = [theme, syntaxHighlighting(colours)];
