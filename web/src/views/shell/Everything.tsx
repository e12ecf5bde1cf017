import { useQuery } from "@tanstack/react-query";
import { Layers } from "lucide-react";
import { useDeferredValue, useMemo, useState } from "react";
import type { HistoryView } from "#/api/types/HistoryView.ts";
import type { TreeNode } from "#/api/types/TreeNode.ts";
import type { WorkspaceView } from "#/api/types/WorkspaceView.ts";
import { Status } from "#/features/history/parts.tsx";
import { timeOf } from "#/features/history/times.ts";
import { Palette, type PaletteEntry } from "#/features/palette/Palette.tsx";
import { historyHitsQuery } from "#/state/queries/history.ts";
import { type Item, keyOf } from "#/state/rules/items.ts";
import { entryTab, itemTab, shortUrl, type Tab, tabKey } from "#/state/rules/tabs.ts";
import { useTabs } from "#/state/stores/tabs.ts";
import { useSendItem } from "#/views/tabs/useSend.ts";

/** Props of the palette over everything; the workspace is absent until it is known. */
export type EverythingProps = {
  workspace: WorkspaceView | undefined;
  commands: readonly PaletteEntry[];
  onClose: () => void;
};

/** The palette over everything: what is in the tree, what was sent, what can be done. */
export function Everything({ workspace, commands, onClose }: EverythingProps) {
  const { open } = useTabs();
  const send = useSendItem();
  const [text, setText] = useState("");
  // Sends come after the tree: who presses Enter early means what is in the tree.
  const sent = useQuery(historyHitsQuery(useDeferredValue(workspace ? text.trim() : ""))).data ?? [];
  const items = useMemo(() => itemEntries(workspace, open, send), [workspace, open, send]);
  const entries = [...items, ...(text.trim() === "" ? [] : sentEntries(sent, open)), ...commands];
  return <Palette entries={entries} text={text} onText={setText} onClose={onClose} />;
}

type Open = (tab: Tab, pinned: boolean) => void;

function sentEntries(sent: readonly HistoryView[], open: Open): PaletteEntry[] {
  return sent.map((entry) => ({
    id: tabKey(entryTab(entry)),
    group: "history",
    name: shortUrl(entry.url),
    method: entry.method,
    time: timeOf(entry.at_ms),
    sign: <Status status={entry.status} reason={entry.reason} />,
    act: () => open(entryTab(entry), true),
  }));
}

/** Every collection and request. */
function itemEntries(workspace: WorkspaceView | undefined, open: Open, send: (item: Item) => void): PaletteEntry[] {
  const entries: PaletteEntry[] = [];
  for (const collection of workspace?.collections ?? []) {
    const key = keyOf({ collection: collection.id, path: "" });
    entries.push({
      id: key,
      group: "collections",
      icon: Layers,
      name: collection.name,
      act: () => open(itemTab("collection", { collection: collection.id, path: "" }), true),
    });
    const walk = (nodes: TreeNode[]) => {
      for (const node of nodes) {
        if (node.kind === "folder") walk(node.items);
        else {
          const item = { collection: collection.id, path: node.path };
          const id = keyOf(item);
          const { name, method, url_path: detail } = node;
          entries.push({
            id,
            group: "requests",
            name,
            method,
            detail,
            place: collection.name,
            act: () => open(itemTab("request", item), true),
            send: () => {
              open(itemTab("request", item), true);
              void send(item);
            },
          });
        }
      }
    };
    walk(collection.items);
  }
  return entries;
}
