import { ChevronRight, Ellipsis } from "lucide-react";
import {
  type KeyboardEvent,
  memo,
  type PointerEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import css from "./Tree.module.css";

/** One visible row. `expanded` is absent on leaves; `label` is the accessible name. */
export type TreeRow = {
  id: string;
  level: number;
  label: string;
  expanded?: boolean | undefined;
  position: number;
  siblings: number;
};

/** Props of a tree. `draw` gives the content of a row and should be stable. */
export type TreeProps<R extends TreeRow> = {
  name: string;
  rows: readonly R[];
  selected: string | null;
  draw: (row: R) => ReactNode;
  /** Enter or a click; `pinned` after a double click. */
  onOpen: (row: R, pinned: boolean) => void;
  onExpand: (id: string, expanded: boolean) => void;
  /** A row with a menu has `…` at its end; also a right click, the menu key and Shift+F10 open it. Should be stable. */
  menu?: RowMenu<R> | undefined;
  /** The row whose menu is open: its `…` stays, for the menu hangs on it. */
  menuOpen?: string | undefined;
  /** Keys of a row before the tree takes them; true when it was one. */
  onKey?: ((row: R, event: KeyboardEvent) => boolean) | undefined;
  /** Begins a drag of a row. Should be stable. */
  onGrab?: ((row: R, event: PointerEvent) => void) | undefined;
  /** A row on its way; absent when none is. */
  drag?: RowOnItsWay | undefined;
};

/** The row that fades in its place, and where it would land: the row of that id, or the gap above the row of an index. */
export type RowOnItsWay = {
  row: string;
  into?: string | undefined;
  gap?: number | undefined;
  level?: number | undefined;
};

/** The menu of a row: how its button is named, and what opens it at an element. */
export type RowMenu<R extends TreeRow> = { name: (row: R) => string; open: (row: R, at: HTMLElement) => void };

const OVERSCAN = 8;

/** Height of a row in CSS pixels: 1.75 rem, whatever the text size. */
export function rowHeight(): number {
  return 1.75 * (Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16);
}

/** The first and one-past-last row to render for a scroll position. */
export function windowOf(top: number, view: number, row: number, total: number): [number, number] {
  const first = Math.max(0, Math.floor(top / row) - OVERSCAN);
  const last = Math.min(total, Math.ceil((top + view) / row) + OVERSCAN);
  return [Math.min(first, total), last];
}

/**
 * A windowed tree: only visible rows are in the page, so 20 000 of them cost what 40 do.
 *
 * Keys are those of the ARIA tree pattern: arrows, Home, End, Enter, `*`, and typing the start of a label.
 */
export function Tree<R extends TreeRow>(props: TreeProps<R>) {
  const { name, rows, selected, draw, onOpen, onExpand, menu, menuOpen, onKey, onGrab, drag } = props;
  const box = useRef<HTMLDivElement>(null);
  const [scroll, setScroll] = useState({ top: 0, view: 800 });
  const [focusId, setFocusId] = useState<string | null>(null);
  const typed = useRef({ text: "", at: 0 });
  const height = rowHeight();
  const wanted = useRef(false);

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = () => setScroll({ top: element.scrollTop, view: element.clientHeight || 800 });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const indexOf = useCallback((id: string | null) => rows.findIndex((row) => row.id === id), [rows]);
  // A row that was renamed or deleted leaves the focus to what stands in its place.
  const lastFocused = useRef(0);
  const known = indexOf(focusId);
  const focused =
    known >= 0
      ? known
      : Math.max(0, focusId === null ? indexOf(selected) : Math.min(lastFocused.current, rows.length - 1));
  lastFocused.current = focused;
  const hadFocus = useRef(false);
  useEffect(() => {
    const press = (event: globalThis.PointerEvent) => {
      if (!box.current?.contains(event.target as Node)) hadFocus.current = false;
    };
    window.addEventListener("pointerdown", press, true);
    return () => window.removeEventListener("pointerdown", press, true);
  }, []);
  useEffect(() => {
    if (!hadFocus.current || document.activeElement !== document.body) return;
    box.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus({ preventScroll: true });
  });

  const reveal = useCallback(
    (index: number) => {
      const element = box.current;
      if (!element || index < 0) return;
      const at = index * height;
      if (at < element.scrollTop) element.scrollTop = at;
      else if (at + height > element.scrollTop + element.clientHeight)
        element.scrollTop = at + height - element.clientHeight;
    },
    [height],
  );

  // The chosen row is brought into view when the choice changes, not when rows above it do.
  const revealedFor = useRef<string | null>(null);
  useEffect(() => {
    if (selected === revealedFor.current) return;
    const index = indexOf(selected);
    if (index < 0) return;
    revealedFor.current = selected;
    reveal(index);
  }, [selected, indexOf, reveal]);

  useEffect(() => {
    if (!wanted.current) return;
    wanted.current = false;
    box.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus({ preventScroll: true });
  });

  const move = (index: number) => {
    const row = rows[Math.min(rows.length - 1, Math.max(0, index))];
    if (!row) return;
    wanted.current = true;
    setFocusId(row.id);
    reveal(rows.indexOf(row));
  };

  const find = (key: string, now: number) => {
    const fresh = now - typed.current.at > 700;
    typed.current = { text: (fresh ? "" : typed.current.text) + key.toLowerCase(), at: now };
    const start = focused + (typed.current.text.length === 1 ? 1 : 0);
    for (let step = 0; step < rows.length; step += 1) {
      const index = (start + step) % rows.length;
      if (rows[index]?.label.toLowerCase().startsWith(typed.current.text)) return move(index);
    }
  };

  const keys = (event: KeyboardEvent) => {
    const row = rows[focused];
    if (row && onKey?.(row, event)) {
      event.preventDefault();
      return;
    }
    if (row && menu && (event.key === "ContextMenu" || (event.shiftKey && event.key === "F10"))) {
      const at = box.current?.querySelector<HTMLElement>('[tabindex="0"]');
      if (at) menu.open(row, at);
      event.preventDefault();
      return;
    }
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    const parent = () => {
      for (let index = focused - 1; index >= 0; index -= 1) {
        if ((rows[index]?.level ?? 0) < row.level) return index;
      }
      return focused;
    };
    switch (event.key) {
      case "ArrowDown":
        move(focused + 1);
        break;
      case "ArrowUp":
        move(focused - 1);
        break;
      case "Home":
        move(0);
        break;
      case "End":
        move(rows.length - 1);
        break;
      case "PageDown":
        move(focused + Math.max(1, Math.floor(scroll.view / height) - 1));
        break;
      case "PageUp":
        move(focused - Math.max(1, Math.floor(scroll.view / height) - 1));
        break;
      case "ArrowRight":
        if (row.expanded === false) onExpand(row.id, true);
        else if (row.expanded) move(focused + 1);
        break;
      case "ArrowLeft":
        if (row.expanded) onExpand(row.id, false);
        else move(parent());
        break;
      case "Enter":
      case " ":
        onOpen(row, event.key === "Enter" && event.shiftKey);
        break;
      default:
        if (event.key.length !== 1) return;
        find(event.key, event.timeStamp);
    }
    event.preventDefault();
  };

  const [first, last] = windowOf(scroll.top, scroll.view, height, rows.length);
  const drawn: [R, number][] = rows.slice(first, last).map((row, offset) => [row, first + offset]);
  const outside = rows[focused];
  if (outside && (focused < first || focused >= last)) drawn.push([outside, focused]);

  return (
    <div
      ref={box}
      role="tree"
      aria-label={name}
      className={css.tree}
      onScroll={(event) => setScroll({ top: event.currentTarget.scrollTop, view: event.currentTarget.clientHeight })}
      onKeyDown={keys}
      onFocus={() => {
        hadFocus.current = true;
      }}
      onBlur={(event) => {
        if (event.relatedTarget && !event.currentTarget.contains(event.relatedTarget)) hadFocus.current = false;
      }}
    >
      <div className={css.sizer} role="presentation" style={{ height: rows.length * height }}>
        {drawn.map(([row, index]) => (
          <Row
            key={row.id}
            row={row}
            top={index * height}
            isSelected={row.id === selected}
            isTabStop={index === focused}
            draw={draw as (row: TreeRow) => ReactNode}
            onOpen={onOpen as (row: TreeRow, pinned: boolean) => void}
            onExpand={onExpand}
            onFocus={setFocusId}
            menu={menu as RowMenu<TreeRow> | undefined}
            isMenuOpen={menuOpen === row.id}
            onGrab={onGrab as ((row: TreeRow, event: PointerEvent) => void) | undefined}
            isDragged={drag?.row === row.id}
            isGoal={drag?.into === row.id}
          />
        ))}
        {drag?.gap === undefined ? null : (
          <div
            className={css.line}
            style={{ top: drag.gap * height, left: `${0.25 + ((drag.level ?? 1) - 1) * 0.875}rem` }}
            aria-hidden
          />
        )}
      </div>
    </div>
  );
}

type RowProps = {
  row: TreeRow;
  top: number;
  isSelected: boolean;
  isTabStop: boolean;
  draw: (row: TreeRow) => ReactNode;
  onOpen: (row: TreeRow, pinned: boolean) => void;
  onExpand: (id: string, expanded: boolean) => void;
  onFocus: (id: string) => void;
  menu: RowMenu<TreeRow> | undefined;
  isMenuOpen: boolean;
  onGrab: ((row: TreeRow, event: PointerEvent) => void) | undefined;
  isDragged: boolean;
  isGoal: boolean;
};

const Row = memo(function Row(props: RowProps) {
  const { row, top, isSelected, isTabStop, draw, onOpen, onExpand, onFocus, onGrab, isDragged, isGoal } = props;
  const { menu, isMenuOpen } = props;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree handles the keys of all rows.
    <div
      role="treeitem"
      aria-label={row.label}
      aria-level={row.level}
      aria-expanded={row.expanded}
      aria-selected={isSelected}
      aria-setsize={row.siblings}
      aria-posinset={row.position}
      tabIndex={isTabStop ? 0 : -1}
      className={css.row}
      data-menu-open={isMenuOpen || undefined}
      data-dragged={isDragged || undefined}
      data-goal={isGoal || undefined}
      style={{ transform: `translateY(${top}px)` }}
      onFocus={() => onFocus(row.id)}
      onClick={() => onOpen(row, false)}
      onDoubleClick={() => onOpen(row, true)}
      onPointerDown={(event) => onGrab?.(row, event)}
      onContextMenu={(event) => {
        if (!menu || event.target instanceof HTMLInputElement) return;
        event.preventDefault();
        menu.open(row, event.currentTarget);
      }}
    >
      {Array.from({ length: row.level - 1 }, (_, depth) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: guide lines have no identity but their depth.
        <span key={depth} className={css.guide} aria-hidden />
      ))}
      {row.expanded === undefined ? null : (
        // biome-ignore lint/a11y/noStaticElementInteractions: the caret is for the pointer; the row has the arrow keys.
        // biome-ignore lint/a11y/useKeyWithClickEvents: the same.
        <span
          className={css.caret}
          data-open={row.expanded || undefined}
          onClick={(event) => {
            event.stopPropagation();
            onExpand(row.id, !row.expanded);
          }}
          onDoubleClick={(event) => event.stopPropagation()}
        >
          <ChevronRight size={14} strokeWidth={2} aria-hidden />
        </span>
      )}
      {draw(row)}
      {menu ? (
        <button
          type="button"
          tabIndex={-1}
          className={css.more}
          aria-label={menu.name(row)}
          aria-haspopup="menu"
          title={menu.name(row)}
          onPointerDown={(event) => event.stopPropagation()}
          onDoubleClick={(event) => event.stopPropagation()}
          onClick={(event) => {
            event.stopPropagation();
            menu.open(row, event.currentTarget);
          }}
        >
          <Ellipsis size={16} strokeWidth={1.75} aria-hidden />
        </button>
      ) : null}
    </div>
  );
});
