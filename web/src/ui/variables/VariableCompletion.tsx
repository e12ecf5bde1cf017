// The list that opens while a `{{name` is typed.
import { KeyRound } from "lucide-react";
import {
  createContext,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useContext,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { words } from "#/words/app.ts";
import { accepted, type Candidate, matching, openedAt } from "./completion.ts";
import css from "./VariableCompletion.module.css";

/** Asks for what may be put in. */
export type LoadCandidates = () => Promise<Candidate[]>;

const Loaders = createContext<LoadCandidates | null>(null);

/** Fields below complete `{{names}}`. */
export function VariableCompletions({ load, children }: { load: LoadCandidates; children: ReactNode }) {
  return <Loaders value={load}>{children}</Loaders>;
}

/** What asks for candidates here; null where no variables are known. */
export function useCandidates(): LoadCandidates | null {
  return useContext(Loaders);
}

type Open = { from: number; found: Candidate[]; at: number };

/** Completes variables in a line of text; `onText` hears the text with the chosen one in it. */
export function useCompletion(box: RefObject<HTMLElement | null>, onText: (text: string) => void) {
  const load = useContext(Loaders);
  const id = useId();
  const [open, setOpen] = useState<Open | null>(null);
  const asked = useRef(0);
  const caret = useRef<number | null>(null);
  const field = () => box.current?.querySelector<HTMLInputElement>("input") ?? null;

  const close = () => {
    asked.current += 1;
    setOpen(null);
  };
  const follow = async (input: HTMLInputElement) => {
    const here = input.selectionStart;
    const opened = here === null || here !== input.selectionEnd ? undefined : openedAt(input.value, here);
    if (!load || !opened || here === null) return close();
    asked.current += 1;
    const turn = asked.current;
    const candidates = await load().catch(() => []);
    if (turn !== asked.current || document.activeElement !== input) return;
    const found = matching(candidates, opened.typed);
    setOpen(found.length === 0 ? null : { from: opened.from, found, at: 0 });
  };
  /** Puts the candidate where the caret is now; whether it fitted. */
  const choose = (candidate: Candidate): boolean => {
    const input = field();
    close();
    const here = input?.selectionStart ?? null;
    const next = open && input && here !== null ? accepted(input.value, here, open.from, candidate) : undefined;
    if (!next) return false;
    caret.current = next.caret;
    onText(next.text);
    return true;
  };
  /** Whether the list took the key. */
  const keys = (event: KeyboardEvent<HTMLInputElement>): boolean => {
    if (!open || event.ctrlKey || event.metaKey || event.altKey) return false;
    const count = open.found.length;
    if (event.key === "ArrowDown") setOpen({ ...open, at: (open.at + 1) % count });
    else if (event.key === "ArrowUp") setOpen({ ...open, at: (open.at + count - 1) % count });
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" || (event.key === "Tab" && !event.shiftKey)) {
      const chosen = open.found[open.at];
      if (!chosen || !choose(chosen)) return false;
    } else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  useLayoutEffect(() => {
    if (caret.current === null) return;
    field()?.setSelectionRange(caret.current, caret.current);
    caret.current = null;
  });

  const input = open
    ? ({
        role: "combobox",
        "aria-expanded": true,
        "aria-autocomplete": "list",
        "aria-controls": id,
        "aria-activedescendant": `${id}-${open.at}`,
      } as const)
    : {};
  const list = open ? <List id={id} box={box} open={open} onChoose={choose} onClose={close} /> : null;
  return { input, list, keys, follow: (input: HTMLInputElement) => void follow(input), close };
}

function List(props: {
  id: string;
  box: RefObject<HTMLElement | null>;
  open: Open;
  onChoose: (candidate: Candidate) => void;
  onClose: () => void;
}) {
  const { id, box, open, onChoose, onClose } = props;
  const list = useRef<HTMLDivElement>(null);
  const leave = useRef(onClose);
  leave.current = onClose;
  useLayoutEffect(() => {
    const rect = box.current?.getBoundingClientRect();
    const element = list.current;
    if (!rect || !element) return;
    element.showPopover?.();
    const { width, height } = element.getBoundingClientRect();
    const fitsBelow = rect.bottom + height + 8 < window.innerHeight || rect.top < height;
    element.style.left = `${Math.max(8, Math.min(rect.left, window.innerWidth - width - 8))}px`;
    element.style.top = `${fitsBelow ? rect.bottom + 4 : rect.top - height - 4}px`;
  }, [box]);
  useEffect(() => {
    const scroll = (event: Event) => {
      const target = event.target as Node;
      if (target !== list.current && target instanceof Element && target.contains(box.current)) leave.current();
    };
    window.addEventListener("scroll", scroll, true);
    return () => window.removeEventListener("scroll", scroll, true);
  }, [box]);
  useEffect(() => {
    list.current?.children[open.at]?.scrollIntoView?.({ block: "nearest" });
  }, [open.at]);
  return (
    <div ref={list} id={id} popover="manual" role="listbox" aria-label={words().variable.list} className={css.list}>
      {open.found.map((candidate, at) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field, which names the active option.
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field hears the keys.
        <div
          key={candidate.name}
          id={`${id}-${at}`}
          role="option"
          aria-selected={at === open.at}
          className={css.option}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(candidate)}
        >
          <code className={css.name}>{candidate.name}</code>
          {candidate.value === undefined ? (
            <span className={css.secret}>
              <KeyRound size={12} strokeWidth={2} aria-hidden />
              <span role="img" aria-label={words().variable.secret}>
                ••••••••
              </span>
            </span>
          ) : (
            <span className={css.value}>{candidate.value}</span>
          )}
          <span className={css.from}>{candidate.from}</span>
        </div>
      ))}
    </div>
  );
}
