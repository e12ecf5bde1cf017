// Moves an item to another place in its collection and offers to take it back.
import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { problemOf } from "#/api/client.ts";
import { workspaceQuery } from "#/state/queries/workspace.ts";
import { nextOf } from "#/state/rules/dropTargets.ts";
import { folderOf, type Item, keyOf } from "#/state/rules/items.ts";
import { useView } from "#/state/stores/view.ts";
import { useTreeActions } from "#/state/treeActions.ts";
import { sentence } from "#/ui/Message.tsx";
import { useToast } from "#/ui/overlays/Toasts.tsx";
import { words } from "#/words/app.ts";

/** Where an item goes: into a folder of a collection, in front of a sibling or at its end. `into` is the folder's name. */
export type Goal = Place & { into: string };
type Place = { collection: string; parent: string; before?: string | undefined };

/** Gives the function that moves an item called `name` and says so, with an Undo. */
export function useMove(): (item: Item, name: string, goal: Goal) => Promise<void> {
  const client = useQueryClient();
  const actions = useTreeActions();
  const toast = useToast();
  return useCallback(
    async (item, name, goal) => {
      const tried = async (what: () => Promise<void>) => {
        try {
          await what();
        } catch (thrown) {
          toast.problem(sentence(problemOf(thrown).message));
        }
      };
      const go = async ({ collection, path }: Item, to: Place) => {
        const { collection: to_collection, parent, before } = to;
        const place = { to_collection, parent, ...(before === undefined ? {} : { before }) };
        const there = await actions.move({ collection, path, ...place });
        useView.getState().expand([keyOf({ collection: to_collection, path: parent })], true);
        return there;
      };
      await tried(async () => {
        const known = client.getQueryData(workspaceQuery.queryKey);
        const collection = known?.collections.find((one) => one.id === item.collection);
        const before = collection && nextOf(collection, item);
        const back = { collection: item.collection, parent: folderOf(item.path), before };
        const there = await go(item, goal);
        const { tree } = words();
        const says = tree.moved({ name, place: goal.into });
        toast(there.inherits_other_auth ? `${says}. ${tree.inheritsThere}` : says, {
          text: words().undo,
          onChoose: () => void tried(async () => void (await go(there, back))),
        });
      });
    },
    [actions, client, toast],
  );
}
