import { Dialog } from "@base-ui/react/dialog";
import { CornerDownLeft, Search } from "lucide-react";
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { filterWords } from "#/state/tree.ts";
import { Kbd, MethodBadge } from "#/ui/Badge.tsx";
import { FirstFocus, useFocusBefore } from "#/ui/FirstFocus.tsx";
import { words } from "#/words/en.ts";
import css from "./Palette.module.css";

/** Something to go to or to do. `detail` stands in mono behind the name; `keys` at the right. */
export type PaletteEntry = {
  id: string;
  group: string;
  name: string;
  detail?: string;
  method?: string;
  keys?: string;
  act: () => void;
};

const SHOWN_MAX = 60;

/** Requests and commands by what is typed. Arrows choose, Enter does it. */
export function Palette({ entries, onClose }: { entries: readonly PaletteEntry[]; onClose: () => void }) {
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const list = useId();
  const box = useRef<HTMLDivElement>(null);
  const line = useRef<HTMLInputElement>(null);
  const before = useFocusBefore();
  const found = useMemo(() => find(entries, text), [entries, text]);
  const wanted = useMemo(() => filterWords(text), [text]);
  const chosen = Math.min(at, found.length - 1);

  const go = (entry: PaletteEntry | undefined) => {
    if (!entry) return;
    onClose();
    entry.act();
  };
  // Enter may come before the tree does: it then takes the first that is found.
  const [isWaiting, setWaiting] = useState(false);
  const first = isWaiting ? found[0] : undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: it acts once, when something is found.
  useEffect(() => go(first), [first]);
  const keys = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 };
    const by = steps[event.key];
    if (event.key === "Enter") {
      if (found[chosen]) go(found[chosen]);
      else setWaiting(true);
    } else if (by === undefined) return;
    else {
      const next = Math.max(0, Math.min(found.length - 1, chosen + by));
      setAt(next);
      box.current?.querySelector(`[data-at="${next}"]`)?.scrollIntoView({ block: "nearest" });
    }
    event.preventDefault();
  };

  return (
    <Dialog.Root
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className={css.scrim} />
        <Dialog.Popup
          data-modal
          className={css.dialog}
          aria-label={words.palette.name}
          initialFocus={line}
          finalFocus={before}
        >
          <div className={css.line}>
            <Search size={16} strokeWidth={1.75} aria-hidden />
            <input
              ref={line}
              role="combobox"
              aria-label={words.palette.name}
              aria-expanded={found.length > 0}
              aria-controls={list}
              aria-activedescendant={found[chosen] ? `${list}-${chosen}` : undefined}
              autoComplete="off"
              spellCheck={false}
              placeholder={words.palette.hint}
              value={text}
              onChange={(event) => {
                setText(event.target.value);
                setAt(0);
                setWaiting(false);
              }}
              onKeyDown={keys}
            />
          </div>
          <div ref={box} id={list} role="listbox" aria-label={words.palette.results} className={css.list}>
            {found.map((entry, index) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the line above has the keys; options are reached by arrows.
              <div
                key={entry.id}
                id={`${list}-${index}`}
                role="option"
                tabIndex={-1}
                aria-selected={index === chosen}
                data-at={index}
                className={css.row}
                onMouseMove={() => setAt(index)}
                onClick={() => go(entry)}
              >
                {entry.method === undefined ? (
                  <span className={css.kind}>{entry.group}</span>
                ) : (
                  <span className={css.kind}>
                    <MethodBadge method={entry.method} short />
                  </span>
                )}
                <span className="cut">
                  <Marked text={entry.name} wanted={wanted} />
                </span>
                {entry.detail ? (
                  <span className={css.detail}>
                    <Marked text={entry.detail} wanted={wanted} />
                  </span>
                ) : null}
                <span className={css.end}>
                  {entry.keys ? <Kbd>{entry.keys}</Kbd> : null}
                  {index === chosen ? (
                    <span className={css.does} aria-hidden>
                      {entry.method === undefined ? words.palette.do : words.palette.go}
                      <CornerDownLeft size={14} strokeWidth={2} />
                    </span>
                  ) : null}
                </span>
              </div>
            ))}
          </div>
          <FirstFocus target={line} />
          {found.length === 0 ? <p className={css.none}>{words.palette.none}</p> : null}
          <p className={css.foot}>
            {words.palette.keys.map(({ keys, text: does }) => (
              <span key={does} className={css.does}>
                {keys.map((key) => (
                  <Kbd key={key}>{key}</Kbd>
                ))}
                {does}
              </span>
            ))}
          </p>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** The first place of the longest typed word stands out. */
function Marked({ text, wanted }: { text: string; wanted: readonly string[] }) {
  const lower = text.toLowerCase();
  const word = wanted.filter((one) => lower.includes(one)).sort((a, b) => b.length - a.length)[0];
  // Letters whose small form is longer would move the mark.
  if (!word || lower.length !== text.length) return text;
  const at = lower.indexOf(word);
  return (
    <>
      {text.slice(0, at)}
      <mark className={css.mark}>{text.slice(at, at + word.length)}</mark>
      {text.slice(at + word.length)}
    </>
  );
}

/** Entries that hold every typed word; those whose name begins with the text come first. */
export function find(entries: readonly PaletteEntry[], text: string): PaletteEntry[] {
  const wanted = filterWords(text);
  const typed = text.trim().toLowerCase();
  const hits = entries.filter((entry) => {
    const hay = `${entry.method ?? ""} ${entry.detail ?? ""} ${entry.name} ${entry.group}`.toLowerCase();
    return wanted.every((word) => hay.includes(word));
  });
  const rank = (entry: PaletteEntry) => {
    if (entry.name.toLowerCase().startsWith(typed)) return 0;
    return `${entry.method ?? ""} ${entry.detail ?? ""}`.trim().toLowerCase() === typed ? 0 : 1;
  };
  return hits.sort((a, b) => rank(a) - rank(b)).slice(0, SHOWN_MAX);
}
