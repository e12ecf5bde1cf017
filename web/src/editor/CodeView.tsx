import { defaultKeymap } from "@codemirror/commands";
import { syntaxTree } from "@codemirror/language";
import { Compartment, EditorState, Prec } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { useEffect, useRef } from "react";
import css from "./code.module.css";
import { type Match, markMatches, marks, matchesIn, type Wanted } from "./finding.ts";
import { type Folding, foldAllOf } from "./foldAll.ts";
import { grammarOf } from "./languages.ts";
import { common } from "./setup.ts";

/** Props of a view. `wholeText` is what copying all of it puts on the clipboard: the bytes as sent, not as laid out. */
export type CodeViewProps = {
  name: string;
  language: string;
  text: string;
  wholeText: string;
  wraps: boolean;
  /** What is looked for, absent while nothing is. */
  wanted: Wanted | null;
  /** The place that the person is at, from 0. */
  at: number;
  /** The last wish to fold or unfold all; null before the first. */
  folding?: Folding | null;
  /** How many places there are; `null` when the expression cannot be read. */
  onFound: (count: number | null) => void;
  /** The text that is selected now, empty for none. */
  onSelect: (text: string) => void;
};

/** A text that is read: selection, marks and folding, no change. A double click selects a JSON string without its quotes. */
export default function CodeView(props: CodeViewProps) {
  const { name, language, text, wholeText, wraps, wanted, at, folding, onFound, onSelect } = props;
  const box = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const wrap = useRef(new Compartment());
  const grammar = useRef(new Compartment());
  const whole = useRef(wholeText);
  whole.current = wholeText;
  const first = useRef(wraps);
  const selected = useRef(onSelect);
  selected.current = onSelect;
  const found = useRef(onFound);
  found.current = onFound;
  const matches = useRef<Match[]>([]);
  const wish = useRef(folding);
  wish.current = folding;

  useEffect(() => {
    if (!box.current) return;
    const made = new EditorView({
      parent: box.current,
      state: EditorState.create({
        doc: text,
        extensions: [
          EditorState.readOnly.of(true),
          // The search has its own bar: these keys go up to the pane.
          Prec.highest(
            keymap.of(
              ["Mod-f", "F3", "Shift-F3", "Mod-g", "Shift-Mod-g", "Ctrl-Alt-[", "Ctrl-Alt-]"].map((key) => ({
                key,
                run: pass,
              })),
            ),
          ),
          keymap.of(defaultKeymap.filter((binding) => binding.key !== "Mod-Enter")),
          common(name),
          marks,
          grammar.current.of([]),
          wrap.current.of(first.current ? EditorView.lineWrapping : []),
          EditorView.contentAttributes.of({ "aria-readonly": "true" }),
          EditorView.updateListener.of((update) => {
            if (!update.selectionSet) return;
            const { from, to } = update.state.selection.main;
            selected.current(update.state.sliceDoc(from, to));
          }),
          EditorView.domEventHandlers({
            copy: (event, editor) => {
              const { from, to } = editor.state.selection.main;
              if (from !== 0 || to !== editor.state.doc.length || !event.clipboardData) return false;
              event.clipboardData.setData("text/plain", whole.current);
              event.preventDefault();
              return true;
            },
            dblclick: (event, editor) => selectString(editor, event),
          }),
        ],
      }),
    });
    view.current = made;
    let isThere = true;
    void grammarOf(language).then((extension) => {
      if (!isThere) return;
      made.dispatch({ effects: grammar.current.reconfigure(extension) });
      if (wish.current) foldAllOf(made, wish.current);
    });
    return () => {
      isThere = false;
      made.destroy();
      view.current = null;
      selected.current("");
    };
  }, [text, name, language]);

  useEffect(() => {
    view.current?.dispatch({ effects: wrap.current.reconfigure(wraps ? EditorView.lineWrapping : []) });
  }, [wraps]);

  useEffect(() => {
    if (view.current && folding) foldAllOf(view.current, folding);
  }, [folding]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another text or language makes another view.
  useEffect(() => {
    if (!view.current) return;
    const all = wanted ? matchesIn(view.current.state, wanted) : [];
    matches.current = all ?? [];
    found.current(all?.length ?? null);
  }, [wanted, text, name, language]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: marks follow what is looked for.
  useEffect(() => {
    if (!view.current) return;
    const here = matches.current[at];
    view.current.dispatch({
      effects: [
        markMatches.of({ matches: matches.current, at }),
        ...(here ? [EditorView.scrollIntoView(here.from, { y: "nearest", yMargin: 60 })] : []),
      ],
    });
  }, [at, wanted, text, name, language]);

  return <div ref={box} className={css.box} />;
}

/** Takes a key from the editor's own search. */
function pass(): boolean {
  return true;
}

function selectString(editor: EditorView, event: MouseEvent): boolean {
  const place = editor.posAtCoords({ x: event.clientX, y: event.clientY });
  if (place === null) return false;
  const node = syntaxTree(editor.state).resolveInner(place, 1);
  if (node.name !== "String" && node.name !== "PropertyName") return false;
  const text = editor.state.sliceDoc(node.from, node.to);
  if (!/^".*"$/s.test(text)) return false;
  editor.dispatch({ selection: { anchor: node.from + 1, head: node.to - 1 } });
  return true;
}
