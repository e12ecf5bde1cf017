import { useState } from "react";
import { Button } from "#/ui/Button.tsx";
import { TextField } from "#/ui/fields/TextField.tsx";
import { words } from "#/words/app.ts";
import { TypedField } from "./rows.tsx";
import css from "./Settings.module.css";
import type { PickFile } from "./save.ts";

/** Props of a path: typed, or chosen in a dialog. */
export type FileFieldProps = {
  name: string;
  value: string;
  pickFile: PickFile;
  onText: (path: string) => void;
};

/** A path that is part of a form. */
export function FileField({ name, value, pickFile, onText }: FileFieldProps) {
  return (
    <div className={css.fileField}>
      <TextField size="form" mono name={name} placeholder={words().settings.hints.path} value={value} onText={onText} />
      <Browse name={name} value={value} pickFile={pickFile} onText={onText} />
    </div>
  );
}

/** A path that holds when the field is left, or when a file was chosen. */
export function FileSetting({ name, value, pickFile, onText }: FileFieldProps) {
  return (
    <>
      <TypedField
        className={css.file}
        mono
        name={name}
        placeholder={words().settings.hints.path}
        value={value}
        onText={onText}
      />
      <Browse name={name} value={value} pickFile={pickFile} onText={onText} />
    </>
  );
}

function Browse({ name, value, pickFile, onText }: FileFieldProps) {
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <Button size="form" aria-label={words().settings.browseFor({ name })} onClick={() => setOpen(true)}>
        {words().settings.browse}
      </Button>
      {isOpen
        ? pickFile({
            path: value,
            onChoose: (path) => {
              close();
              onText(path);
            },
            onClose: close,
          })
        : null}
    </>
  );
}
