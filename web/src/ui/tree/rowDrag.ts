// Dragging a row of a table by its handle, with the pointer. The keyboard has keys of its own.
import {
  type PointerEvent as ReactPointerEvent,
  type RefObject,
  useCallback,
  useEffect,
  useRef,
  useState,
} from "react";

/** A row on its way: where it stood, before which row it would land, and where the pointer is. */
export type RowDrag = { from: number; to: number; x: number; y: number };

/** `rows` with the one at `from` put before the one that stands at `to`. */
export function moved<R>(rows: readonly R[], from: number, to: number): R[] {
  const row = rows[from];
  if (row === undefined) return [...rows];
  return rows.toSpliced(from, 1).toSpliced(to > from ? to - 1 : to, 0, row);
}

/** Follows the pointer from a handle until it is let go (`onMove`) or Escape ends it. */
export function useRowDrag(
  table: RefObject<HTMLTableElement | null>,
  count: number,
  onMove: (from: number, to: number) => void,
): { drag: RowDrag | null; grab: (index: number, event: ReactPointerEvent) => void } {
  const [drag, setDrag] = useState<RowDrag | null>(null);
  const latest = useRef({ drag, onMove });
  latest.current = { drag, onMove };
  const isDragging = drag !== null;

  const targetAt = useCallback(
    (y: number) => {
      const rows = [...(table.current?.tBodies[0]?.rows ?? [])].slice(0, count);
      const at = rows.findIndex((row) => {
        const { top, height } = row.getBoundingClientRect();
        return y < top + height / 2;
      });
      return at < 0 ? count : at;
    },
    [table, count],
  );

  useEffect(() => {
    if (!isDragging) return;
    const follow = ({ clientX, clientY }: PointerEvent) =>
      setDrag((known) => (known ? { ...known, to: targetAt(clientY), x: clientX, y: clientY } : known));
    const drop = () => {
      const { drag: last, onMove: move } = latest.current;
      setDrag(null);
      if (last && last.to !== last.from && last.to !== last.from + 1) move(last.from, last.to);
    };
    const press = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      setDrag(null);
    };
    window.addEventListener("pointermove", follow);
    window.addEventListener("pointerup", drop);
    window.addEventListener("keydown", press, true);
    return () => {
      window.removeEventListener("pointermove", follow);
      window.removeEventListener("pointerup", drop);
      window.removeEventListener("keydown", press, true);
    };
  }, [isDragging, targetAt]);

  const grab = useCallback((index: number, event: ReactPointerEvent) => {
    if (event.button !== 0) return;
    event.preventDefault();
    setDrag({ from: index, to: index, x: event.clientX, y: event.clientY });
  }, []);
  return { drag, grab };
}
