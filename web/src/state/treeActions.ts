// What one does with rows of the tree: add, rename, move, duplicate, delete, bring back, save under another name. The
// tree is asked for again before a command ends, so that what it made can be opened at once.
import { useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { create } from "zustand";
import { get, post } from "#/api/client.ts";
import type { AddItem } from "#/api/types/AddItem.ts";
import type { DeletionView } from "#/api/types/DeletionView.ts";
import type { MovedItem } from "#/api/types/MovedItem.ts";
import type { MoveItem } from "#/api/types/MoveItem.ts";
import type { NamedItem } from "#/api/types/NamedItem.ts";
import type { RenameItem } from "#/api/types/RenameItem.ts";
import type { SaveAs } from "#/api/types/SaveAs.ts";
import { follow, useProgram } from "./program.tsx";
import { about } from "./queries/topics.ts";
import type { Item } from "./rules/items.ts";

type Row = {
  /** Key of the row whose name is being typed; null when none is. */
  renaming: string | null;
  rename: (key: string | null) => void;
  /** Item that is to be moved by dialog. */
  moving: Item | null;
  move: (item: Item | null) => void;
  /** Key of a request that was just made: its URL line wants the focus. */
  fresh: string | null;
  setFresh: (key: string | null) => void;
};

/** What is going on with rows of the tree in this window. */
export const useRows = create<Row>()((set) => ({
  renaming: null,
  rename: (renaming) => set({ renaming }),
  moving: null,
  move: (moving) => set({ moving }),
  fresh: null,
  setFresh: (fresh) => set({ fresh }),
}));

/** The commands. Each throws ApiError. */
export type TreeActions = {
  add: (command: Partial<AddItem> & Pick<AddItem, "kind" | "name">) => Promise<NamedItem>;
  rename: (command: RenameItem) => Promise<NamedItem>;
  move: (command: MoveItem) => Promise<MovedItem>;
  duplicate: (item: Item) => Promise<NamedItem>;
  remove: (item: Item) => Promise<DeletionView>;
  /** Brings back what a deletion took; the latest one without `undo`. Null when there is none. */
  restore: (undo?: string) => Promise<NamedItem | null>;
  saveAs: (command: SaveAs) => Promise<NamedItem>;
};

/** The commands of this window. */
export function useTreeActions(): TreeActions {
  const client = useQueryClient();
  const { edits } = useProgram();
  return useMemo(() => {
    const command = async <T>(path: string, body: unknown): Promise<T> => {
      const answer = await post<T>(path, body);
      await client.invalidateQueries({ queryKey: about("workspace") });
      return answer;
    };
    const relocate = async <T extends Item>(path: string, from: Item): Promise<T> => {
      const to = await edits.relocate(from, () => post<T>(path, from));
      // The event may come later than the tree, in which the old place is gone: the tab would be put aside.
      follow(from, to, edits);
      await client.invalidateQueries({ queryKey: about("workspace") });
      return to;
    };
    return {
      add: (body) => command("/api/items/add", body),
      rename: (body) => relocate("/api/items/rename", body),
      move: (body) => relocate("/api/items/move", body),
      duplicate: (item) => command("/api/items/duplicate", item),
      remove: async (item) => {
        await edits.settled(item);
        return command("/api/items/delete", item);
      },
      restore: async (undo) => {
        const name = undo ?? (await get<DeletionView[]>("/api/items/deleted"))[0]?.undo;
        return name === undefined ? null : command("/api/items/restore", { undo: name });
      },
      saveAs: async (body) => {
        await edits.settled(body);
        return command("/api/request/save-as", body);
      },
    };
  }, [client, edits]);
}
