// Where a row of the tree lands when it is let go: pure, from the rows as they are shown and the place of the pointer.
import type { CollectionNode } from "#/api/types/CollectionNode.ts";
import type { TreeNode } from "#/api/types/TreeNode.ts";
import { folderOf, type Item, keyOf } from "./items.ts";
import type { SidebarRow } from "./tree.ts";

/** A place that takes the row. */
export type Landing = {
  kind: "lands";
  /** Collection that gets it, and its name where that is another one. */
  collection: string;
  of?: string;
  /** Folder that gets it; empty for the collection itself. */
  parent: string;
  /** Sibling in front of which it will stand; absent at the end. */
  before?: string;
  /** Name of what gets it. */
  into: string;
  /** Name of the sibling behind which it will stand; absent when it is the first, or at the end of a closed folder. */
  after?: string;
  /** Row that is pointed at as a whole; absent when the place is between rows. */
  row?: string;
  /** The gap above the row of this index, and the level of the line there. */
  gap: number;
  level: number;
};

/** What a row meets at a place: a landing, a refusal, or nothing (it would stay where it is). */
export type Drop = Landing | { kind: "stays" } | { kind: "refused"; why: "inside_itself" };

/** The pointer over the rows: index of the row, how far down in it (0–1), and the level that it asks for. */
export type Pointed = { index: number; part: number; level: number };

/** What stands in a folder of a collection, in order; the collection's own items for an empty path. */
export function itemsIn(collection: CollectionNode, parent: string): TreeNode[] {
  const within = (nodes: TreeNode[]): TreeNode[] | null => {
    for (const node of nodes) {
      if (node.kind !== "folder") continue;
      if (node.path === parent) return node.items;
      const found = within(node.items);
      if (found) return found;
    }
    return null;
  };
  return parent === "" ? collection.items : (within(collection.items) ?? []);
}

/** The sibling behind an item, which says where it stands; undefined at the end. */
export function nextOf(collection: CollectionNode, item: Item): string | undefined {
  const siblings = itemsIn(collection, folderOf(item.path));
  return siblings[siblings.findIndex((node) => node.path === item.path) + 1]?.path;
}

/** Where `from` lands; null where there is no place at all. Hidden siblings (under a filter) keep their order. */
export function dropAt(
  rows: readonly SidebarRow[],
  collections: readonly CollectionNode[],
  from: SidebarRow,
  at: Pointed,
): Drop | null {
  const over = rows[at.index];
  if (!over) return null;
  const isParent = over.kind === "collection" || over.kind === "folder";
  const isInto =
    isParent && at.part > (over.kind === "collection" ? 0 : 0.25) && at.part < (over.expanded ? 0.7 : 0.75);
  const place = isInto || (isParent && over.kind === "collection" && !over.expanded) ? over : null;
  const found = place ? { parent: place, after: null, gap: at.index + 1, level: place.level + 1 } : gapAt(rows, at);
  if (!found) return null;
  const { parent, after, gap, level } = found;
  const isOwn = parent.collection === from.collection;
  if (isOwn && (parent.path === from.path || parent.path.startsWith(`${from.path}/`))) {
    return from.kind === "folder" && parent.id !== from.id
      ? { kind: "refused", why: "inside_itself" }
      : { kind: "stays" };
  }
  const collection = collections.find((one) => one.id === parent.collection);
  if (!collection) return null;
  const siblings = itemsIn(collection, parent.path).filter((node) => !isOwn || node.path !== from.path);
  let index = siblings.length;
  if (!place) {
    // Behind itself is behind the one before it.
    const behind = after?.id === from.id ? previousOf(collection, from) : after?.path;
    index = behind === undefined ? 0 : siblings.findIndex((node) => node.path === behind) + 1;
  }
  const before = siblings[index]?.path;
  if (isOwn && folderOf(from.path) === parent.path && nextOf(collection, from) === before) return { kind: "stays" };
  const behind = siblings[index - 1]?.name;
  return {
    kind: "lands",
    collection: collection.id,
    ...(isOwn || parent.path === "" ? {} : { of: collection.name }),
    parent: parent.path,
    into: parent.name,
    gap,
    level,
    ...(before === undefined ? {} : { before }),
    ...(behind === undefined ? {} : { after: behind }),
    ...(place ? { row: place.id } : {}),
  };
}

function previousOf(collection: CollectionNode, item: Item): string | undefined {
  const siblings = itemsIn(collection, folderOf(item.path));
  return siblings[siblings.findIndex((node) => node.path === item.path) - 1]?.path;
}

type Gap = { parent: SidebarRow; after: SidebarRow | null; gap: number; level: number };

/** The gap that is nearest, at the level asked for as far as the rows around it allow. */
function gapAt(rows: readonly SidebarRow[], at: Pointed): Gap | null {
  let gap = at.index + (at.part < 0.5 ? 0 : 1);
  while (rows[gap]?.kind === "example") gap += 1;
  const above = rows[gap - 1];
  if (!above) return null;
  const isOpen = above.expanded === true && (above.kind === "collection" || above.kind === "folder");
  const most = above.kind === "example" ? above.level - 1 : above.level + (isOpen ? 1 : 0);
  const least = Math.max(2, rows[gap]?.level ?? 2);
  if (most < least) return null;
  const level = Math.min(most, Math.max(least, at.level));
  let after: SidebarRow | null = null;
  for (let index = gap - 1; index >= 0; index -= 1) {
    const row = rows[index];
    if (!row || row.kind === "example") continue;
    if (row.level === level && !after) after = row;
    if (row.level === level - 1) return { parent: row, after, gap, level };
  }
  return null;
}

/** Names a row as an item of its collection. */
export function itemOfRow(row: SidebarRow): Item {
  return { collection: row.collection, path: row.path };
}

/** Key of the row that opens when the pointer rests on it. */
export function opensOn(rows: readonly SidebarRow[], drop: Drop | null): string | null {
  const row = drop?.kind === "lands" && drop.row ? rows.find((one) => one.id === drop.row) : undefined;
  return row?.expanded === false ? keyOf(itemOfRow(row)) : null;
}
