import { useQuery } from "@tanstack/react-query";
import { CornerLeftUp, File, Folder } from "lucide-react";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { problemOf } from "#/api/client.ts";
import type { FolderEntryView } from "#/api/types/FolderEntryView.ts";
import { size } from "#/state/rules/formats.ts";
import { Button, IconButton } from "#/ui/Button.tsx";
import { TextField } from "#/ui/fields/TextField.tsx";
import { sentence } from "#/ui/Message.tsx";
import { Dialog } from "#/ui/overlays/Dialog.tsx";
import { words } from "#/words/app.ts";
import css from "./FilePicker.module.css";
import { folderQuery, splitPath } from "./files.ts";

/** Props of the dialog; `path` is the file chosen so far, or empty. */
export type FilePickerProps = {
  collection: string;
  path: string;
  onChoose: (path: string) => void;
  onClose: () => void;
};

/** Chooses a file of this computer by its path: typed, or walked to in the list. A page cannot ask the browser for one. */
export function FilePicker({ collection, path, onChoose, onClose }: FilePickerProps) {
  const [text, setText] = useState<string | null>(path === "" ? null : path);
  const [active, setActive] = useState(-1);
  const list = useId();
  const box = useRef<HTMLInputElement>(null);
  const rows = useRef<HTMLDivElement>(null);
  const { folder, rest } = splitPath(text ?? "");
  const listing = useQuery({ ...folderQuery(collection, folder), placeholderData: (known) => known });
  const home = listing.data?.folder;
  const separator = home?.includes("\\") ? "\\" : "/";

  // The first listing says where the collection lies; from there a person walks.
  useEffect(() => {
    if (text === null && home) setText(home + separator);
  }, [text, home, separator]);
  useEffect(() => {
    rows.current?.children[active]?.scrollIntoView({ block: "nearest" });
  }, [active]);

  const entries = (listing.isError ? [] : (listing.data?.entries ?? [])).filter((entry) =>
    entry.name.toLowerCase().startsWith(rest.toLowerCase()),
  );
  const type = (next: string) => {
    setText(next);
    setActive(-1);
  };
  const take = (entry: FolderEntryView) => {
    if (!entry.is_folder) return onChoose(entry.path);
    type(`${home}${home?.endsWith(separator) ? "" : separator}${entry.name}${separator}`);
    box.current?.focus();
  };
  const canChoose = rest !== "";
  const press = (event: KeyboardEvent) => {
    const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (by !== 0) {
      event.preventDefault();
      setActive((at) => Math.max(-1, Math.min(entries.length - 1, at + by)));
    }
    if (event.key !== "Enter") return;
    event.preventDefault();
    const entry = entries[active];
    if (entry) take(entry);
    else if (canChoose) onChoose(text ?? "");
  };
  const up = listing.data?.parent;
  return (
    <Dialog
      open
      title={words().files.title}
      closeName={words().close}
      onClose={onClose}
      initialFocus={box}
      width={40}
      height={30}
      help={words().files.help}
      actions={
        <>
          <Button onClick={onClose}>{words().cancel}</Button>
          <Button look="primary" disabled={!canChoose} onClick={() => onChoose(text ?? "")}>
            {words().files.choose}
          </Button>
        </>
      }
    >
      <div className={css.body}>
        <div className={css.line}>
          <TextField
            ref={box}
            mono
            size="form"
            className={css.path}
            name={words().files.path}
            role="combobox"
            aria-expanded
            aria-controls={list}
            aria-autocomplete="list"
            aria-activedescendant={active >= 0 ? `${list}-${active}` : undefined}
            value={text ?? ""}
            onText={type}
            onKeyDown={press}
          />
          <IconButton
            icon={CornerLeftUp}
            size="form"
            look="secondary"
            name={words().files.up}
            disabled={up === undefined}
            onClick={() => type(up?.endsWith(separator) ? up : `${up}${separator}`)}
          />
        </div>
        {listing.isError ? (
          <p className={css.note} role="status">
            {sentence(problemOf(listing.error).message)} {problemOf(listing.error).hint ?? ""}
          </p>
        ) : entries.length === 0 ? (
          <p className={css.note} role="status">
            {words().files.nothing}
          </p>
        ) : null}
        <div ref={rows} id={list} role="listbox" aria-label={words().files.list} className={css.list} tabIndex={-1}>
          {entries.map((entry, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of the list are those of its text field.
            <div
              key={entry.name}
              id={`${list}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              className={css.entry}
              onClick={() => take(entry)}
            >
              {entry.is_folder ? (
                <Folder size={16} strokeWidth={1.75} aria-hidden />
              ) : (
                <File size={16} strokeWidth={1.75} aria-hidden />
              )}
              <span className="cut">{entry.name}</span>
              <span className={css.size}>{entry.is_folder ? words().files.folder : size(entry.bytes)}</span>
            </div>
          ))}
        </div>
      </div>
    </Dialog>
  );
}
