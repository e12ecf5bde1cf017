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

/** Where an item is after a move: of the item that moved from one place to another, and of all that stood in it. */
export function movedItem(item: Item, { collection, path: from }: Item, to: Item): Item {
  if (item.collection !== collection || from === "") return item;
  if (item.path !== from && !item.path.startsWith(`${from}/`)) return item;
  return { collection: to.collection, path: `${to.path}${item.path.slice(from.length)}` };
}

/** The same for a key made by keyOf. */
export function movedKey(key: string, from: Item, to: Item): string {
  const item = itemOf(key);
  const moved = movedItem(item, from, to);
  return moved === item ? key : keyOf(moved);
}

/** The folder that an item stands in; empty for the collection itself. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
