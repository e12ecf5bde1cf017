// Which rows of a long text are folded away, and where the others stand then: a row's *place* counts only those that show.

/** What a row opens: the rows below it up to `end`. `close` is what closes it; `parts` are absent when too many to count. */
export type Fold = { row: number; end: number; close: string; parts?: number };

/** The folds of which something shows, in order: none lies inside another. */
export function outermost(folds: readonly Fold[]): Fold[] {
  const outer: Fold[] = [];
  for (const fold of [...folds].sort((one, other) => one.row - other.row)) {
    if (fold.row > (outer.at(-1)?.end ?? -1)) outer.push(fold);
  }
  return outer;
}

/** How many rows do not show. */
export function hiddenRows(outer: readonly Fold[]): number {
  return outer.reduce((sum, fold) => sum + fold.end - fold.row, 0);
}

/** The row at a place. */
export function rowOf(outer: readonly Fold[], place: number): number {
  let row = place;
  for (const fold of outer) {
    if (fold.row >= row) break;
    row += fold.end - fold.row;
  }
  return row;
}

/** The place of a row; of one that does not show, the place of the row that it is folded into. */
export function placeOf(outer: readonly Fold[], row: number): number {
  let hidden = 0;
  for (const fold of outer) {
    if (fold.row >= row) break;
    if (row <= fold.end) return fold.row - hidden;
    hidden += fold.end - fold.row;
  }
  return row - hidden;
}

/** The folds without those that hide a row. */
export function showing(folds: readonly Fold[], row: number): readonly Fold[] {
  const hides = (fold: Fold) => row > fold.row && row <= fold.end;
  return folds.some(hides) ? folds.filter((fold) => !hides(fold)) : folds;
}
