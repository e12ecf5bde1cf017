// Names of things that a tab can show, as one text for keys of caches and lists.
import type { ItemName } from "#/api/types/ItemName.ts";

/** A collection, folder or request: collection id and path inside it. */
export type Item = ItemName;

/** One text per item. Collection ids hold no blank. */
export function keyOf(item: Item): string {
  return `${item.collection} ${item.path}`;
}

/** The item of a text made by keyOf. */
export function itemOf(key: string): Item {
  const blank = key.indexOf(" ");
  return { collection: key.slice(0, blank), path: key.slice(blank + 1) };
}
