import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { indentUnit } from "@codemirror/language";
import { Compartment, EditorState, type Extension } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { useEffect, useRef } from "react";
import type { Candidate } from "#/ui/variables/completion.ts";
import css from "./code.module.css";
import { grammarOf } from "./languages.ts";
import { common, grammar } from "./setup.ts";
import { variables } from "./variables.ts";

/** Props of an editor; `text` given from outside replaces what is typed only when it differs. */
export type CodeEditorProps = {
  name: string;
  language: string;
  text: string;
  onText: (text: string) => void;
  /** What is offered behind `{{`; absent means nothing is. */
  candidates?: (() => Promise<Candidate[]>) | undefined;
};

/**
 * A text that is typed. Loaded on its own, after the first paint.
 *
 * Tab indents once something else was pressed. Who came with Tab goes on with it, and so does who pressed Escape: the keyboard is
 * never caught, however slow it is.
 */
export default function CodeEditor({ name, language, text, onText, candidates }: CodeEditorProps) {
  const box = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const syntax = useRef(new Compartment());
  const report = useRef(onText);
  report.current = onText;
  const load = useRef(candidates);
  load.current = candidates;
  const first = useRef({ text, language });

  useEffect(() => {
    if (!box.current) return;
    const made = new EditorView({
      parent: box.current,
      state: EditorState.create({
        doc: first.current.text,
        extensions: [
          history(),
          keymap.of([{ key: "Mod-Enter", run: () => true }, ...defaultKeymap, ...historyKeymap, indentWithTab]),
          indentUnit.of("  "),
          common(name),
          variables(async () => (await load.current?.()) ?? []),
          syntax.current.of(grammar(first.current.language)),
          tabGoesOn(),
          EditorView.updateListener.of((update) => {
            if (update.docChanged && !update.transactions.some((one) => one.isUserEvent("set"))) {
              report.current(update.state.doc.toString());
            }
          }),
        ],
      }),
    });
    view.current = made;
    return () => {
      made.destroy();
      view.current = null;
    };
  }, [name]);

  useEffect(() => {
    let isOld = false;
    const use = (extension: Extension) => {
      if (!isOld) view.current?.dispatch({ effects: syntax.current.reconfigure(extension) });
    };
    use(grammar(language));
    if (language !== "json") void grammarOf(language).then(use);
    return () => {
      isOld = true;
    };
  }, [language]);

  useEffect(() => {
    const editor = view.current;
    if (!editor || editor.state.doc.toString() === text) return;
    if (editor.hasFocus && document.activeElement === editor.contentDOM && isOlder(editor, text)) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text }, userEvent: "set" });
  }, [text]);

  return <div ref={box} className={css.box} />;
}

function tabGoesOn(): Extension {
  let isPointer = false;
  return EditorView.domEventHandlers({
    mousedown: (_, editor) => {
      isPointer = true;
      editor.setTabFocusMode(false);
    },
    focus: (_, editor) => {
      editor.setTabFocusMode(!isPointer);
      isPointer = false;
    },
    keydown: (event, editor) => {
      if (!["Tab", "Shift", "Control", "Alt", "Meta"].includes(event.key)) {
        editor.setTabFocusMode(event.key === "Escape");
      }
    },
  });
}

/** Whether `text` is what was typed a moment ago, coming back while typing went on. */
function isOlder(editor: EditorView, text: string): boolean {
  return editor.state.doc.toString().startsWith(text) && editor.state.doc.length > text.length;
}
