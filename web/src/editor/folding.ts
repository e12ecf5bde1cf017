// Which rows of a long text are folded away, and where the others stand then: a row's *place* counts only those that show.

/**
 * What a row opens: the rows below it up to `end`. `close` is what closes it, absent while nobody asked; `parts` are absent
 * when too many to count.
 */
export type Fold = { row: number; end: number; close?: string; parts?: number };

/** The folds of which something shows, in order: none lies inside another. There may be hundreds of thousands. */
export type Outer = {
  folds: readonly Fold[];
  /** How many rows are hidden before each of them, and behind the last one. */
  hidden: readonly number[];
};

/** Asked for at every look at a text, and the same as long as the folds are. */
const known = new WeakMap<readonly Fold[], Outer>();

/** The folds of which something shows; `folds` are in the order of their rows. */
export function outermost(folds: readonly Fold[]): Outer {
  const found = known.get(folds);
  if (found) return found;
  const gathered = gather();
  let end = -1;
  for (const fold of folds) {
    if (fold.row <= end) continue;
    gathered.add(fold);
    end = fold.end;
  }
  known.set(folds, gathered.outer);
  return gathered.outer;
}

/** Takes in folds that come in order and lie next to each other, so that no long task is left for the end. */
export function gather(): { outer: Outer; add: (fold: Fold) => void } {
  const folds: Fold[] = [];
  const hidden = [0];
  const outer = { folds, hidden };
  known.set(folds, outer);
  let sum = 0;
  return {
    outer,
    add: (fold) => {
      folds.push(fold);
      sum += fold.end - fold.row;
      hidden.push(sum);
    },
  };
}

/** The folds with one more. */
export function withFold(folds: readonly Fold[], fold: Fold): readonly Fold[] {
  const at = countWhile(folds, (one) => one.row < fold.row);
  return [...folds.slice(0, at), fold, ...folds.slice(at)];
}

/** How many rows do not show. */
export function hiddenRows({ hidden }: Outer): number {
  return hidden.at(-1) ?? 0;
}

/** The row at a place. */
export function rowOf({ folds, hidden }: Outer, place: number): number {
  const before = countWhile(folds, (fold, at) => fold.row - (hidden[at] ?? 0) < place);
  return place + (hidden[before] ?? 0);
}

/** The place of a row; of one that does not show, the place of the row that it is folded into. */
export function placeOf({ folds, hidden }: Outer, row: number): number {
  const before = countWhile(folds, (fold) => fold.row < row);
  const last = folds[before - 1];
  if (last && row <= last.end) return last.row - (hidden[before - 1] ?? 0);
  return row - (hidden[before] ?? 0);
}

/** What is folded into a row, of folds in order; absent where nothing is. */
export function foldAtRow(folds: readonly Fold[], row: number): Fold | undefined {
  const fold = folds[countWhile(folds, (one) => one.row < row)];
  return fold?.row === row ? fold : undefined;
}

/** The folds without those that hide a row. */
export function showing(folds: readonly Fold[], row: number): readonly Fold[] {
  const hides = (fold: Fold) => row > fold.row && row <= fold.end;
  return folds.some(hides) ? folds.filter((fold) => !hides(fold)) : folds;
}

/** How many of the first folds hold; they are in order, so halving finds the last one. */
function countWhile(folds: readonly Fold[], holds: (fold: Fold, at: number) => boolean): number {
  let [low, high] = [0, folds.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const fold = folds[middle];
    if (fold && holds(fold, middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
