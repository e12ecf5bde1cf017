import { FolderOpen, Layers } from "lucide-react";
import { type RefObject, useCallback, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { CollectionNode } from "#/api/types/CollectionNode.ts";
import type { TreeNode } from "#/api/types/TreeNode.ts";
import { type Item, keyOf } from "#/state/rules/items.ts";
import { Tree, type TreeRow } from "#/ui/tree/Tree.tsx";
import { words } from "#/words/app.ts";
import css from "./Dialogs.module.css";

type PlaceRow = TreeRow & { item: Item; name: string; isCollection: boolean };

/**
 * Collections and their folders, one of which is chosen. `without` is left out with all that is in it; `first` becomes the row
 * that a dialog begins with.
 */
export function PlacePicker(props: {
  collections: readonly CollectionNode[];
  without?: Item;
  chosen: Item;
  onChoose: (place: Item) => void;
  first?: RefObject<HTMLElement | null>;
}) {
  const { collections, without, chosen, onChoose, first } = props;
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (first) first.current = box.current?.querySelector<HTMLElement>('[tabindex="0"]') ?? null;
  }, [first]);
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const rows = useMemo(() => placeRows(collections, closed, without), [collections, closed, without]);
  const expand = useCallback((id: string, expanded: boolean) => {
    setClosed((before) => {
      const next = new Set(before);
      if (expanded) next.delete(id);
      else next.add(id);
      return next;
    });
  }, []);
  const draw = useCallback(
    (row: PlaceRow) => (
      <>
        {row.isCollection ? (
          <Layers size={16} strokeWidth={1.75} aria-hidden />
        ) : (
          <FolderOpen size={14} strokeWidth={2} aria-hidden />
        )}
        <span className="cut">{row.name}</span>
      </>
    ),
    [],
  );
  return (
    <div ref={box} className={css.places}>
      <Tree
        name={words().tree.places}
        rows={rows}
        selected={keyOf(chosen)}
        draw={draw}
        onOpen={(row) => onChoose(row.item)}
        onExpand={expand}
      />
    </div>
  );
}

function placeRows(
  collections: readonly CollectionNode[],
  closed: ReadonlySet<string>,
  without: Item | undefined,
): PlaceRow[] {
  const rows: PlaceRow[] = [];
  const folders = (collection: string, nodes: readonly TreeNode[]) => {
    const isLeftOut = (path: string) => without?.collection === collection && without.path === path;
    return nodes.flatMap((node) => (node.kind === "folder" && !isLeftOut(node.path) ? [node] : []));
  };
  const add = (collection: string, nodes: readonly TreeNode[], level: number) => {
    const shown = folders(collection, nodes);
    shown.forEach((node, index) => {
      const item = { collection, path: node.path };
      const id = keyOf(item);
      const expanded = folders(collection, node.items).length > 0 ? !closed.has(id) : undefined;
      const place = { level, position: index + 1, siblings: shown.length };
      rows.push({ ...place, id, item, label: node.name, name: node.name, isCollection: false, expanded });
      if (expanded) add(collection, node.items, level + 1);
    });
  };
  collections.forEach((collection, index) => {
    const item = { collection: collection.id, path: "" };
    const id = keyOf(item);
    const { name } = collection;
    const expanded = folders(collection.id, collection.items).length > 0 ? !closed.has(id) : undefined;
    const place = { level: 1, position: index + 1, siblings: collections.length };
    rows.push({ ...place, id, item, label: name, name, isCollection: true, expanded });
    if (expanded) add(collection.id, collection.items, 2);
  });
  return rows;
}
