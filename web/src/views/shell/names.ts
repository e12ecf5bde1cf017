// Names of everything in the workspace, by item key: what open tabs show.
import type { EnvironmentList } from "#/api/types/EnvironmentList.ts";
import type { NodeTrouble } from "#/api/types/NodeTrouble.ts";
import type { TreeNode } from "#/api/types/TreeNode.ts";
import type { WorkspaceView } from "#/api/types/WorkspaceView.ts";
import { environmentsOf } from "#/state/rules/environments.ts";
import { keyOf } from "#/state/rules/items.ts";
import { environmentKey, exampleKey } from "#/state/rules/tabs.ts";

/** What is known of an item without asking for it. `method` is absent on collections and folders. */
export type ItemNameAndState = {
  name: string;
  method?: string;
  isChanged: boolean;
  /** What happened to its file while it was edited. */
  trouble?: NodeTrouble | undefined;
};

/** Everything in the tree. */
export function namesOf(workspace: WorkspaceView | undefined): Map<string, ItemNameAndState> {
  const names = new Map<string, ItemNameAndState>();
  for (const collection of workspace?.collections ?? []) {
    names.set(keyOf({ collection: collection.id, path: "" }), {
      name: collection.name,
      isChanged: collection.is_changed,
      trouble: collection.trouble,
    });
    const walk = (nodes: TreeNode[]) => {
      for (const node of nodes) {
        const key = keyOf({ collection: collection.id, path: node.path });
        if (node.kind === "request") {
          const { name, method, is_changed: isChanged, trouble } = node;
          names.set(key, { name, method, isChanged, trouble });
          node.examples.forEach(({ name }, at) => {
            names.set(exampleKey({ collection: collection.id, path: node.path, at }), { name, isChanged: false });
          });
        } else {
          names.set(key, { name: node.name, isChanged: node.is_changed, trouble: node.trouble });
          walk(node.items);
        }
      }
    };
    walk(collection.items);
  }
  return names;
}

/** Every environment. */
export function environmentNames(list: EnvironmentList | undefined): Map<string, ItemNameAndState> {
  return new Map(
    environmentsOf(list).map((environment) => [
      environmentKey(environment),
      { name: environment.name, isChanged: false },
    ]),
  );
}

/** Requests below a node by method, most first. */
export function methodsBelow(
  workspace: WorkspaceView | undefined,
  collection: string,
  path: string,
): [string, number][] {
  const node = workspace?.collections.find((one) => one.id === collection);
  const counts = new Map<string, number>();
  const walk = (nodes: TreeNode[], isInside: boolean) => {
    for (const child of nodes) {
      if (child.kind === "folder") walk(child.items, isInside || child.path === path);
      else if (isInside) counts.set(child.method, (counts.get(child.method) ?? 0) + 1);
    }
  };
  walk(node?.items ?? [], path === "");
  return [...counts].sort((a, b) => b[1] - a[1]);
}
