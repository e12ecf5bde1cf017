import { useQuery } from "@tanstack/react-query";
import { CircleAlert, FileWarning, Paperclip, Plus, X } from "lucide-react";
import { useState } from "react";
import type { FileView } from "#/api/types/FileView.ts";
import type { FormPart } from "#/api/types/FormPart.ts";
import { size } from "#/state/rules/formats.ts";
import { Button, IconButton } from "#/ui/Button.tsx";
import { Select } from "#/ui/fields/Select.tsx";
import { type ChangeRow, KeyValueTable, type TableWords } from "#/ui/tables/KeyValueTable.tsx";
import { words } from "#/words/app.ts";
import { rich } from "#/words/rich.tsx";
import { BulkEdit } from "./BulkEdit.tsx";
import { FilePicker } from "./FilePicker.tsx";
import css from "./FormData.module.css";
import { filesQuery } from "./files.ts";
import { bulkFields, EMPTY_FIELD, type FormRow, fieldsOfBulk, formRow, partOf } from "./formRows.ts";

/** Where a chosen file goes: into this row, in place of the path at `at` or behind the last one. */
type Place = { row: number; at: number };

/** Props of the table; `typing` of `onParts` tells apart typing in one row from a step of its own. */
export type FormDataProps = {
  collection: string;
  parts: readonly FormPart[];
  isBulk: boolean;
  isKnown: (name: string) => boolean;
  onParts: (parts: FormPart[], before: readonly FormRow[], after: readonly FormRow[]) => void;
};

/** Fields of a multipart form: text or files, each with its own content type. */
export function FormData({ collection, parts, isBulk, isKnown, onParts }: FormDataProps) {
  const [choosing, setChoosing] = useState<Place | null>(null);
  const rows = parts.map(formRow);
  const paths = [...new Set(rows.flatMap((row) => (row.kind === "files" ? row.files : [])))].sort();
  const known = useQuery({ ...filesQuery(collection, paths), placeholderData: (before) => before });
  const files = new Map(known.data?.map((file) => [file.path, file]));
  const setRows = (next: FormRow[]) => onParts(next.map(partOf), rows, next);
  const setFiles = (at: number, list: readonly string[]) => {
    const row = rows[at];
    if (row) setRows(rows.with(at, { ...row, kind: "files", files: list }));
    else setRows([...rows, { ...EMPTY_FIELD, kind: "files", files: list }]);
  };

  const table: TableWords = {
    ...words().table,
    table: words().request.bodyTypes.multipart,
    add: words().table.addField,
  };
  if (isBulk) {
    const fileFields = rows.filter((row) => row.kind === "files").length;
    return (
      <>
        <p className={css.note}>
          {words().request.bulkHint} {fileFields > 0 ? words().request.bulkFiles({ count: fileFields }) : null}
        </p>
        <BulkEdit
          name={words().request.bulkName({ table: table.table })}
          text={bulkFields(rows)}
          onText={(text) => setRows(fieldsOfBulk(text, rows))}
        />
      </>
    );
  }
  const place = (row: FormRow | null) => (row ? rows.indexOf(row) : rows.length);
  const valueCell = (row: FormRow | null) =>
    row?.kind === "files" ? (
      <Files
        row={row}
        files={files}
        onAdd={() => setChoosing({ row: place(row), at: row.files.length })}
        onRemove={(at) => setFiles(place(row), row.files.toSpliced(at, 1))}
      />
    ) : null;
  const missing = rows.flatMap((row, index) =>
    row.kind === "files" && row.isEnabled
      ? row.files.flatMap((path, at) => (isMissing(files.get(path)) ? [{ row: index, at, path }] : []))
      : [],
  );
  return (
    <>
      <KeyValueTable
        words={table}
        rows={rows}
        empty={EMPTY_FIELD}
        onRows={setRows}
        isKnown={isKnown}
        cells={{
          keyEnd: (row, change) => <KindSelect row={row} change={change} />,
          value: valueCell,
          column: {
            head: words().table.contentType,
            cell: (row, change) => (
              <input
                className={css.cell}
                aria-label={row ? words().table.contentTypeOf({ name: row.name }) : words().table.contentType}
                placeholder={row ? words().table.auto : undefined}
                spellCheck={false}
                value={row?.contentType ?? ""}
                onChange={(event) => change({ contentType: event.target.value })}
              />
            ),
          },
        }}
      />
      {missing.map(({ row, at, path }) => (
        <p key={`${row} ${at}`} className={css.missing}>
          <CircleAlert size={14} strokeWidth={2} aria-hidden />
          <span>
            {rich(words().files.missingRow, {
              name: files.get(path)?.name ?? path,
              again: (
                <button type="button" className={css.link} onClick={() => setChoosing({ row, at })}>
                  {words().files.again}
                </button>
              ),
            })}
          </span>
        </p>
      ))}
      {choosing ? (
        <FilePicker
          collection={collection}
          path={rows[choosing.row]?.files[choosing.at] ?? ""}
          onClose={() => setChoosing(null)}
          onChoose={(path) => {
            setFiles(choosing.row, (rows[choosing.row]?.files ?? []).toSpliced(choosing.at, 1, path));
            setChoosing(null);
          }}
        />
      ) : null}
    </>
  );
}

function isMissing(file: FileView | undefined): boolean {
  return file !== undefined && file.bytes === undefined;
}

function KindSelect({ row, change }: { row: FormRow | null; change: ChangeRow<FormRow> }) {
  return (
    <Select
      size="chip"
      name={
        row === null
          ? words().table.type
          : row.name === ""
            ? words().table.typeOfRow
            : words().table.typeOf({ name: row.name })
      }
      value={row?.kind ?? "text"}
      choices={[
        { value: "text", text: words().table.text },
        { value: "files", text: words().table.file },
      ]}
      onChoose={(kind) => {
        if (kind !== (row?.kind ?? "text")) change({ kind });
      }}
    />
  );
}

function Files(props: {
  row: FormRow;
  files: ReadonlyMap<string, FileView>;
  onAdd: () => void;
  onRemove: (at: number) => void;
}) {
  const { row, files, onAdd, onRemove } = props;
  return (
    <div className={css.files}>
      {row.files.map((path, at) => {
        const file = files.get(path);
        const isGone = isMissing(file);
        const Icon = isGone ? FileWarning : Paperclip;
        const name = file?.name ?? path;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a file may be named twice; its place tells it apart.
          <span key={at} className={isGone ? `${css.chip} ${css.gone}` : css.chip} title={path}>
            <Icon size={14} strokeWidth={2} aria-hidden />
            <span className="cut">{name}</span>
            <span className={css.size}>
              {isGone ? words().files.notFound : file?.bytes === undefined ? "" : size(file.bytes)}
            </span>
            <IconButton size="inside" icon={X} name={words().files.remove({ name })} onClick={() => onRemove(at)} />
          </span>
        );
      })}
      {row.files.length === 0 ? (
        <Button
          look="ghost"
          size="tight"
          icon={Plus}
          aria-label={words().files.chooseFor({ name: row.name })}
          onClick={onAdd}
        >
          {words().files.chooseFile}
        </Button>
      ) : (
        <IconButton size="inside" icon={Plus} name={words().files.addTo({ name: row.name })} onClick={onAdd} />
      )}
    </div>
  );
}
