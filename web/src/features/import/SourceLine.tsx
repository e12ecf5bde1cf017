import { Files, Link, Milestone, X } from "lucide-react";
import type { MouseEvent, RefObject } from "react";
import type { ImportFile } from "#/api/types/ImportFile.ts";
import { IconButton } from "#/ui/Button.tsx";
import { TextField } from "#/ui/fields/TextField.tsx";
import { words } from "#/words/app.ts";
import css from "./Import.module.css";
import type { Source } from "./preview.ts";

/** The one line of the dialog: an address or a text that is typed or pasted, or the name of the files that were handed in. */
export function SourceLine(props: {
  line: RefObject<HTMLInputElement | null>;
  source: Source;
  wrong: boolean;
  /** Typed: what was read of an earlier text is no longer true. */
  onText: (text: string) => void;
  /** There is something whole to read. */
  onWhole: (text: string) => void;
  onClear: () => void;
}) {
  const { line, source, wrong, onText, onWhole, onClear } = props;
  if (source.is_sample || source.files.length > 0) {
    return (
      <TextField
        ref={line}
        readOnly
        size="large"
        mono
        icon={source.is_sample ? Milestone : Files}
        name={source.is_sample ? words().import.line : words().import.files}
        value={source.is_sample ? words().import.sample : nameOf(source.files)}
        wrong={wrong}
        trail={
          <IconButton
            size="tight"
            icon={X}
            name={source.is_sample ? words().import.withoutSample : words().import.withoutFiles}
            onClick={onClear}
          />
        }
      />
    );
  }
  return (
    <TextField
      ref={line}
      size="large"
      mono
      icon={Link}
      name={words().import.line}
      placeholder={words().import.placeholder}
      value={source.text}
      wrong={wrong}
      onText={onText}
      onBlur={(event) => {
        // Who goes on to Import wants no preview any more.
        const isLeaving = event.relatedTarget instanceof HTMLElement && event.relatedTarget.closest("footer");
        if (!isLeaving) onWhole(source.text);
      }}
      onPaste={(event) => {
        const pasted = event.clipboardData.getData("text");
        const isAll = source.text === "" || window.getSelection()?.toString() === source.text;
        if (!pasted.trim().includes("\n")) {
          if (isAll) setTimeout(() => onWhole(pasted));
          return;
        }
        // A document has many lines; the one-line field would drop their ends.
        event.preventDefault();
        onText(pasted);
        onWhole(pasted);
      }}
    />
  );
}

function nameOf(files: readonly ImportFile[]): string {
  const folders = new Set(files.map(({ path }) => (path.includes("/") ? path.split("/")[0] : "")));
  const [folder] = folders;
  const count = files.length;
  return folders.size === 1 && folder
    ? words().import.filesOf({ count, folder })
    : words().import.filesChosen({ count });
}

/** Below the line: which file or folder instead of a text. Two inputs, because no browser offers both in one. */
export function FileLinks({ onFiles }: { onFiles: (files: FileList | null) => void }) {
  return (
    <span className={css.drop}>
      {words().import.drop} <FileLink text={words().import.chooseFiles} name={words().import.file} onFiles={onFiles} />{" "}
      {words().import.or}{" "}
      <FileLink text={words().import.chooseFolder} name={words().import.folder} isFolder onFiles={onFiles} />
    </span>
  );
}

/** A link in a line of words. */
export function TextLink({ text, onPress }: { text: string; onPress: (event: MouseEvent<HTMLButtonElement>) => void }) {
  return (
    <button type="button" className={css.link} onClick={onPress}>
      {text}
    </button>
  );
}

/** A link that opens the chooser of the browser, for files or for a folder. */
export function FileLink(props: {
  text: string;
  name: string;
  isFolder?: boolean;
  onFiles: (files: FileList | null) => void;
}) {
  const { text, name, isFolder = false, onFiles } = props;
  return (
    <>
      <TextLink text={text} onPress={(event) => (event.currentTarget.nextElementSibling as HTMLInputElement).click()} />
      <input
        type="file"
        hidden
        multiple
        aria-label={name}
        {...(isFolder ? { webkitdirectory: "" } : { accept: ".json,.yaml,.yml,.txt,.sh" })}
        onChange={(event) => {
          onFiles(event.target.files);
          event.target.value = "";
        }}
      />
    </>
  );
}
