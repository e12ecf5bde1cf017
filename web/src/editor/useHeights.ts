// Heights of wrapped rows: measured where they were shown, guessed from their length elsewhere.
import { type RefObject, useLayoutEffect, useRef, useState } from "react";
import { LINE_HEIGHT } from "./scrolling.ts";
import type { Line } from "./useRows.ts";

/** Heights that are remembered; behind them the guess must do again. */
const MEASURED_MAX = 20_000;

/** Props: the element whose children are the rows, with their numbers as `data-row` and their text last. */
type Wanted = {
  list: RefObject<HTMLElement | null>;
  wraps: boolean;
  lineOf: (row: number) => Line | undefined;
};

/** Gives the height of a row in pixels. Measures after each time the rows are drawn. */
export function useHeights({ list, wraps, lineOf }: Wanted): (row: number) => number {
  const measured = useRef(new Map<number, number>());
  /** Letters that fit into a line. */
  const columns = useRef(Number.POSITIVE_INFINITY);
  const [, setMeasured] = useState(0);

  const heightOf = (row: number) => {
    if (!wraps) return LINE_HEIGHT;
    const guess = () => Math.max(1, Math.ceil((lineOf(row)?.text.length ?? 0) / columns.current)) * LINE_HEIGHT;
    return measured.current.get(row) ?? guess();
  };

  useLayoutEffect(() => {
    const drawn = list.current;
    if (!drawn || !wraps) return;
    const fits = lettersIn(drawn);
    let isNew = fits !== columns.current;
    if (isNew || measured.current.size > MEASURED_MAX) measured.current.clear();
    columns.current = fits;
    for (const element of drawn.querySelectorAll<HTMLElement>("[data-row]")) {
      const row = Number(element.dataset.row);
      const height = element.offsetHeight;
      if (lineOf(row) === undefined || height === heightOf(row)) continue;
      measured.current.set(row, height);
      isNew = true;
    }
    if (isNew) setMeasured((times) => times + 1);
  });

  return heightOf;
}

/** How many letters of the fixed width of code fit into a line of the rows. */
function lettersIn(drawn: HTMLElement): number {
  const content = drawn.querySelector<HTMLElement>("[data-row] > :last-child");
  if (!content) return Number.POSITIVE_INFINITY;
  const style = getComputedStyle(content);
  const width = content.clientWidth - Number.parseFloat(style.paddingRight);
  return Math.max(1, Math.floor(width / letterWidth(`${style.fontSize} ${style.fontFamily}`)));
}

const widths = new Map<string, number>();
const SAMPLE = "0".repeat(100);

function letterWidth(font: string): number {
  const known = widths.get(font);
  if (known !== undefined) return known;
  const context = document.createElement("canvas").getContext("2d");
  if (!context) return 8;
  context.font = font;
  const width = context.measureText(SAMPLE).width / SAMPLE.length;
  widths.set(font, width);
  return width;
}
