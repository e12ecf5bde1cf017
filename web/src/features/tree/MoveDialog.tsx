import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { workspaceQuery } from "#/state/queries/workspace.ts";
import { folderOf, type Item } from "#/state/rules/items.ts";
import { Button } from "#/ui/Button.tsx";
import { Dialog } from "#/ui/overlays/Dialog.tsx";
import { words } from "#/words/app.ts";
import css from "./Dialogs.module.css";
import { useMove } from "./moves.ts";
import { PlacePicker } from "./PlacePicker.tsx";

/** Asks for the folder that an item goes to. */
export function MoveDialog({ item, name, onClose }: { item: Item; name: string; onClose: () => void }) {
  const workspace = useQuery(workspaceQuery).data;
  const moveTo = useMove();
  const first = useRef<HTMLElement>(null);
  const [place, setPlace] = useState<Item>({ collection: item.collection, path: folderOf(item.path) });
  const collections = workspace?.collections ?? [];
  const isSame = place.collection === item.collection && place.path === folderOf(item.path);
  const move = async () => {
    if (isSame) return;
    onClose();
    await moveTo(item, name, {
      collection: place.collection,
      parent: place.path,
      into: place.path.split("/").at(-1) || (collections.find((one) => one.id === place.collection)?.name ?? ""),
    });
  };
  return (
    <Dialog
      open
      title={words().tree.moveTitle({ name })}
      closeName={words().close}
      onClose={onClose}
      initialFocus={first}
      width={30}
      help={words().tree.moveHelp}
      actions={
        <>
          <Button size="form" onClick={onClose}>
            {words().cancel}
          </Button>
          <Button size="form" look="primary" disabled={isSame} onClick={() => void move()}>
            {words().tree.moveHere}
          </Button>
        </>
      }
    >
      <div className={css.form}>
        <PlacePicker collections={collections} without={item} chosen={place} onChoose={setPlace} first={first} />
      </div>
    </Dialog>
  );
}
