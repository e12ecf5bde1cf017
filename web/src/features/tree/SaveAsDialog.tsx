import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { problemOf } from "#/api/client.ts";
import { workspaceQuery } from "#/state/queries/workspace.ts";
import { folderOf, type Item } from "#/state/rules/items.ts";
import { itemTab } from "#/state/rules/tabs.ts";
import { useTabs } from "#/state/stores/tabs.ts";
import { useTreeActions } from "#/state/treeActions.ts";
import { Button } from "#/ui/Button.tsx";
import { TextField } from "#/ui/fields/TextField.tsx";
import { sentence } from "#/ui/Message.tsx";
import { Dialog } from "#/ui/overlays/Dialog.tsx";
import { useToast } from "#/ui/overlays/Toasts.tsx";
import { words } from "#/words/app.ts";
import css from "./Dialogs.module.css";
import { PlacePicker } from "./PlacePicker.tsx";

/** Saves a request as it stands under another name and opens that one. */
export function SaveAsDialog({ item, name, onClose }: { item: Item; name: string; onClose: () => void }) {
  const workspace = useQuery(workspaceQuery).data;
  const actions = useTreeActions();
  const toast = useToast();
  const [text, setText] = useState(name);
  const [place, setPlace] = useState<Item>({ collection: item.collection, path: folderOf(item.path) });
  const box = useRef<HTMLInputElement>(null);
  const save = async () => {
    if (text.trim() === "") return;
    onClose();
    try {
      const to = { to_collection: place.collection, parent: place.path, name: text };
      const saved = await actions.saveAs({ ...item, ...to });
      useTabs.getState().open(itemTab("request", saved), true);
      toast(words().request.saved({ name: text.trim() }));
    } catch (thrown) {
      toast.problem(sentence(problemOf(thrown).message));
    }
  };
  return (
    <Dialog
      open
      title={words().tree.saveAsTitle}
      closeName={words().close}
      onClose={onClose}
      initialFocus={box}
      width={30}
      help={words().tree.saveAsHelp}
      actions={
        <>
          <Button size="form" onClick={onClose}>
            {words().cancel}
          </Button>
          <Button size="form" look="primary" disabled={text.trim() === ""} onClick={() => void save()}>
            {words().save}
          </Button>
        </>
      }
    >
      <div className={css.form}>
        <span className={css.label} aria-hidden>
          {words().tree.saveAsName}
        </span>
        <TextField
          ref={box}
          size="form"
          name={words().tree.saveAsName}
          value={text}
          onText={setText}
          onFocus={(event) => event.currentTarget.select()}
          onKeyDown={(event) => {
            if (event.key === "Enter") void save();
          }}
        />
        <span className={css.label} aria-hidden>
          {words().tree.saveAsIn}
        </span>
        <PlacePicker collections={workspace?.collections ?? []} chosen={place} onChoose={setPlace} />
      </div>
    </Dialog>
  );
}
