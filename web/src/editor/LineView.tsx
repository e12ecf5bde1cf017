import { type KeyboardEvent, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import css from "./LineView.module.css";
import { hitsOfRow, type Place, pieces } from "./pieces.ts";
import { type Extent, isInProportion, lastTop, ROW_HEIGHT, scrolledHeight, scrollTopOf, topOf } from "./scrolling.ts";
import { type Line, useRows } from "./useRows.ts";

/** Props of a view of rows that are asked for as they come into sight. */
export type LineViewProps = {
  name: string;
  /** How many rows there are; may grow. */
  rows: number;
  load: (from: number, count: number, signal: AbortSignal) => Promise<Line[]>;
  isJson: boolean;
  /** Found places in order, and the one that the person is at; absent before there is one. */
  hits: readonly Place[];
  current: Place | undefined;
  /** Copies all of it, wherever it is. */
  onCopyAll: () => void;
  /** The text that is selected now, empty for none. */
  onSelect: (text: string) => void;
};

/** A text of any length: only what is in sight is here. Arrows, Page Up and Down, Home and End move the current line. */
export default function LineView({ name, rows, load, isJson, hits, current, onCopyAll, onSelect }: LineViewProps) {
  const box = useRef<HTMLDivElement>(null);
  const [height, setHeight] = useState(0);
  const [top, setTop] = useState(0);
  const [line, setLine] = useState<number | null>(null);
  const [isAll, setAll] = useState(false);
  const extent: Extent = { rows, height };
  const now = useRef({ top, extent });
  now.current = { top, extent };
  /** Where the scroll bar was put last; anything else is the person's doing. */
  const placed = useRef(0);

  const scrollTo = useCallback((wanted: number) => {
    const next = Math.max(0, Math.min(wanted, lastTop(now.current.extent)));
    now.current.top = next;
    setTop(next);
  }, []);

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = () => setHeight(element.clientHeight);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  useLayoutEffect(() => {
    const element = box.current;
    if (!element || height === 0) return;
    const wanted = scrollTopOf(top, { rows, height });
    if (Math.abs(element.scrollTop - wanted) >= 1) element.scrollTop = wanted;
    placed.current = element.scrollTop;
  }, [top, rows, height]);

  // In proportion one notch of the wheel would pass over hundreds of rows.
  const isMapped = isInProportion(extent);
  useEffect(() => {
    const element = box.current;
    if (!element || !isMapped) return;
    const turn = (event: WheelEvent) => {
      if (event.ctrlKey || event.deltaY === 0) return;
      event.preventDefault();
      scrollTo(now.current.top + event.deltaY / (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 1 : ROW_HEIGHT));
    };
    element.addEventListener("wheel", turn, { passive: false });
    return () => element.removeEventListener("wheel", turn);
  }, [isMapped, scrollTo]);

  const shown = Math.ceil(height / ROW_HEIGHT) + 1;
  const first = Math.floor(top);
  const { rowAt, widest } = useRows({ rows, first, count: shown, load });

  useEffect(() => {
    if (!current) return;
    setLine(current.row);
    const { top: at, extent: size } = now.current;
    const seen = size.height / ROW_HEIGHT;
    if (current.row < at || current.row > at + seen - 2) scrollTo(current.row - Math.floor(seen / 3));
  }, [current, scrollTo]);

  const moveTo = (wanted: number) => {
    const next = Math.max(0, Math.min(wanted, rows - 1));
    const seen = height / ROW_HEIGHT;
    setLine(next);
    setAll(false);
    if (next < top) scrollTo(next);
    else if (next > top + seen - 1) scrollTo(next - seen + 1);
  };
  const press = (event: KeyboardEvent) => {
    const at = line ?? first;
    const page = Math.max(1, Math.floor(height / ROW_HEIGHT) - 1);
    const ways: Record<string, number> = {
      ArrowDown: line === null ? at : at + 1,
      ArrowUp: at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: rows - 1,
    };
    const isCommand = (event.ctrlKey || event.metaKey) && !event.altKey;
    const way = event.altKey ? undefined : ways[event.key];
    if (isCommand && event.key.toLowerCase() === "a") setAll(true);
    else if (way !== undefined && (!isCommand || event.key === "Home" || event.key === "End")) moveTo(way);
    else return;
    event.preventDefault();
  };

  const indexes = Array.from({ length: Math.max(0, Math.min(shown, rows - first)) }, (_, index) => first + index);
  const digits = Math.max(3, String(rows).length);
  return (
    // biome-ignore lint/a11y/useSemanticElements: no element of HTML holds millions of lines.
    <div
      ref={box}
      className={isAll ? `${css.box} ${css.all}` : css.box}
      role="textbox"
      aria-label={name}
      aria-multiline="true"
      aria-readonly="true"
      tabIndex={0}
      onKeyDown={press}
      onScroll={(event) => {
        const { scrollTop } = event.currentTarget;
        if (Math.abs(scrollTop - placed.current) < 1) return;
        placed.current = scrollTop;
        scrollTo(topOf(scrollTop, now.current.extent));
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
        else event.clipboardData.setData("text/plain", rowAt(line)?.text ?? "");
        event.preventDefault();
      }}
    >
      <div className={css.layer} style={{ height, minWidth: `max(100%, ${widest + digits + 6}ch)` }}>
        <div style={{ transform: `translateY(${(first - top) * ROW_HEIGHT}px)` }}>
          {indexes.map((index) => {
            const row = rowAt(index);
            return (
              // biome-ignore lint/a11y/noStaticElementInteractions: the text box takes the keys; a click only says where one is.
              <div
                key={index}
                className={index === line ? `${css.row} ${css.line}` : css.row}
                onMouseUp={() => setLine(index)}
              >
                <span className={css.number} style={{ width: `${digits + 2}ch` }} aria-hidden>
                  {row?.line}
                </span>
                <span className={css.content}>
                  {row === undefined ? (
                    ""
                  ) : (
                    <Text row={row} isJson={isJson} hits={hitsOfRow(hits, index)} current={current} />
                  )}
                </span>
              </div>
            );
          })}
        </div>
      </div>
      <div style={{ height: Math.max(0, scrolledHeight(extent) - height) }} />
    </div>
  );
}

/** Selects a JSON string without its quotes. */
function selectInside(target: EventTarget): void {
  const node = (target as Element).firstChild;
  const text = node?.textContent ?? "";
  if (!(node instanceof window.Text) || text.length < 2 || !text.startsWith('"') || !text.endsWith('"')) return;
  window.getSelection()?.setBaseAndExtent(node, 1, node, text.length - 1);
}

function Text(props: { row: Line; isJson: boolean; hits: Place[]; current: Place | undefined }) {
  const { row, isJson, hits, current } = props;
  return pieces(row.text, isJson && row.line !== undefined, hits, current).map(({ text, kind, hit }, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no other name than their place.
    <span key={index} className={[css[kind], hit && css[hit]].filter(Boolean).join(" ")}>
      {text}
    </span>
  ));
}
