import { useQuery } from "@tanstack/react-query";
import { File, FileWarning, Lock, X } from "lucide-react";
import { useState } from "react";
import type { FileChoice } from "#/api/types/FileChoice.ts";
import { size } from "#/state/rules/formats.ts";
import { Button, IconButton } from "#/ui/Button.tsx";
import { Badge } from "#/ui/signs/Badge.tsx";
import { words } from "#/words/app.ts";
import { formatTime } from "#/words/locale.ts";
import css from "./BinaryBody.module.css";
import { FilePicker } from "./FilePicker.tsx";
import { filesQuery } from "./files.ts";

/** Props of a body that is one file. Of several choices the selected one is sent and shown. */
export type BinaryBodyProps = {
  collection: string;
  choices: readonly FileChoice[];
  onChoices: (choices: FileChoice[]) => void;
};

/** The file that is sent as it is: its name, size and place, and the type that goes with it. */
export function BinaryBody({ collection, choices, onChoices }: BinaryBodyProps) {
  const [isChoosing, setChoosing] = useState(false);
  const at = Math.max(
    0,
    choices.findIndex((choice) => choice.is_selected),
  );
  const choice = choices[at];
  const path = choice?.path ?? "";
  const file = useQuery(filesQuery(collection, path === "" ? [] : [path])).data?.[0];
  const isGone = file !== undefined && file.bytes === undefined;
  const take = (chosen: string) => {
    const next = { content_type: "", description: null, ...choice, path: chosen, is_selected: true };
    onChoices(choice ? choices.with(at, next) : [next]);
    setChoosing(false);
  };
  const contentType = choice?.content_type || file?.media_type;
  return (
    <div className={css.area}>
      {path === "" ? (
        <div className={css.none}>
          <Button icon={File} onClick={() => setChoosing(true)}>
            {words().files.chooseFile}
          </Button>
          <span>{words().files.readOnSend}</span>
        </div>
      ) : (
        <div className={css.card}>
          <span className={isGone ? `${css.tile} ${css.gone}` : css.tile}>
            {isGone ? <FileWarning size={20} aria-hidden /> : <File size={20} strokeWidth={1.5} aria-hidden />}
          </span>
          <div className={css.facts}>
            <span className={`cut ${css.name}`}>{file?.name ?? path}</span>
            {isGone ? (
              <span className={css.missing} role="status">
                {words().files.missing({ name: file.name })} {words().files.from({ folder: file.folder })}
              </span>
            ) : (
              <span className={`cut ${css.help}`}>
                {file?.bytes === undefined
                  ? words().files.onlyOnSend
                  : [
                      size(file.bytes),
                      file.modified_at_ms === undefined
                        ? ""
                        : words().files.changed({
                            time: formatTime(file.modified_at_ms, { dateStyle: "medium", timeStyle: "short" }),
                          }),
                      words().files.from({ folder: file.folder }),
                    ]
                      .filter(Boolean)
                      .join(", ")}
              </span>
            )}
          </div>
          <Button onClick={() => setChoosing(true)}>{words().files.another}</Button>
          <IconButton icon={X} name={words().files.removeFile} onClick={() => onChoices(choices.toSpliced(at, 1))} />
        </div>
      )}
      {path === "" ? null : <p className={css.help}>{words().files.readOnSend}</p>}
      {contentType ? (
        <p className={css.type}>
          <span>Content-Type</span>
          <code>{contentType}</code>
          {choice?.content_type ? null : <Badge icon={Lock}>{words().request.locked}</Badge>}
        </p>
      ) : null}
      {isChoosing ? (
        <FilePicker collection={collection} path={path} onChoose={take} onClose={() => setChoosing(false)} />
      ) : null}
    </div>
  );
}
