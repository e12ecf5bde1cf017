import { FolderPlus, Layers, Plus, Send } from "lucide-react";
import type { WorkspaceView } from "#/api/types/WorkspaceView.ts";
import { folderOf, type Item } from "#/state/rules/items.ts";
import { useTabs } from "#/state/stores/tabs.ts";
import { Button } from "#/ui/Button.tsx";
import { Menu, type MenuEntry } from "#/ui/overlays/Menu.tsx";
import { words } from "#/words/app.ts";
import { useRowActions } from "./rowActions.ts";

/** Where something new goes: beside what is open, else into the first collection. Null while there is none. */
function usePlaceOfNew(firstCollection: string | undefined): Item | null {
  const { tabs, active } = useTabs();
  const tab = tabs.find((one) => one.key === active);
  if (tab && "item" in tab) return tab.kind === "request" ? { ...tab.item, path: folderOf(tab.item.path) } : tab.item;
  return firstCollection ? { collection: firstCollection, path: "" } : null;
}

/** Makes a request and opens it, the first one in a collection of its own; absent until the workspace is known. */
export function useNewRequest(workspace: WorkspaceView | undefined): (() => void) | undefined {
  const { add, begin } = useRowActions();
  const into = usePlaceOfNew(workspace?.collections[0]?.id);
  if (!workspace) return undefined;
  return into ? () => add("request", into) : begin;
}

/** The button that makes something new: beside what is open, or a collection. */
export function NewMenu({ firstCollection, className }: { firstCollection: string | undefined; className?: string }) {
  const { add } = useRowActions();
  const into = usePlaceOfNew(firstCollection);
  const inside: MenuEntry[] = into
    ? [
        { text: words().sidebar.newRequest, icon: Send, onChoose: () => add("request", into) },
        { text: words().sidebar.newFolder, icon: FolderPlus, onChoose: () => add("folder", into) },
      ]
    : [];
  const collection: MenuEntry = {
    text: words().sidebar.newCollection,
    icon: Layers,
    onChoose: () => add("collection", { collection: "", path: "" }),
  };
  return (
    <Menu
      trigger={
        <Button icon={Plus} className={className}>
          {words().sidebar.new}
        </Button>
      }
      align="start"
      groups={inside.length > 0 ? [inside, [collection]] : [[collection]]}
    />
  );
}
