import { ChevronLeft, ChevronRight } from "lucide-react";
import { Button } from "#/ui/Button.tsx";
import { words } from "#/words/server.ts";
import css from "./Pager.module.css";

/** Which piece of a list is shown, and the ways to the ones beside it. `total` is absent until it is known. */
export function Pager(props: {
  offset: number;
  size: number;
  shown: number;
  total: number | undefined;
  onOffset: (offset: number) => void;
}) {
  const { offset, size, shown, total, onOffset } = props;
  const isFirst = offset === 0;
  const isLast = total === undefined || offset + size >= total;
  return (
    <footer className={css.foot} data-foot>
      <span className="num" role="status">
        {rangeOf(offset, shown, total)}
      </span>
      <span className={css.grow} />
      <Button
        look={isFirst ? "ghost" : "secondary"}
        icon={ChevronLeft}
        aria-disabled={isFirst || undefined}
        onClick={() => isFirst || onOffset(Math.max(0, offset - size))}
      >
        {words().users.previous}
      </Button>
      <Button
        look={isLast ? "ghost" : "secondary"}
        aria-disabled={isLast || undefined}
        onClick={() => isLast || onOffset(offset + size)}
      >
        {words().users.next}
        <ChevronRight size={16} strokeWidth={1.75} aria-hidden />
      </Button>
    </footer>
  );
}

function rangeOf(offset: number, shown: number, total: number | undefined): string {
  if (total === undefined) return "";
  if (total === 0) return words().users.noRange;
  return words().users.range({ from: Math.min(offset + 1, total), to: offset + shown, total });
}
