import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Folding } from "./foldAll.ts";
import { type Fold, foldAtRow, gather, hiddenRows, outermost, placeOf, rowOf, showing, withFold } from "./folding.ts";
import { LineRow } from "./LineRow.tsx";
import css from "./LineView.module.css";
import { hitsOfRow, type Place } from "./pieces.ts";
import {
  type Extent,
  isInProportion,
  LINE_HEIGHT,
  lastTop,
  moved,
  scrolledHeight,
  scrollTopOf,
  topOf,
  topShowing,
} from "./scrolling.ts";
import { useHeights } from "./useHeights.ts";
import { type Load, useRows } from "./useRows.ts";

/** Props of a view of rows that are asked for as they come into sight. Another text is another view: give it a key. */
export type LineViewProps = {
  name: string;
  /** How many rows there are; may grow. */
  rows: number;
  load: Load;
  /** `json`, `xml`, `html`; others have no colours. */
  language: string;
  /** Whether long rows go on below, instead of to the right. */
  wraps: boolean;
  /** Found places in order, and the one that the person is at; absent before there is one. */
  hits: readonly Place[];
  current: Place | undefined;
  /** Says what a row opens; absent where nothing folds. */
  foldAt: ((row: number) => Promise<Omit<Fold, "row">>) | undefined;
  /** Says what is folded when all is. */
  allFolds: (onFold: (fold: Fold) => void, signal: AbortSignal) => Promise<void>;
  /** The last wish to fold or unfold all; null before the first. */
  folding: Folding | null;
  /** Whether more may come. */
  isGrowing: boolean;
  /** What stands in place of the rows that are folded into one, whose text is `opener`. */
  folded: (fold: Fold, opener: string) => string;
  /** Copies all of it, wherever it is. */
  onCopyAll: () => void;
  /** The text that is selected now, empty for none. */
  onSelect: (text: string) => void;
};

/**
 * A text of any length: only what is in sight is here. Arrows, Page Up and Down, Home and End move the current line;
 * Ctrl+Shift+[ and ] fold and unfold what it opens.
 */
export default function LineView(props: LineViewProps) {
  const { name, rows, load, language, wraps, hits, current, foldAt, folded, onCopyAll, onSelect } = props;
  const { allFolds, folding, isGrowing } = props;
  const box = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  /** Where the window is to begin; a top behind the last one follows the end. */
  const [wanted, setWanted] = useState(0);
  const [line, setLine] = useState<number | null>(null);
  const [isAll, setAll] = useState(false);
  const [folds, setFolds] = useState<readonly Fold[]>([]);
  /** What is known of folds that came without it, by row. */
  const [closes, setCloses] = useState<ReadonlyMap<number, Omit<Fold, "row">>>(new Map());
  /** Where the scroll bar was put last; anything else is the person's doing. */
  const placed = useRef(0);
  /** The row that is to be seen as soon as its height is known. */
  const sought = useRef<number | null>(null);

  const outer = outermost(folds);
  const { lineOf, widest, ask } = useRows(rows, load);
  const heightOf = useHeights({ list, wraps, lineOf });
  const extent: Extent = {
    places: rows - hiddenRows(outer),
    height: size.height,
    heightOf: (place) => heightOf(rowOf(outer, place)),
  };
  const last = lastTop(extent);
  const top = Math.min(wanted, last);
  const first = Math.floor(top);
  const now = useRef({ top, extent, outer });
  now.current = { top, extent, outer };

  const scrollTo = (next: number) => {
    now.current.top = Math.max(0, Math.min(next, lastTop(now.current.extent)));
    setWanted(Math.max(0, next));
  };
  const scrollBy = (pixels: number) => scrollTo(moved(now.current.top, pixels, now.current.extent));
  const latest = useRef({ scrollTo, scrollBy });
  latest.current = { scrollTo, scrollBy };

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = () => setSize({ width: element.clientWidth, height: element.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  useLayoutEffect(() => {
    const element = box.current;
    if (!element || size.height === 0) return;
    const bar = scrollTopOf(top, now.current.extent);
    if (Math.abs(element.scrollTop - bar) >= 1) element.scrollTop = bar;
    placed.current = element.scrollTop;
  });

  // Where a pixel of the scroll bar is no pixel of the text, one notch of the wheel would pass over many rows.
  const isUneven = wraps || isInProportion(extent);
  useEffect(() => {
    const element = box.current;
    if (!element || !isUneven) return;
    const turn = (event: WheelEvent) => {
      if (event.ctrlKey || event.deltaY === 0) return;
      event.preventDefault();
      sought.current = null;
      latest.current.scrollBy(event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_HEIGHT : 1));
    };
    element.addEventListener("wheel", turn, { passive: false });
    return () => element.removeEventListener("wheel", turn);
  }, [isUneven]);

  const places: number[] = [];
  for (
    let place = first, below = (first - top) * extent.heightOf(first);
    place < extent.places && below < size.height;
    below += extent.heightOf(place), place += 1
  ) {
    places.push(place);
  }
  const shown = places.map((place) => rowOf(outer, place));
  useEffect(() => ask(shown));

  useEffect(() => {
    if (!current) return;
    setLine(current.row);
    setFolds((before) => showing(before, current.row));
    const { top: at, extent: known, outer: hidden } = now.current;
    const place = placeOf(hidden, current.row);
    const seen = known.height / LINE_HEIGHT;
    if (place < at || place > at + seen - 2) latest.current.scrollTo(place - Math.floor(seen / 3));
    sought.current = current.row;
  }, [current]);

  // A row may turn out to be higher than was guessed.
  useLayoutEffect(() => {
    const row = sought.current;
    if (row === null || !box.current || lineOf(row) === undefined) return;
    const drawn = list.current?.querySelector<HTMLElement>(`[data-row="${row}"]`);
    if (!drawn) {
      scrollTo(topShowing(placeOf(outer, row), top, extent));
      return;
    }
    sought.current = null;
    const hit = drawn.querySelector<HTMLElement>('[data-hit="current"]');
    const { down, right } = outOfSight(hit ?? drawn, box.current, hit === null);
    if (down !== 0) scrollBy(down);
    if (hit !== null && right !== 0) box.current.scrollLeft += right;
  });

  const isFolded = (row: number) => foldAtRow(folds, row) !== undefined;
  /** Folds these rows and no others; what is at the upper edge stays there. */
  const keepFolded = (next: readonly Fold[]) => {
    const after = outermost(next);
    const part = now.current.top % 1;
    setFolds(next);
    setLine((at) => (at === null ? null : rowOf(after, placeOf(after, at))));
    setWanted(placeOf(after, rowOf(now.current.outer, Math.floor(now.current.top))) + part);
  };
  const fold = async (row: number) => {
    const opened = isFolded(row) ? null : await foldAt?.(row).catch(() => undefined);
    if (opened === undefined) return;
    keepFolded(opened === null ? folds.filter((one) => one.row !== row) : withFold(folds, { row, ...opened }));
  };
  const acts = useRef({ keepFolded, foldAt });
  acts.current = { keepFolded, foldAt };

  useEffect(() => {
    if (!folding) return;
    if (!folding.isFolded) return acts.current.keepFolded([]);
    const end = new AbortController();
    const { outer: all, add } = gather();
    allFolds(add, end.signal).then(
      () => {
        if (!end.signal.aborted) acts.current.keepFolded(all.folds);
      },
      () => undefined,
    );
    return () => end.abort();
  }, [folding, allFolds]);

  // What was folded up to the last row while more came has its end now.
  const grew = useRef(isGrowing);
  useEffect(() => {
    if (grew.current && !isGrowing) {
      for (const { row, close } of folds) {
        if (close !== "") continue;
        void acts.current.foldAt?.(row).then(
          (known) => setFolds((all) => all.map((one) => (one.row === row ? { row, ...known } : one))),
          () => undefined,
        );
      }
    }
    grew.current = isGrowing;
  }, [isGrowing, folds]);

  // Of the many that are folded at once only those in sight are asked for what closes them.
  const unknown = shown.filter((row) => {
    const own = foldAtRow(outer.folds, row);
    return own !== undefined && own.close === undefined && !closes.has(row);
  });
  const unknownRows = unknown.join(" ");
  useEffect(() => {
    if (unknownRows === "") return;
    let isWanted = true;
    const rowsToAsk = unknownRows.split(" ").map(Number);
    const ask = async (row: number) => ({ row, known: await acts.current.foldAt?.(row).catch(() => undefined) });
    void Promise.all(rowsToAsk.map(ask)).then((answers) => {
      if (!isWanted) return;
      setCloses((before) => {
        const after = new Map(before);
        for (const { row, known } of answers) if (known) after.set(row, known);
        return after;
      });
    });
    return () => {
      isWanted = false;
    };
  }, [unknownRows]);

  const moveTo = (place: number) => {
    const next = Math.max(0, Math.min(place, extent.places - 1));
    const row = rowOf(outer, next);
    setLine(row);
    setAll(false);
    // The last row is held at the end, however high it is.
    sought.current = next === extent.places - 1 ? null : row;
    scrollTo(topShowing(next, top, extent));
  };
  /** By lines inside a row that is higher than the window, else by rows. */
  const step = (at: number, by: 1 | -1) => {
    const end = lastTop({ ...extent, places: at + 1 });
    const hasMore = extent.heightOf(at) > size.height && (by > 0 ? top < end : top > at);
    if (hasMore && top >= at && top <= end + 1) scrollBy(by * LINE_HEIGHT);
    else moveTo(at + by);
  };
  const turnPage = (at: number, by: 1 | -1) => {
    const pixels = by * Math.max(LINE_HEIGHT, size.height - LINE_HEIGHT);
    const next = Math.floor(moved(at, pixels, extent));
    setLine(rowOf(outer, Math.max(0, Math.min(next, extent.places - 1))));
    setAll(false);
    sought.current = null;
    scrollBy(pixels);
  };
  /** Whether the key moves the current line. */
  const move = (key: string, at: number): boolean => {
    if (key === "ArrowDown") line === null ? moveTo(at) : step(at, 1);
    else if (key === "ArrowUp") step(at, -1);
    else if (key === "PageDown") turnPage(at, 1);
    else if (key === "PageUp") turnPage(at, -1);
    else if (key === "Home") moveTo(0);
    else if (key === "End") {
      moveTo(extent.places - 1);
      // Its height is not known yet, and there may come more.
      setWanted(Number.POSITIVE_INFINITY);
    } else return false;
    return true;
  };
  const press = (event: KeyboardEvent) => {
    const isCommand = event.ctrlKey || event.metaKey;
    const at = line ?? rowOf(outer, first);
    if (isCommand && event.code.startsWith("Bracket") && event.shiftKey && !event.altKey) {
      const toFold = event.code === "BracketLeft";
      if (isFolded(at) !== toFold && lineOf(at)?.opens) void fold(at);
    } else if (isCommand && !event.altKey && event.key.toLowerCase() === "a") setAll(true);
    else if (event.altKey || (isCommand && event.key !== "Home" && event.key !== "End")) return;
    else if (!move(event.key, placeOf(outer, at))) return;
    event.preventDefault();
  };

  const foldShown = (row: number): Fold | undefined => {
    const own = foldAtRow(outer.folds, row);
    return own && { ...own, ...closes.get(row) };
  };
  const digits = Math.max(3, String(rows).length);
  return (
    // biome-ignore lint/a11y/useSemanticElements: no element of HTML holds millions of lines.
    <div
      ref={box}
      className={[css.box, isAll && css.all, wraps && css.wrapped].filter(Boolean).join(" ")}
      role="textbox"
      aria-label={name}
      aria-multiline="true"
      aria-readonly="true"
      tabIndex={0}
      onKeyDown={press}
      onScroll={(event) => {
        const { scrollTop, scrollHeight, clientHeight } = event.currentTarget;
        if (Math.abs(scrollTop - placed.current) < 1) return;
        placed.current = scrollTop;
        sought.current = null;
        const isEnd = scrollTop >= scrollHeight - clientHeight - 1;
        scrollTo(isEnd ? Number.POSITIVE_INFINITY : topOf(scrollTop, now.current.extent));
      }}
      onMouseDown={() => setAll(false)}
      onMouseUp={() => onSelect(window.getSelection()?.toString() ?? "")}
      onDoubleClick={(event) => {
        selectInside(event.target);
        onSelect(window.getSelection()?.toString() ?? "");
      }}
      onCopy={(event) => {
        if (isAll) onCopyAll();
        else if (!window.getSelection()?.isCollapsed || line === null) return;
        else event.clipboardData.setData("text/plain", lineOf(line)?.text ?? "");
        event.preventDefault();
      }}
    >
      <div
        className={css.layer}
        style={{ height: size.height, ...(wraps ? {} : { minWidth: `max(100%, ${widest + digits + 9}ch)` }) }}
      >
        <div ref={list} style={{ transform: `translateY(${(first - top) * extent.heightOf(first)}px)` }}>
          {shown.map((row) => (
            <LineRow
              key={row}
              row={row}
              line={lineOf(row)}
              isCurrent={row === line}
              language={language}
              digits={digits}
              hits={hitsOfRow(hits, row)}
              current={current}
              fold={foldShown(row)}
              folded={folded}
              onGo={() => setLine(row)}
              onFold={foldAt && (() => void fold(row))}
            />
          ))}
        </div>
      </div>
      <div style={{ height: Math.max(0, scrolledHeight(extent) - size.height) }} />
    </div>
  );
}

/** How far an element is out of a box, in pixels. Of one that is higher than the box the nearer end counts, if `isRow`. */
function outOfSight(element: HTMLElement, box: HTMLElement, isRow: boolean): { down: number; right: number } {
  const own = element.getBoundingClientRect();
  const window = box.getBoundingClientRect();
  const over = (from: number, to: number, low: number, high: number) =>
    from < low ? from - low : to > high ? to - high : 0;
  const covers = isRow && own.top <= window.top && own.top + own.height >= window.top + box.clientHeight;
  const bottom = Math.min(own.bottom, own.top + box.clientHeight);
  return {
    down: covers ? 0 : over(own.top, bottom, window.top, window.top + box.clientHeight),
    right: over(own.left, own.right, window.left + box.clientWidth / 4, window.left + box.clientWidth - LINE_HEIGHT),
  };
}

/** Selects a JSON string without its quotes. */
function selectInside(target: EventTarget): void {
  const node = (target as Element).firstChild;
  const text = node?.textContent ?? "";
  if (!(node instanceof window.Text) || text.length < 2 || !text.startsWith('"') || !text.endsWith('"')) return;
  window.getSelection()?.setBaseAndExtent(node, 1, node, text.length - 1);
}
