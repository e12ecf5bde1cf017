// What the row of a saved example can do.
import { Pencil, Trash2 } from "lucide-react";
import { deleteExample, renameExample, restoreExample } from "#/state/queries/examples.ts";
import type { ExampleAt, Tab } from "#/state/rules/tabs.ts";
import type { SidebarRow } from "#/state/rules/tree.ts";
import { useTabs } from "#/state/stores/tabs.ts";
import { useRows } from "#/state/treeActions.ts";
import type { MenuEntry } from "#/ui/overlays/Menu.tsx";
import { words } from "#/words/app.ts";

type Act = (what: () => Promise<void>) => void;
type Toast = (text: string, action?: { text: string; onChoose: () => void }) => void;

function exampleAt(row: SidebarRow): ExampleAt {
  return { collection: row.collection, path: row.path, at: row.at ?? 0 };
}

/** Gives an example another name. */
export async function renameExampleRow(row: SidebarRow, name: string): Promise<void> {
  await renameExample(exampleAt(row), row.name, name);
}

/** Deletes an example; the toast takes it back. */
export function removeExample(row: SidebarRow, act: Act, toast: Toast): void {
  const example = exampleAt(row);
  act(async () => {
    const deleted = await deleteExample(example, row.name);
    // The tabs of the examples behind it would show the wrong one.
    useTabs.getState().keepOnly((tab) => !isFrom(tab, example));
    toast(words().tree.deleted({ name: row.name }), {
      text: words().undo,
      onChoose: () => act(async () => void (await restoreExample(example, deleted))),
    });
  });
}

function isFrom(tab: Tab, { collection, path, at }: ExampleAt): boolean {
  if (tab.kind !== "example") return false;
  const other = tab.example;
  return other.collection === collection && other.path === path && other.at >= at;
}

/** The entries of its menu. */
export function exampleGroups(row: SidebarRow, act: Act, toast: Toast): MenuEntry[][] {
  return [
    [{ text: words().tree.rename, icon: Pencil, end: "Ctrl E", onChoose: () => useRows.getState().rename(row.id) }],
    [
      {
        text: words().tree.delete,
        icon: Trash2,
        end: "Del",
        danger: true,
        onChoose: () => removeExample(row, act, toast),
      },
    ],
  ];
}
