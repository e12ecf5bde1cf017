import { ChevronDown, ChevronRight } from "lucide-react";
import type { Fold } from "./folding.ts";
import css from "./LineView.module.css";
import { type Place, pieces } from "./pieces.ts";
import type { Line } from "./useRows.ts";

/** Props of a row; `line` is absent while it is not here, `fold` while nothing is folded into it. */
export type LineRowProps = {
  row: number;
  line: Line | undefined;
  isCurrent: boolean;
  language: string;
  digits: number;
  hits: Place[];
  current: Place | undefined;
  fold: Fold | undefined;
  /** What stands in place of the rows that are folded into it. */
  folded: (fold: Fold, opener: string) => string;
  onGo: () => void;
  /** Absent where nothing folds. */
  onFold: (() => void) | undefined;
};

/** One row: its number, the mark that folds it, its text. The keys are the text box's, as numbers and marks are not text. */
export function LineRow(props: LineRowProps) {
  const { row, line, isCurrent, language, digits, hits, current, fold, folded, onGo, onFold } = props;
  const isFolded = fold !== undefined;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the text box takes the keys; a click only says where one is.
    <div className={isCurrent ? `${css.row} ${css.line}` : css.row} data-row={row} onMouseUp={onGo}>
      <span className={css.margin} aria-hidden>
        <span className={css.number} style={{ width: `${digits + 2}ch` }}>
          {line?.line}
        </span>
        {line?.opens && onFold ? (
          // biome-ignore lint/a11y/noStaticElementInteractions: for the pointer; the text box has keys for it.
          // biome-ignore lint/a11y/useKeyWithClickEvents: for the pointer; the text box has keys for it.
          <span className={css.fold} onClick={onFold}>
            {isFolded ? <ChevronRight size={12} strokeWidth={2.25} /> : <ChevronDown size={12} strokeWidth={2.25} />}
          </span>
        ) : (
          <span className={css.fold} />
        )}
      </span>
      <span className={css.content}>
        {line === undefined ? null : <Text line={line} language={language} hits={hits} current={current} />}
        {isFolded && line ? (
          <>
            {/* biome-ignore lint/a11y/noStaticElementInteractions: for the pointer; the text box has keys for it. */}
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: for the pointer; the text box has keys for it. */}
            <span className={css.folded} onClick={onFold}>
              {folded(fold, line.text)}
            </span>
            <Text line={{ line: 0, text: fold.close ?? "" }} language={language} hits={[]} current={undefined} />
          </>
        ) : null}
      </span>
    </div>
  );
}

function Text(props: { line: Line; language: string; hits: Place[]; current: Place | undefined }) {
  const { line, hits, current } = props;
  const language = line.line === undefined ? "" : props.language;
  return pieces(line.text, language, hits, current).map(({ text, kind, hit }, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no other name than their place.
    <span key={index} className={[css[kind], hit && css[hit]].filter(Boolean).join(" ")} data-hit={hit}>
      {text}
    </span>
  ));
}
