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

/** The key that a key has after a move: of the item that moved from one place to another, and of all that stood in it. */
export function movedKey(key: string, { collection, path: from }: Item, to: Item): string {
  const item = itemOf(key);
  if (item.collection !== collection || from === "") return key;
  if (item.path !== from && !item.path.startsWith(`${from}/`)) return key;
  return keyOf({ collection: to.collection, path: `${to.path}${item.path.slice(from.length)}` });
}

/** The folder that an item stands in; empty for the collection itself. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
