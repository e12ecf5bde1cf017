// The rows of the sidebar: which are visible, and what the filter finds.

import type { CollectionNode } from "#/api/types/CollectionNode.ts";
import type { NodeTrouble } from "#/api/types/NodeTrouble.ts";
import type { RequestNode } from "#/api/types/RequestNode.ts";
import type { TreeNode } from "#/api/types/TreeNode.ts";
import { words as visible } from "#/words/app.ts";
import { keyOf } from "./items.ts";
import { exampleKey } from "./tabs.ts";

/** A row of the sidebar's tree. */
export type SidebarRow = {
  id: string;
  kind: "collection" | "folder" | "request" | "example";
  collection: string;
  /** Folder of its collection, absolute. */
  folder: string;
  path: string;
  name: string;
  /** Absent on all but requests. */
  method?: string;
  /** Place among the examples of the request at `path`; absent on all but examples. */
  at?: number;
  isChanged: boolean;
  /** What happened to its file while it was edited. */
  trouble?: NodeTrouble | undefined;
  level: number;
  label: string;
  expanded?: boolean | undefined;
  position: number;
  siblings: number;
  /** Requests below it, at any depth; 0 on requests. */
  count: number;
  /** The part of a request's path that was found, where neither its name nor the folders above say it. */
  found?: string | undefined;
};

/** The words of a filter, lower-case. A row must hold all of them in name, method or path. */
export function filterWords(filter: string): string[] {
  return filter
    .toLowerCase()
    .split(/\s+/)
    .map((word) => word.replace(/^\//, ""))
    .filter((word) => word !== "");
}

type Counted = { node: TreeNode; hay: string; children: Counted[]; count: number };

const counted = new WeakMap<CollectionNode, Counted[]>();

/** Lower-case text of every node, made once per answer of the program. */
function prepared(collection: CollectionNode): Counted[] {
  const known = counted.get(collection);
  if (known) return known;
  const walk = (nodes: TreeNode[], trail: string): Counted[] =>
    nodes.map((node) => {
      if (node.kind === "request") {
        const path = node.url_path.toLowerCase();
        const hay = `${node.method} ${path} ${node.name} ${path.replace(/\{([^}]*)\}/g, ":$1")}`.toLowerCase();
        return { node, hay, children: [], count: 1 };
      }
      const at = `${trail}/${node.name}`.toLowerCase();
      const children = walk(node.items, at);
      return { node, hay: at, children, count: children.reduce((sum, child) => sum + child.count, 0) };
    });
  const made = walk(collection.items, "");
  counted.set(collection, made);
  return made;
}

/**
 * The visible rows, in order. Without a filter those whose parents are in `open`; with one, every hit with its parents.
 * A folder that matches only by its own name keeps its open state and shows all that is in it.
 */
export function sidebarRows(
  collections: readonly CollectionNode[],
  open: ReadonlySet<string>,
  filter: string,
): SidebarRow[] {
  const words = filterWords(filter);
  const rows: SidebarRow[] = [];
  const hits = (hay: string) => words.every((word) => hay.includes(word));
  const matches = (node: Counted): boolean => hits(node.hay) || node.children.some(matches);

  const add = (
    collection: string,
    folder: string,
    nodes: Counted[],
    level: number,
    parentHit: boolean,
    trail: string,
  ) => {
    const shown = words.length === 0 || parentHit ? nodes : nodes.filter(matches);
    shown.forEach(({ node, children, count }, index) => {
      const id = keyOf({ collection, path: node.path });
      const base = {
        id,
        collection,
        folder,
        path: node.path,
        name: node.name,
        isChanged: node.is_changed,
        trouble: node.trouble,
        level,
        position: index + 1,
        siblings: shown.length,
      };
      if (node.kind === "request") {
        const label = `${node.method} ${node.url_path} ${node.name}`;
        const isOpen = node.examples.length === 0 ? undefined : open.has(id);
        rows.push({
          ...base,
          kind: "request",
          method: node.method,
          label,
          expanded: isOpen,
          count: 0,
          found: foundIn(node, words, trail),
        });
        if (isOpen) rows.push(...exampleRows(node, base));
        return;
      }
      const anyBelow = words.length > 0 && !parentHit && children.some(matches);
      const expanded = anyBelow || open.has(id);
      rows.push({ ...base, kind: "folder", label: node.name, expanded, count });
      if (expanded)
        add(collection, folder, children, level + 1, words.length > 0 && !anyBelow, `${trail}${node.name}/`);
    });
  };

  const shown = collections.filter(
    (collection) =>
      words.length === 0 || hits(collection.name.toLowerCase()) || prepared(collection).some((node) => matches(node)),
  );
  shown.forEach((collection, index) => {
    const id = keyOf({ collection: collection.id, path: "" });
    const children = prepared(collection);
    const anyBelow = words.length > 0 && children.some(matches);
    const expanded = anyBelow || open.has(id);
    rows.push({
      id,
      kind: "collection",
      collection: collection.id,
      folder: collection.folder,
      path: "",
      name: collection.name,
      isChanged: collection.is_changed,
      trouble: collection.trouble,
      level: 1,
      label: collection.name,
      expanded,
      position: index + 1,
      siblings: shown.length,
      count: children.reduce((sum, child) => sum + child.count, 0),
    });
    if (expanded) add(collection.id, collection.folder, children, 2, words.length > 0 && !anyBelow, "");
  });
  return rows;
}

/** How many requests a filter finds, and how many there are. */
export function foundRequests(collections: readonly CollectionNode[], filter: string): { found: number; all: number } {
  const words = filterWords(filter);
  const hits = (nodes: Counted[]): number =>
    nodes.reduce((sum, { node, hay, children }) => {
      const isHit = node.kind === "request" && words.every((word) => hay.includes(word));
      return sum + (isHit ? 1 : 0) + hits(children);
    }, 0);
  const trees = collections.map(prepared);
  return {
    found: trees.reduce((sum, nodes) => sum + hits(nodes), 0),
    all: trees.flat().reduce((sum, { count }) => sum + count, 0),
  };
}

/** The end of a path from the word that only the path holds; `trail` are the names of the folders above. */
function foundIn(request: RequestNode, words: readonly string[], trail: string): string | undefined {
  const seen = `${trail} ${request.method} ${request.name}`.toLowerCase();
  const path = request.url_path;
  const at = words.filter((word) => !seen.includes(word)).map((word) => path.toLowerCase().indexOf(word));
  const first = Math.min(...at.filter((place) => place >= 0));
  if (!Number.isFinite(first)) return undefined;
  return first === 0 ? path : `…${path.slice(path[first - 1] === "/" ? first - 1 : first)}`;
}

/** The saved examples of a request, below its row. */
function exampleRows(request: RequestNode, above: { collection: string; folder: string; level: number }): SidebarRow[] {
  const { collection, folder, level } = above;
  return request.examples.map(({ name }, at) => ({
    id: exampleKey({ collection, path: request.path, at }),
    kind: "example",
    collection,
    folder,
    path: request.path,
    at,
    name,
    isChanged: false,
    level: level + 1,
    label: `${visible().examples.name}: ${name}`,
    position: at + 1,
    siblings: request.examples.length,
    count: 0,
  }));
}

/** Ids of everything above an item, so that it can be shown: the collection and its folders. */
export function parentsOf(collection: CollectionNode, path: string): string[] {
  const walk = (nodes: TreeNode[], above: string[]): string[] | null => {
    for (const node of nodes) {
      if (node.path === path) return above;
      if (node.kind !== "folder") continue;
      const found = walk(node.items, [...above, keyOf({ collection: collection.id, path: node.path })]);
      if (found) return found;
    }
    return null;
  };
  return walk(collection.items, [keyOf({ collection: collection.id, path: "" })]) ?? [];
}
