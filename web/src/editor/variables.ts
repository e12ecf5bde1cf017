// Completes `{{names}}` in the editor.
import {
  acceptCompletion,
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from "@codemirror/autocomplete";
import { type Extension, Prec } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { type Candidate, completed, matching, openedAt } from "#/ui/variables/completion.ts";
import { words } from "#/words/app.ts";

/** Offers what `load` knows behind `{{`: arrows choose, Enter and Tab put in, Escape closes. */
export function variables(load: () => Promise<Candidate[]>): Extension {
  const offer = async (context: CompletionContext): Promise<CompletionResult | null> => {
    const line = context.state.doc.lineAt(context.pos);
    const opened = openedAt(line.text, context.pos - line.from);
    if (!opened) return null;
    const found = matching(await load(), opened.typed);
    return { from: line.from + opened.from, filter: false, options: found.map(optionOf) };
  };
  return [
    autocompletion({ override: [offer], icons: false, interactionDelay: 0, closeOnBlur: true }),
    EditorView.contentAttributes.of({ "aria-autocomplete": "list" }),
    Prec.highest(keymap.of([{ key: "Tab", run: acceptCompletion }])),
    list,
  ];
}

function optionOf(candidate: Candidate): Completion {
  const value = candidate.value ?? "••••••••";
  return {
    label: candidate.name,
    detail: candidate.value === undefined ? `${value} ${words().variable.secret}` : value,
    info: candidate.from,
    apply: (editor, _, from, to) => {
      const line = editor.state.doc.lineAt(from);
      const next = completed(line.text, to - line.from, from - line.from, candidate.name);
      editor.dispatch({
        changes: { from: line.from, to: line.to, insert: next.text },
        selection: { anchor: line.from + next.caret },
        userEvent: "input.complete",
      });
    },
  };
}

const list = EditorView.theme({
  ".cm-tooltip": {
    border: "0",
    borderRadius: "var(--r-panel)",
    backgroundColor: "var(--raised)",
    boxShadow: "var(--shadow-menu)",
    color: "var(--text)",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": {
    maxHeight: "16rem",
    padding: "var(--s1)",
    fontFamily: "var(--font-code)",
    fontSize: "var(--size-code)",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": {
    display: "flex",
    justifyContent: "space-between",
    gap: "var(--s4)",
    padding: "0.25rem var(--s2)",
    borderRadius: "var(--r-small)",
    color: "var(--accent-text)",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": {
    backgroundColor: "var(--selected)",
    color: "var(--accent-text)",
  },
  ".cm-completionDetail": {
    maxWidth: "18rem",
    overflow: "hidden",
    textOverflow: "ellipsis",
    color: "var(--text)",
    fontStyle: "normal",
  },
  ".cm-tooltip.cm-completionInfo": {
    padding: "var(--s1) var(--s2)",
    color: "var(--text-muted)",
    fontSize: "var(--size-small)",
  },
});
