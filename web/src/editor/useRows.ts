// Rows of a long text, asked for in pages as they come into sight and forgotten when many others were.
import { useEffect, useRef, useState } from "react";

/** A row; `line` is absent on the rest of a long line, `opens` when nothing can be folded into it. */
export type Line = { line?: number; text: string; opens?: boolean };

/** Rows of one question. */
const PAGE_ROWS = 200;
/** Pages that are kept. */
const PAGES_MAX = 40;
/** Questions at a time: while the scroll bar is dragged, only the last place counts. */
const ASKED_MAX = 2;

/** Asks for rows. */
export type Load = (from: number, count: number, signal: AbortSignal) => Promise<Line[]>;

/**
 * `ask` names the rows in sight; `lineOf` gives a row or `undefined` while it is not here; `widest` is the length of the
 * longest row seen.
 */
export function useRows(rows: number, load: Load) {
  const pages = useRef(new Map<number, Line[]>());
  const asked = useRef(new Map<number, AbortController>());
  /** Pages that could not be read; they stay empty until another text is shown. */
  const failed = useRef(new Set<number>());
  const [widest, setWidest] = useState(0);
  const [, setArrived] = useState(0);
  const loaded = useRef(load);

  if (loaded.current !== load) {
    loaded.current = load;
    pages.current = new Map();
    for (const question of asked.current.values()) question.abort();
    asked.current = new Map();
    failed.current = new Set();
  }

  const ask = (shown: readonly number[]) => {
    const mine = { pages: pages.current, asked: asked.current, failed: failed.current };
    for (const page of new Set(shown.map((row) => Math.floor(row / PAGE_ROWS)))) {
      const has = mine.pages.get(page)?.length ?? -1;
      // The last page of a text that grows is asked for again.
      const isWhole = has === PAGE_ROWS || has >= rows - page * PAGE_ROWS;
      if (isWhole || mine.failed.has(page) || mine.asked.has(page) || mine.asked.size >= ASKED_MAX) continue;
      const question = new AbortController();
      mine.asked.set(page, question);
      const arrive = (lines: Line[]) => {
        mine.pages.delete(page);
        mine.pages.set(page, lines);
        const oldest = mine.pages.keys().next().value;
        if (mine.pages.size > PAGES_MAX && oldest !== undefined) mine.pages.delete(oldest);
        setWidest((before) => lines.reduce((longest, { text }) => Math.max(longest, text.length), before));
      };
      void load(page * PAGE_ROWS, PAGE_ROWS, question.signal)
        .then(arrive, () => mine.failed.add(page))
        .finally(() => {
          mine.asked.delete(page);
          setArrived((times) => times + 1);
        });
    }
  };

  useEffect(() => {
    const open = asked.current;
    return () => {
      for (const question of open.values()) question.abort();
    };
  }, []);

  const lineOf = (row: number) => pages.current.get(Math.floor(row / PAGE_ROWS))?.[row % PAGE_ROWS];
  return { lineOf, widest, ask };
}
