// Where a list of rows stands, when its rows differ in height and it may be higher than a browser can scroll.
// The *top* of a window is a place in the list with its fraction: 2.5 cuts the third row in halves.

/** Height of a line of text in CSS pixels: of a row that is not wrapped. */
export const LINE_HEIGHT = 20;

/** Browsers cut elements behind some 33 million pixels (Firefox 17 million); higher lists are scrolled in proportion. */
const HEIGHT_MAX = 10_000_000;

/** A list: how many rows show, how high its window is, and how high each row is, in pixels. */
export type Extent = { places: number; height: number; heightOf: (place: number) => number };

/** Height of what is scrolled, in pixels. What is wrapped is scrolled as if it were not: its height is known only in sight. */
export function scrolledHeight({ places, height }: Extent): number {
  return Math.max(height, Math.min(places * LINE_HEIGHT, HEIGHT_MAX));
}

/** Whether a pixel of the scroll bar is more than a pixel of the list, though no row is wrapped. */
export function isInProportion({ places }: Extent): boolean {
  return places * LINE_HEIGHT > HEIGHT_MAX;
}

/** The top of a window that ends with the last row. */
export function lastTop({ places, height, heightOf }: Extent): number {
  let room = height;
  for (let place = places - 1; place >= 0; place -= 1) {
    const own = heightOf(place);
    if (own >= room) return place + (own - room) / own;
    room -= own;
  }
  return 0;
}

/** The top that is so many pixels further down, or up. */
export function moved(top: number, by: number, { places, heightOf }: Extent): number {
  let place = Math.floor(top);
  let into = (top - place) * heightOf(place) + by;
  while (into < 0 && place > 0) {
    place -= 1;
    into += heightOf(place);
  }
  while (place < places - 1 && into >= heightOf(place)) {
    into -= heightOf(place);
    place += 1;
  }
  return Math.max(0, place + into / heightOf(place));
}

/** The top that brings a row into sight by the shortest way. Of a row that is higher than the window the nearer end is shown. */
export function topShowing(place: number, top: number, extent: Extent): number {
  const least = lastTop({ ...extent, places: place + 1 });
  if (place < top) return Math.min(top, Math.max(place, least));
  return Math.max(top, Math.min(least, place));
}

/** The top for a place of the scroll bar. */
export function topOf(scrollTop: number, extent: Extent): number {
  const way = scrolledHeight(extent) - extent.height;
  return way <= 0 ? 0 : Math.min(1, scrollTop / way) * lastTop(extent);
}

/** The place of the scroll bar for a top. */
export function scrollTopOf(top: number, extent: Extent): number {
  const last = lastTop(extent);
  return last <= 0 ? 0 : (Math.min(top, last) / last) * (scrolledHeight(extent) - extent.height);
}
