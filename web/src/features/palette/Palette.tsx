import { Dialog } from "@base-ui/react/dialog";
import { ChevronDown, type LucideIcon, Search } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useId, useMemo, useRef, useState } from "react";
import { filterWords } from "#/state/rules/tree.ts";
import { FirstFocus, useFocusBefore } from "#/ui/overlays/FirstFocus.tsx";
import { Kbd, MethodBadge } from "#/ui/signs/Badge.tsx";
import { Marked } from "#/ui/variables/Marked.tsx";
import { type Words, words } from "#/words/app.ts";
import css from "./Palette.module.css";

/** Kinds of things that the palette finds. */
export type PaletteGroup = keyof Words["palette"]["moreOf"];

/**
 * Something to go to or to do. A method or an icon stands before the name, `detail` in mono and `time` behind it; where it lies,
 * its keys and how it ended at the right.
 */
export type PaletteEntry = {
  id: string;
  group: PaletteGroup;
  name: string;
  icon?: LucideIcon;
  place?: string;
  detail?: string;
  time?: string;
  method?: string;
  keys?: string;
  sign?: ReactNode;
  act: () => void;
  /** Goes there and sends at once; absent where there is nothing to send. */
  send?: () => void;
};

const KEYS = [
  { keys: ["↑", "↓"], does: "move" },
  { keys: ["Enter"], does: "open" },
  { keys: ["Ctrl", "Enter"], does: "send" },
  { keys: [">"], does: "commands" },
] as const;

const SHOWN_MAX = 60;

/** So many of a group are shown while other groups have hits, too. */
const FIRST_MAX = 5;

/** Hits of one kind under their heading. */
type FoundGroup = { name: PaletteGroup; shown: PaletteEntry[]; hidden: number };

/** Props of the palette; `entries` may depend on the text. */
export type PaletteProps = {
  entries: readonly PaletteEntry[];
  text: string;
  onText: (text: string) => void;
  onClose: () => void;
};

/** Requests and commands by what is typed. Arrows choose, Enter does it, Ctrl+Enter sends, too. */
export function Palette({ entries, text, onText, onClose }: PaletteProps) {
  const [at, setAt] = useState(0);
  const list = useId();
  const box = useRef<HTMLDivElement>(null);
  const line = useRef<HTMLInputElement>(null);
  const before = useFocusBefore();
  const [opened, setOpened] = useState<PaletteGroup | "">("");
  const groups = useMemo(() => grouped(find(entries, text), opened), [entries, text, opened]);
  const found = useMemo(() => groups.flatMap(rowsOf), [groups]);
  const wanted = useMemo(() => filterWords(asked(text).words), [text]);
  const chosen = Math.min(at, found.length - 1);

  const go = (row: Row | undefined, sends = false) => {
    if (!row) return;
    if (!row.entry) return setOpened(row.group.name);
    const act = sends ? row.entry.send : row.entry.act;
    if (!act) return;
    onClose();
    act();
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
      const sends = event.ctrlKey || event.metaKey;
      if (found[chosen]) go(found[chosen], sends);
      else if (!sends) setWaiting(true);
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
          aria-label={words().palette.name}
          initialFocus={line}
          finalFocus={before}
        >
          <div className={css.line}>
            <Search size={16} strokeWidth={1.75} aria-hidden />
            <input
              ref={line}
              role="combobox"
              aria-label={words().palette.name}
              aria-expanded={found.length > 0}
              aria-controls={list}
              aria-activedescendant={found[chosen] ? `${list}-${chosen}` : undefined}
              autoComplete="off"
              spellCheck={false}
              placeholder={words().palette.hint}
              value={text}
              onChange={(event) => {
                onText(event.target.value);
                setAt(0);
                setOpened("");
                setWaiting(false);
              }}
              onKeyDown={keys}
            />
            <Kbd>Esc</Kbd>
          </div>
          <div ref={box} id={list} role="listbox" aria-label={words().palette.results} className={css.list}>
            {groups.map((group) => (
              // biome-ignore lint/a11y/useSemanticElements: a group of options is no group of fields.
              <div key={group.name} role="group" aria-label={words().palette[group.name]}>
                <p className={css.group} aria-hidden>
                  {words().palette[group.name]}
                </p>
                {rowsOf(group).map((row) => {
                  const index = found.findIndex((one) => one.id === row.id);
                  return (
                    // biome-ignore lint/a11y/useKeyWithClickEvents: the line above has the keys; options are reached by arrows.
                    <div
                      key={row.id}
                      id={`${list}-${index}`}
                      role="option"
                      tabIndex={-1}
                      aria-selected={index === chosen}
                      data-at={index}
                      className={css.row}
                      onMouseMove={() => setAt(index)}
                      onClick={() => go(row)}
                    >
                      {row.entry ? (
                        <Hit entry={row.entry} wanted={wanted} isChosen={index === chosen} />
                      ) : (
                        <>
                          <span className={css.kind}>
                            <ChevronDown size={16} strokeWidth={1.75} aria-hidden />
                          </span>
                          {words().palette.moreOf[group.name]({ count: group.hidden })}
                        </>
                      )}
                    </div>
                  );
                })}
              </div>
            ))}
          </div>
          <FirstFocus target={line} />
          {found.length === 0 ? <p className={css.none}>{words().palette.none}</p> : null}
          <p className={css.foot}>
            {KEYS.map(({ keys, does }) => (
              <span key={does} className={css.does}>
                {keys.map((key) => (
                  <Kbd key={key}>{key}</Kbd>
                ))}
                {words().palette.keys[does]}
              </span>
            ))}
          </p>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** One hit: what it is, its name, where it lies, and what Enter does with it. */
function Hit({ entry, wanted, isChosen }: { entry: PaletteEntry; wanted: readonly string[]; isChosen: boolean }) {
  const { name, method, icon: Icon, detail, time, place, keys, sign } = entry;
  return (
    <>
      <span className={css.kind}>
        {method === undefined ? null : <MethodBadge method={method} short />}
        {Icon ? <Icon size={16} strokeWidth={1.75} aria-hidden /> : null}
      </span>
      <span className="cut">
        <Marked text={name} wanted={wanted} />
      </span>
      {detail ? (
        <span className={css.detail}>
          <Marked text={detail} wanted={wanted} />
        </span>
      ) : null}
      {time ? <span className={css.place}>{time}</span> : null}
      <span className={css.end}>
        {place ? <span className={css.place}>{place}</span> : null}
        {keys ? <Kbd>{keys}</Kbd> : null}
        {isChosen ? (
          <span className={css.does} aria-hidden>
            {method === undefined ? words().palette.do : words().palette.go}
            <Kbd>Enter</Kbd>
          </span>
        ) : null}
        {sign}
      </span>
    </>
  );
}

/** What a text asks for: behind `>` stand words of commands. */
function asked(text: string): { words: string; isForCommands: boolean } {
  const isForCommands = text.trimStart().startsWith(">");
  return { words: isForCommands ? text.replace(">", "") : text, isForCommands };
}

/** Entries that hold every typed word; those whose name begins with the text come first. */
export function find(entries: readonly PaletteEntry[], text: string): PaletteEntry[] {
  const { words: typedWords, isForCommands } = asked(text);
  const wanted = filterWords(typedWords);
  const typed = typedWords.trim().toLowerCase();
  const hits = entries.filter((entry) => {
    if (isForCommands && entry.group !== "commands") return false;
    const hay =
      `${entry.method ?? ""} ${entry.detail ?? ""} ${entry.name} ${words().palette[entry.group]} ${entry.place ?? ""}`.toLowerCase();
    return wanted.every((word) => hay.includes(word));
  });
  const rank = (entry: PaletteEntry) => {
    if (entry.name.toLowerCase().startsWith(typed)) return 0;
    return `${entry.method ?? ""} ${entry.detail ?? ""}`.trim().toLowerCase() === typed ? 0 : 1;
  };
  return hits.sort((a, b) => rank(a) - rank(b));
}

/** Hits by their groups, the group of the best hit first. Only the first few of each while there are several. */
export function grouped(hits: readonly PaletteEntry[], opened: PaletteGroup | ""): FoundGroup[] {
  const names = [...new Set(hits.map(({ group }) => group))];
  return names.map((name) => {
    const all = hits.filter(({ group }) => group === name);
    const isWhole = names.length === 1 || name === opened || all.length <= FIRST_MAX + 1;
    const shown = all.slice(0, isWhole ? SHOWN_MAX : FIRST_MAX);
    return { name, shown, hidden: isWhole ? 0 : all.length - shown.length };
  });
}

/** What the arrows go through: the hits of a group, then the row that shows the others. */
type Row = { id: string; group: FoundGroup; entry?: PaletteEntry };

function rowsOf(group: FoundGroup): Row[] {
  const rows: Row[] = group.shown.map((entry) => ({ id: entry.id, group, entry }));
  return group.hidden > 0 ? [...rows, { id: `more ${group.name}`, group }] : rows;
}
