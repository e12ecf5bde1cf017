// Moving rows of the tree with the pointer. The keyboard has Alt with the arrows, and Move to….
import { type PointerEvent as ReactPointerEvent, useCallback, useEffect, useRef, useState } from "react";
import type { CollectionNode } from "#/api/types/CollectionNode.ts";
import { type Drop, dropAt, itemOfRow, opensOn } from "#/state/rules/dropTargets.ts";
import type { SidebarRow } from "#/state/rules/tree.ts";
import { rowHeight } from "#/ui/tree/Tree.tsx";
import { useMove } from "./moves.ts";

/** A row on its way: where the pointer is and what the row meets there. */
export type TreeDrag = { row: SidebarRow; x: number; y: number; drop: Drop | null };

/** A press becomes a drag after so many pixels. */
const THRESHOLD = 4;
/** A closed folder opens when the pointer has rested on it for so long. */
const OPENS_AFTER_MS = 600;
/** Near an edge of the tree it scrolls: from so many pixels on, so many per frame. */
const EDGE = 28;
const PER_FRAME = 7;

type Press = { row: SidebarRow; tree: HTMLElement; x: number; y: number; nowX: number; nowY: number };

/** What the tree needs for dragging: what begins it, and the drag as it is. */
export function useTreeDrag(
  rows: readonly SidebarRow[],
  collections: readonly CollectionNode[],
  expand: (id: string, expanded: boolean) => void,
): { drag: TreeDrag | null; grab: (row: SidebarRow, event: ReactPointerEvent) => void } {
  const [press, setPress] = useState<Press | null>(null);
  const [drag, setDrag] = useState<TreeDrag | null>(null);
  const move = useMove();
  const latest = useRef({ rows, collections, drag, move, expand });
  latest.current = { rows, collections, drag, move, expand };

  useEffect(() => {
    if (!press) return;
    let isDragging = false;
    const dropNow = (): Drop | null => {
      const { rows: shown, collections: known } = latest.current;
      const box = press.tree.getBoundingClientRect();
      const { nowX, nowY } = press;
      if (nowX < box.left || nowX > box.right || nowY < box.top || nowY > box.bottom) return null;
      const height = rowHeight();
      const at = (nowY - box.top + press.tree.scrollTop) / height;
      const index = Math.min(shown.length - 1, Math.floor(at));
      // A step to the side of half a row's height is one level.
      const level = press.row.level + Math.round((nowX - press.x) / (height / 2));
      return dropAt(shown, known, press.row, { index, part: at < shown.length ? at - index : 0.99, level });
    };
    const follow = () => setDrag({ row: press.row, x: press.nowX, y: press.nowY, drop: dropNow() });
    const pointerMove = (event: PointerEvent) => {
      press.nowX = event.clientX;
      press.nowY = event.clientY;
      isDragging ||= Math.hypot(press.nowX - press.x, press.nowY - press.y) > THRESHOLD;
      if (isDragging) follow();
    };
    let seenRows = latest.current.rows;
    const tick = () => {
      frame = requestAnimationFrame(tick);
      if (!isDragging) return;
      const { top, bottom, left, right } = press.tree.getBoundingClientRect();
      const before = press.tree.scrollTop;
      const isBeside = press.nowX < left || press.nowX > right;
      if (!isBeside && press.nowY < top + EDGE) press.tree.scrollTop -= PER_FRAME;
      else if (!isBeside && press.nowY > bottom - EDGE) press.tree.scrollTop += PER_FRAME;
      if (before === press.tree.scrollTop && seenRows === latest.current.rows) return;
      seenRows = latest.current.rows;
      follow();
    };
    let frame = requestAnimationFrame(tick);
    const end = () => {
      setDrag(null);
      setPress(null);
    };
    const letGo = () => {
      const drop = isDragging ? dropNow() : null;
      if (isDragging) swallowClick();
      end();
      if (drop?.kind === "lands") void latest.current.move(itemOfRow(press.row), press.row.name, drop);
    };
    const key = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      end();
      window.addEventListener("pointerup", swallowClick, { once: true, capture: true });
    };
    window.addEventListener("pointermove", pointerMove);
    window.addEventListener("pointerup", letGo);
    window.addEventListener("pointercancel", end);
    window.addEventListener("keydown", key, true);
    return () => {
      cancelAnimationFrame(frame);
      window.removeEventListener("pointermove", pointerMove);
      window.removeEventListener("pointerup", letGo);
      window.removeEventListener("pointercancel", end);
      window.removeEventListener("keydown", key, true);
    };
  }, [press]);

  const opening = opensOn(rows, drag?.drop ?? null);
  useEffect(() => {
    if (opening === null) return;
    const timer = setTimeout(() => latest.current.expand(opening, true), OPENS_AFTER_MS);
    return () => clearTimeout(timer);
  }, [opening]);

  const grab = useCallback((row: SidebarRow, event: ReactPointerEvent) => {
    const isPossible = row.kind === "request" || row.kind === "folder";
    if (event.button !== 0 || event.pointerType === "touch" || !isPossible) return;
    if (event.target instanceof HTMLInputElement) return;
    const tree = event.currentTarget.closest<HTMLElement>("[role=tree]");
    const { clientX: x, clientY: y } = event;
    if (tree) setPress({ row, tree, x, y, nowX: x, nowY: y });
  }, []);
  return { drag, grab };
}

/** The click that ends a drag opens nothing. */
function swallowClick(): void {
  const stop = (event: MouseEvent) => event.stopPropagation();
  window.addEventListener("click", stop, { once: true, capture: true });
  setTimeout(() => window.removeEventListener("click", stop, true));
}
