import { FolderPlus, Layers, Plus, Send } from "lucide-react";
import { folderOf, itemOf } from "#/state/items.ts";
import { useTabs } from "#/state/tabs.ts";
import { Button } from "#/ui/Button.tsx";
import { Menu, type MenuEntry } from "#/ui/Menu.tsx";
import { words } from "#/words/en.ts";
import { useRowActions } from "./rowActions.ts";

/** The button that makes something new: beside what is open, or a collection. */
export function NewMenu({ firstCollection, className }: { firstCollection: string | undefined; className?: string }) {
  const { add } = useRowActions();
  const { tabs, active } = useTabs();
  const tab = tabs.find((one) => one.key === active);
  const here = tab ? itemOf(tab.key) : firstCollection ? { collection: firstCollection, path: "" } : null;
  const into = here && tab?.kind === "request" ? { ...here, path: folderOf(here.path) } : here;
  const inside: MenuEntry[] = into
    ? [
        { text: words.sidebar.newRequest, icon: Send, onChoose: () => add("request", into) },
        { text: words.sidebar.newFolder, icon: FolderPlus, onChoose: () => add("folder", into) },
      ]
    : [];
  const collection: MenuEntry = {
    text: words.sidebar.newCollection,
    icon: Layers,
    onChoose: () => add("collection", { collection: "", path: "" }),
  };
  return (
    <Menu
      trigger={
        <Button icon={Plus} className={className}>
          {words.sidebar.new}
        </Button>
      }
      align="start"
      groups={inside.length > 0 ? [inside, [collection]] : [[collection]]}
    />
  );
}
