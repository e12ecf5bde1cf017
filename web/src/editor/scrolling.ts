// Where a list of rows stands, when it may be higher than a browser can scroll.

/** Height of a row in CSS pixels. */
export const ROW_HEIGHT = 20;

/** Browsers cut elements behind some 33 million pixels (Firefox 17 million); higher lists are scrolled in proportion. */
const HEIGHT_MAX = 10_000_000;

/** A list: how many rows, and how high its window is in pixels. */
export type Extent = { rows: number; height: number };

/** Height of what is scrolled, in pixels. */
export function scrolledHeight({ rows, height }: Extent): number {
  return Math.max(height, Math.min(rows * ROW_HEIGHT, HEIGHT_MAX));
}

/** Whether a pixel of the scroll bar is more than a pixel of the list. */
export function isInProportion({ rows }: Extent): boolean {
  return rows * ROW_HEIGHT > HEIGHT_MAX;
}

/** The highest row, with its fraction, that can stand at the top. */
export function lastTop({ rows, height }: Extent): number {
  return Math.max(0, rows - height / ROW_HEIGHT);
}

/** The row at the top for a place of the scroll bar. */
export function topOf(scrollTop: number, extent: Extent): number {
  const way = scrolledHeight(extent) - extent.height;
  return way <= 0 ? 0 : Math.min(1, scrollTop / way) * lastTop(extent);
}

/** The place of the scroll bar for a row at the top. */
export function scrollTopOf(top: number, extent: Extent): number {
  const last = lastTop(extent);
  return last <= 0 ? 0 : (Math.min(top, last) / last) * (scrolledHeight(extent) - extent.height);
}
