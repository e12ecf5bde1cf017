import { ClipboardList, CopyPlus, FolderInput, FolderPlus, Pencil, Plus, SquareTerminal, Trash2 } from "lucide-react";
import { type KeyboardEvent, useMemo } from "react";
import { problemOf } from "#/api/client.ts";
import type { ItemKind } from "#/api/types/ItemKind.ts";
import type { NamedItem } from "#/api/types/NamedItem.ts";
import { copyText } from "#/host/host.ts";
import { copyAsCurl } from "#/state/queries/curl.ts";
import { folderOf, type Item, keyOf } from "#/state/rules/items.ts";
import { itemTab } from "#/state/rules/tabs.ts";
import type { SidebarRow } from "#/state/rules/tree.ts";
import { useTabs } from "#/state/stores/tabs.ts";
import { useView } from "#/state/stores/view.ts";
import { useRows, useTreeActions } from "#/state/treeActions.ts";
import { sentence } from "#/ui/Message.tsx";
import type { MenuEntry } from "#/ui/overlays/Menu.tsx";
import { useToast } from "#/ui/overlays/Toasts.tsx";
import { words } from "#/words/app.ts";
import { exampleGroups, removeExample, renameExampleRow } from "./exampleActions.ts";

/** What rows can do, with the sentences that say how it went. */
export type RowActions = {
  add: (kind: ItemKind, into: Item) => void;
  /** A request in a collection that is made for it. */
  begin: () => void;
  rename: (row: SidebarRow, name: string) => Promise<void>;
  step: (row: SidebarRow, rows: readonly SidebarRow[], by: number) => void;
  restore: (undo?: string) => void;
  groups: (row: SidebarRow) => MenuEntry[][];
  /** Answers whether the key was one of a row. */
  key: (row: SidebarRow, rows: readonly SidebarRow[], event: KeyboardEvent) => boolean;
};

/** The actions of rows in this window. */
export function useRowActions(): RowActions {
  const actions = useTreeActions();
  const toast = useToast();
  return useMemo(() => {
    const act = async (what: () => Promise<void>) => {
      try {
        await what();
      } catch (thrown) {
        toast.problem(sentence(problemOf(thrown).message));
      }
    };
    const show = ({ collection, path, kind }: NamedItem) => {
      const key = keyOf({ collection, path });
      useView.getState().expand([keyOf({ collection, path: folderOf(path) }), key], true);
      useTabs.getState().open(itemTab(kind, { collection, path }), true);
      return key;
    };
    const add = (kind: ItemKind, into: Item) =>
      void act(async () => {
        const made = await actions.add({
          kind,
          name: words().tree.untitled[kind],
          collection: into.collection,
          parent: into.path,
        });
        useView.getState().expand([keyOf(into)], true);
        const key = show(made);
        if (kind === "request") useRows.getState().setFresh(key);
        else useRows.getState().rename(key);
      });
    const begin = () =>
      void act(async () => {
        const name = words().tree.untitled.collection;
        const { collection } = await actions.add({ kind: "collection", name, collection: "", parent: "" });
        add("request", { collection, path: "" });
      });
    const restore = (undo?: string) =>
      void act(async () => {
        const back = await actions.restore(undo);
        if (back) show(back);
        else toast.problem(words().tree.nothingDeleted);
      });
    const remove = (row: SidebarRow) =>
      void act(async () => {
        const { undo, name } = await actions.remove(row);
        toast(words().tree.deleted({ name }), { text: words().undo, onChoose: () => restore(undo) });
      });
    const duplicate = (row: SidebarRow) => void act(async () => void show(await actions.duplicate(row)));
    const rename = (row: SidebarRow, name: string) =>
      act(async () => {
        if (row.kind === "example") await renameExampleRow(row, name);
        else await actions.rename({ collection: row.collection, path: row.path, name });
      });
    const step = (row: SidebarRow, rows: readonly SidebarRow[], by: number) =>
      void act(async () => {
        const parent = folderOf(row.path);
        const siblings = rows.filter(
          (other) => other.collection === row.collection && other.path !== "" && folderOf(other.path) === parent,
        );
        const at = siblings.findIndex((other) => other.id === row.id);
        const to = at + by;
        if (to < 0 || to >= siblings.length) return;
        const before = siblings[by > 0 ? to + 1 : to]?.path;
        await actions.move({ collection: row.collection, path: row.path, parent, ...(before ? { before } : {}) });
      });
    const groups = (row: SidebarRow): MenuEntry[][] => {
      const { tree } = words();
      if (row.kind === "example") return exampleGroups(row, (what) => void act(what), toast);
      const into = { collection: row.collection, path: row.path };
      const adding = [
        { text: tree.addRequest, icon: Plus, onChoose: () => add("request", into) },
        { text: tree.addFolder, icon: FolderPlus, onChoose: () => add("folder", into) },
      ];
      const change: MenuEntry[] = [
        { text: tree.duplicate, icon: CopyPlus, end: "Ctrl D", onChoose: () => duplicate(row) },
        { text: tree.rename, icon: Pencil, end: "Ctrl E", onChoose: () => useRows.getState().rename(row.id) },
      ];
      if (row.path !== "") {
        change.push({ text: tree.move, icon: FolderInput, onChoose: () => useRows.getState().move(into) });
      }
      const copyPath = () =>
        void act(async () => {
          await copyText([row.folder, row.path].filter(Boolean).join("/"));
          toast(tree.copied);
        });
      const copyCurl = () =>
        void act(async () => {
          await copyAsCurl(into, false);
          toast(words().curl.copied);
        });
      return [
        ...(row.kind === "request" ? [] : [adding]),
        change,
        [
          { text: tree.copyPath, icon: ClipboardList, onChoose: copyPath },
          ...(row.kind === "request" ? [{ text: words().curl.copy, icon: SquareTerminal, onChoose: copyCurl }] : []),
        ],
        [{ text: tree.delete, icon: Trash2, end: "Del", danger: true, onChoose: () => remove(row) }],
      ];
    };
    const key = (row: SidebarRow, rows: readonly SidebarRow[], event: KeyboardEvent): boolean => {
      const isCtrl = (event.ctrlKey || event.metaKey) && !event.altKey;
      const letter = event.key.toLowerCase();
      if (event.key === "F2" || (isCtrl && letter === "e")) useRows.getState().rename(row.id);
      else if (row.kind === "example") {
        if (event.key !== "Delete" || isCtrl) return false;
        removeExample(row, (what) => void act(what), toast);
      } else if (isCtrl && letter === "d") duplicate(row);
      else if (isCtrl && letter === "z" && !event.shiftKey) restore();
      else if (event.key === "Delete" && !isCtrl) remove(row);
      else if (event.altKey && event.key === "ArrowUp") step(row, rows, -1);
      else if (event.altKey && event.key === "ArrowDown") step(row, rows, 1);
      else return false;
      return true;
    };
    return { add, begin, rename, step, restore, groups, key };
  }, [actions, toast]);
}
