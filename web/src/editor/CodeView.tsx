import { defaultKeymap } from "@codemirror/commands";
import { openSearchPanel } from "@codemirror/search";
import { Compartment, EditorState } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { type RefObject, useEffect, useRef } from "react";
import css from "./code.module.css";
import { common, grammar } from "./setup.ts";

/** What can be done with a view from outside. */
export type CodeViewHandle = { search: () => void };

/** Props of a view. `wholeText` is what copying all of it puts on the clipboard: the bytes as sent, not as laid out. */
export type CodeViewProps = {
  name: string;
  language: string;
  text: string;
  wholeText: string;
  wraps: boolean;
  handle: RefObject<CodeViewHandle | null>;
};

/** A text that is read: selection, search and folding, no change. */
export default function CodeView({ name, language, text, wholeText, wraps, handle }: CodeViewProps) {
  const box = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const wrap = useRef(new Compartment());
  const whole = useRef(wholeText);
  whole.current = wholeText;
  const firstWrap = useRef(wraps);

  useEffect(() => {
    if (!box.current) return;
    const made = new EditorView({
      parent: box.current,
      state: EditorState.create({
        doc: text,
        extensions: [
          EditorState.readOnly.of(true),
          keymap.of(defaultKeymap.filter((binding) => binding.key !== "Mod-Enter")),
          common(name),
          grammar(language),
          wrap.current.of(firstWrap.current ? EditorView.lineWrapping : []),
          EditorView.contentAttributes.of({ "aria-readonly": "true" }),
          EditorView.domEventHandlers({
            copy: (event, editor) => {
              const { from, to } = editor.state.selection.main;
              if (from !== 0 || to !== editor.state.doc.length || !event.clipboardData) return false;
              event.clipboardData.setData("text/plain", whole.current);
              event.preventDefault();
              return true;
            },
          }),
        ],
      }),
    });
    view.current = made;
    handle.current = { search: () => openSearchPanel(made) };
    return () => {
      made.destroy();
      view.current = null;
      handle.current = null;
    };
  }, [text, name, language, handle]);

  useEffect(() => {
    view.current?.dispatch({ effects: wrap.current.reconfigure(wraps ? EditorView.lineWrapping : []) });
  }, [wraps]);

  return <div ref={box} className={css.box} />;
}
