import { useInfiniteQuery } from "@tanstack/react-query";
import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import { CircleX, Eraser, Search } from "lucide-react";
import {
  type KeyboardEvent,
  memo,
  useDeferredValue,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { post, problemOf } from "#/api/client.ts";
import type { DeletedHistory } from "#/api/types/DeletedHistory.ts";
import type { HistoryView } from "#/api/types/HistoryView.ts";
import { historyPages } from "#/state/queries/history.ts";
import { entryTab, shortUrl, type Tab, tabKey } from "#/state/rules/tabs.ts";
import { Button, IconButton } from "#/ui/Button.tsx";
import { TextField } from "#/ui/fields/TextField.tsx";
import { sentence } from "#/ui/Message.tsx";
import { Dialog } from "#/ui/overlays/Dialog.tsx";
import { useToast } from "#/ui/overlays/Toasts.tsx";
import { MethodBadge } from "#/ui/signs/Badge.tsx";
import { words } from "#/words/app.ts";
import css from "./HistoryList.module.css";
import { clock, dayOf } from "./times.ts";

/** Props of the list; `onOpen` opens what was sent. */
export type HistoryListProps = {
  activeKey: string | null;
  onOpen: (tab: Tab, pinned: boolean) => void;
};

type Line =
  | { kind: "day"; id: string; name: string; count: string }
  | { kind: "entry"; id: string; entry: HistoryView };

/** Every send, newest first, by day; more come in as one scrolls. Enter or a click shows what was sent. */
export function HistoryList({ activeKey, onOpen }: HistoryListProps) {
  const [text, setText] = useState("");
  const [isAsking, setAsking] = useState(false);
  const pages = useInfiniteQuery(historyPages(useDeferredValue(text)));
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = pages;
  const entries = useMemo(() => pages.data?.pages.flat() ?? [], [pages.data]);
  const lines = useMemo(() => linesOf(entries, hasNextPage), [entries, hasNextPage]);
  const isEmpty = pages.data !== undefined && entries.length === 0;
  return (
    <>
      <div className={css.filter}>
        <TextField
          className={css.grow}
          name={words().history.filter}
          placeholder={words().history.filterHint}
          icon={Search}
          value={text}
          onText={setText}
        />
        <IconButton
          icon={Eraser}
          name={words().history.clear}
          disabled={isEmpty && text === ""}
          onClick={() => setAsking(true)}
        />
      </div>
      {isEmpty ? (
        <p className={css.empty}>
          {text === "" ? words().history.empty : words().sidebar.nothingFound({ filter: text })}
        </p>
      ) : (
        <Lines
          lines={lines}
          activeKey={activeKey}
          onOpen={onOpen}
          onEnd={() => {
            if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
          }}
        />
      )}
      {isAsking ? <ClearDialog onClose={() => setAsking(false)} /> : null}
    </>
  );
}

const DAY_PX = 26;
const ENTRY_PX = 28;

function Lines(props: {
  lines: Line[];
  activeKey: string | null;
  onOpen: HistoryListProps["onOpen"];
  onEnd: () => void;
}) {
  const { lines, activeKey, onOpen, onEnd } = props;
  const box = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState("");
  const [moves, setMoves] = useState(0);
  const found = lines.findIndex((line) => line.kind === "entry" && line.id === focused);
  const stop = found >= 0 ? found : lines.findIndex((line) => line.kind === "entry");
  const list = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    estimateSize: (index) => (lines[index]?.kind === "day" ? DAY_PX : ENTRY_PX),
    getItemKey: (index) => lines[index]?.id ?? index,
    overscan: 10,
    rangeExtractor: (range) => [...new Set([...defaultRangeExtractor(range), Math.max(stop, 0)])].sort((a, b) => a - b),
  });
  const items = list.getVirtualItems();
  const last = items.findLast((item) => item.index !== stop)?.index ?? 0;
  useEffect(() => {
    if (last >= lines.length - 12) onEnd();
  }, [last, lines.length, onEnd]);
  useLayoutEffect(() => {
    if (moves > 0) box.current?.querySelector<HTMLElement>('[data-entry][tabindex="0"]')?.focus();
  }, [moves]);
  const keys = (event: KeyboardEvent<HTMLElement>) => {
    const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    for (let at = stop + by; at >= 0 && at < lines.length; at += by) {
      const line = lines[at];
      if (line?.kind !== "entry") continue;
      setFocused(line.id);
      setMoves(moves + 1);
      return;
    }
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrows move between the buttons inside.
    <div ref={box} className={css.list} onKeyDown={keys}>
      <div className={css.sizer} style={{ height: list.getTotalSize() }}>
        {items.map((item) => {
          const line = lines[item.index];
          if (!line) return null;
          return (
            <div key={item.key} className={css.line} style={{ transform: `translateY(${item.start}px)` }}>
              {line.kind === "day" ? (
                <h3 className={css.day}>
                  {line.name}
                  <span>{line.count}</span>
                </h3>
              ) : (
                <Entry
                  entry={line.entry}
                  isActive={activeKey === tabKey(entryTab(line.entry))}
                  isTabStop={item.index === stop}
                  onOpen={onOpen}
                  onFocus={setFocused}
                />
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

const Entry = memo(function Entry(props: {
  entry: HistoryView;
  isActive: boolean;
  isTabStop: boolean;
  onOpen: HistoryListProps["onOpen"];
  onFocus: (id: string) => void;
}) {
  const { entry, isActive, isTabStop, onOpen, onFocus } = props;
  const isBad = entry.status === undefined || entry.status >= 300;
  return (
    <button
      type="button"
      data-entry
      tabIndex={isTabStop ? 0 : -1}
      aria-current={isActive || undefined}
      className={css.row}
      title={entry.url}
      onFocus={() => onFocus(String(entry.id))}
      onClick={() => onOpen(entryTab(entry), false)}
      onDoubleClick={() => onOpen(entryTab(entry), true)}
    >
      <span className={css.method}>
        <MethodBadge method={entry.method} short />
      </span>
      <span className={css.path}>{shortUrl(entry.url)}</span>
      {isBad ? (
        <span className={css.bad}>
          <CircleX size={12} strokeWidth={2.25} aria-hidden />
          {entry.status ?? words().response.noAnswer}
        </span>
      ) : null}
      <time className={css.time} dateTime={new Date(entry.at_ms).toISOString()}>
        {clock.format(entry.at_ms)}
      </time>
    </button>
  );
});

/** Entries below the captions of their days; of the last day there may be more. */
export function linesOf(entries: readonly HistoryView[], hasMore: boolean): Line[] {
  const lines: Line[] = [];
  let day: (Line & { kind: "day" }) | undefined;
  let count = 0;
  for (const entry of entries) {
    const name = dayOf(entry.at_ms);
    if (day?.name !== name) {
      day = { kind: "day", id: name, name, count: "" };
      count = 0;
      lines.push(day);
    }
    count += 1;
    day.count = String(count);
    lines.push({ kind: "entry", id: String(entry.id), entry });
  }
  if (day && hasMore) day.count = `${count}+`;
  return lines;
}

function ClearDialog({ onClose }: { onClose: () => void }) {
  const toast = useToast();
  const first = useRef<HTMLButtonElement>(null);
  const clear = async () => {
    onClose();
    try {
      const { count } = await post<DeletedHistory>("/api/history/delete", {});
      toast(words().history.cleared({ count }));
    } catch (thrown) {
      toast.problem(sentence(problemOf(thrown).message));
    }
  };
  return (
    <Dialog
      open
      title={words().history.clear}
      closeName={words().close}
      onClose={onClose}
      width={28}
      initialFocus={first}
      actions={
        <>
          <Button ref={first} size="form" onClick={onClose}>
            {words().cancel}
          </Button>
          <Button look="danger" size="form" onClick={() => void clear()}>
            {words().history.clearNow}
          </Button>
        </>
      }
    >
      <p className={css.ask}>{words().history.clearText}</p>
    </Dialog>
  );
}
