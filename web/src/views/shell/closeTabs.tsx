import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { problemOf } from "#/api/client.ts";
import { useProgram } from "#/state/program.tsx";
import { parentQuery, requestQuery } from "#/state/queries/items.ts";
import type { Item } from "#/state/rules/items.ts";
import { useTabs } from "#/state/stores/tabs.ts";
import { useView } from "#/state/stores/view.ts";
import { Button } from "#/ui/Button.tsx";
import { sentence } from "#/ui/Message.tsx";
import { Dialog } from "#/ui/overlays/Dialog.tsx";
import { useToast } from "#/ui/overlays/Toasts.tsx";
import { words } from "#/words/app.ts";
import css from "./DocTabs.module.css";
import type { NamedTab } from "./DocTabs.tsx";

/** Closes tabs. Those with unsaved changes ask first, one after the other. */
export function useCloseTabs(tabs: readonly NamedTab[]) {
  const client = useQueryClient();
  const closeTab = useTabs((one) => one.close);
  const [asking, setAsking] = useState<readonly NamedTab[]>([]);
  const close = (keys: readonly string[]) => {
    const wanted = tabs.filter((tab) => keys.includes(tab.key));
    // The tree hears of an edit a moment later than the tab itself.
    const isChanged = (tab: NamedTab) => {
      if (!("item" in tab)) return false;
      const query = tab.kind === "request" ? requestQuery(tab.item) : parentQuery(tab.item);
      return client.getQueryData<{ is_changed: boolean }>(query.queryKey)?.is_changed ?? tab.isChanged;
    };
    const unsaved = useView.getState().asksOnClose ? wanted.filter(isChanged) : [];
    for (const tab of wanted) if (!unsaved.includes(tab)) closeTab(tab.key);
    const [first] = unsaved;
    if (first) useTabs.getState().choose(first.key);
    setAsking(unsaved);
  };
  const [first, ...rest] = asking;
  const dialog = first ? (
    <Ask
      key={first.key}
      tab={first}
      onKeep={() => setAsking([])}
      onClose={() => {
        closeTab(first.key);
        const [next] = rest;
        if (next) useTabs.getState().choose(next.key);
        setAsking(rest);
      }}
    />
  ) : null;
  return { close, dialog };
}

function Ask({ tab, onKeep, onClose }: { tab: NamedTab; onKeep: () => void; onClose: () => void }) {
  const { edits } = useProgram();
  const toast = useToast();
  const save = useRef<HTMLButtonElement>(null);
  const finish = async (what: (item: Item) => Promise<void>) => {
    if (!("item" in tab)) return;
    try {
      await edits.settled(tab.item);
      await what(tab.item);
      onClose();
    } catch (thrown) {
      toast.problem(sentence(problemOf(thrown).message));
      onKeep();
    }
  };
  const kind = tab.kind === "request" ? "request" : "parent";
  return (
    <Dialog
      open
      title={words().tabs.saveTitle}
      closeName={words().close}
      onClose={onKeep}
      initialFocus={save}
      width={32}
      actions={
        <>
          <Button look="danger" size="form" onClick={() => void finish((item) => edits.discard(kind, item))}>
            {words().tabs.dontSave}
          </Button>
          <Button size="form" onClick={onKeep}>
            {words().cancel}
          </Button>
          <Button ref={save} look="primary" size="form" onClick={() => void finish((item) => edits.save(kind, item))}>
            {words().tabs.saveChanges}
          </Button>
        </>
      }
    >
      <p className={css.ask}>{words().tabs.saveText({ name: tab.name })}</p>
    </Dialog>
  );
}
