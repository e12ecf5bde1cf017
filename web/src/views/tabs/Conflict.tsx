import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Eye, FileText, Pencil, TriangleAlert } from "lucide-react";
import { type ReactNode, useState } from "react";
import { post, problemOf } from "#/api/client.ts";
import type { ConflictField } from "#/api/types/ConflictField.ts";
import type { ConflictSide } from "#/api/types/ConflictSide.ts";
import { timeOf } from "#/features/history/times.ts";
import { useProgram } from "#/state/program.tsx";
import { conflictQuery } from "#/state/queries/items.ts";
import { isInCollection } from "#/state/queries/topics.ts";
import type { Item } from "#/state/rules/items.ts";
import { Button } from "#/ui/Button.tsx";
import { Checkbox } from "#/ui/fields/Checkbox.tsx";
import { sentence } from "#/ui/Message.tsx";
import { Dialog } from "#/ui/overlays/Dialog.tsx";
import { useToast } from "#/ui/overlays/Toasts.tsx";
import { words } from "#/words/app.ts";
import { rich } from "#/words/rich.tsx";
import { named } from "#/words/words.ts";
import css from "./Conflict.module.css";

function Strip({ text, children }: { text: string; children: ReactNode }) {
  return (
    <div className={css.strip} role="alert">
      <TriangleAlert size={16} strokeWidth={1.75} aria-hidden />
      <span>{text}</span>
      {children}
    </div>
  );
}

/** Said above a tab while its conflict is put off: saving would overwrite what is on disk. */
export function ConflictStrip({ onResolve }: { onResolve: () => void }) {
  return (
    <Strip text={words().conflict.strip}>
      <Button onClick={onResolve}>{words().conflict.resolve}</Button>
    </Strip>
  );
}

/** Said above a tab whose file is gone: it is there for its edits alone. */
export function GoneStrip({ item, kind, onSave }: { item: Item; kind: "request" | "parent"; onSave: () => void }) {
  const { edits } = useProgram();
  const toast = useToast();
  const discard = async () => {
    try {
      await edits.settled(item);
      await edits.discard(kind, item);
    } catch (thrown) {
      toast.problem(sentence(problemOf(thrown).message));
    }
  };
  return (
    <Strip text={words().conflict.goneStrip}>
      <Button onClick={() => void discard()}>{words().conflict.discard}</Button>
      <Button onClick={onSave}>{words().conflict.saveAgain}</Button>
    </Strip>
  );
}

/** Both sides of an item whose file changed under unsaved edits, and the result of the choices. */
export function Conflict(props: {
  item: Item;
  name: string;
  /** Saves the draft under another name; absent where there is no such thing. */
  onSaveCopy?: (() => void) | undefined;
}) {
  const { item, name, onSaveCopy } = props;
  const conflict = useQuery(conflictQuery(item));
  const client = useQueryClient();
  const { edits } = useProgram();
  const toast = useToast();
  const [choices, setChoices] = useState<Record<string, ConflictSide>>({});
  const [isPreviewing, setPreviewing] = useState(false);
  if (!conflict.data) return null;
  const { file, seen, fields, same, edited_at_ms, changed_at_ms } = conflict.data;
  const open = fields.filter((field) => field.only === undefined);
  const taken = fields.filter((field) => field.only !== undefined);
  const sideOf = (field: ConflictField) => field.only ?? choices[field.id] ?? "draft";
  const chooseAll = (side: ConflictSide) => setChoices(Object.fromEntries(open.map((field) => [field.id, side])));
  const from = (side: ConflictSide) => fields.filter((field) => sideOf(field) === side).length;

  const save = async () => {
    try {
      await edits.settled(item);
      await post("/api/conflict/resolve", { ...item, seen, choices });
      toast(words().request.saved({ name }));
    } catch (thrown) {
      toast.problem(sentence(problemOf(thrown).message));
    }
    await client.invalidateQueries({ predicate: ({ queryKey }) => isInCollection(queryKey, item.collection) });
  };

  return (
    <section className={css.page} aria-label={words().conflict.name}>
      <div className={css.band} role="alert">
        <TriangleAlert size={16} strokeWidth={1.75} aria-hidden />
        <div>
          <h2>{words().conflict.title}</h2>
          <p>{rich(words().conflict.read, { file: <code>{file}</code> })}</p>
        </div>
      </div>
      <div className={css.head}>
        <span>{words().conflict.differ({ count: open.length })}</span>
        <div>
          <SideName name={words().conflict.draft} said={words().conflict.edited} atMs={edited_at_ms} />
          {open.length > 0 ? (
            <Button look="ghost" onClick={() => chooseAll("draft")}>
              {words().conflict.keepAll}
            </Button>
          ) : null}
        </div>
        <div>
          <SideName name={words().conflict.disk} said={words().conflict.changed} atMs={changed_at_ms} />
          {open.length > 0 ? (
            <Button look="ghost" onClick={() => chooseAll("disk")}>
              {words().conflict.takeAll}
            </Button>
          ) : null}
        </div>
      </div>
      <div className={css.list}>
        {open.map((field) => (
          <Choice
            key={field.id}
            field={field}
            side={sideOf(field)}
            onChoose={(side) => setChoices({ ...choices, [field.id]: side })}
          />
        ))}
        {taken.length > 0 ? (
          <div className={css.taken}>
            <h3>{words().conflict.taken}</h3>
            <ul>
              {taken.map((field) => (
                <li key={field.id}>
                  <span className={css.from}>
                    {field.only === "disk" ? (
                      <FileText size={14} strokeWidth={2} aria-hidden />
                    ) : (
                      <Pencil size={14} strokeWidth={2} aria-hidden />
                    )}
                    {field.only === "disk" ? words().conflict.disk : words().conflict.draft}
                  </span>
                  <span>{fieldName(field.id)}</span>
                  <code className="cut">
                    {(field.only === "disk" ? field.disk : field.draft) || words().conflict.gone}
                  </code>
                </li>
              ))}
            </ul>
          </div>
        ) : null}
        <p className={css.same}>{words().conflict.same({ count: same })}</p>
      </div>
      <footer className={css.foot} data-foot>
        <span>
          {from("both") === 0
            ? words().conflict.result({ disk: from("disk"), draft: from("draft") })
            : words().conflict.resultBoth({ disk: from("disk"), draft: from("draft"), both: from("both") })}
        </span>
        {onSaveCopy ? (
          <Button size="form" look="ghost" onClick={onSaveCopy}>
            {words().conflict.saveCopy}
          </Button>
        ) : null}
        <Button size="form" icon={Eye} onClick={() => setPreviewing(true)}>
          {words().conflict.preview}
        </Button>
        <Button size="form" look="primary" onClick={() => void save()}>
          {words().conflict.save}
        </Button>
      </footer>
      {isPreviewing ? <Result fields={fields} sideOf={sideOf} onClose={() => setPreviewing(false)} /> : null}
    </section>
  );
}

/** Name of a side, and when it became what it is. */
function SideName(props: { name: string; said: (values: { time: string }) => string; atMs: number | undefined }) {
  const { name, said, atMs } = props;
  const exact = atMs === undefined ? undefined : new Date(atMs).toISOString();
  return (
    <span>
      <b>{name}</b>
      {atMs === undefined ? null : (
        <time dateTime={exact} title={exact}>
          {said({ time: timeOf(atMs) })}
        </time>
      )}
    </span>
  );
}

/** What Save result will write of every field that is not the same on both sides. */
function Result(props: {
  fields: readonly ConflictField[];
  sideOf: (field: ConflictField) => ConflictSide;
  onClose: () => void;
}) {
  const { fields, sideOf, onClose } = props;
  return (
    <Dialog
      open
      title={words().conflict.preview}
      closeName={words().close}
      onClose={onClose}
      width={44}
      help={words().conflict.previewHelp}
      actions={
        <Button size="form" onClick={onClose}>
          {words().close}
        </Button>
      }
    >
      <dl className={css.result}>
        {fields.map((field) => (
          <div key={field.id}>
            <dt>{fieldName(field.id)}</dt>
            <dd>{textOf(field, sideOf(field)) || words().conflict.gone}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}

function textOf(field: ConflictField, side: ConflictSide): string {
  return (side === "both" ? field.both : field[side]) ?? "";
}

function Choice(props: { field: ConflictField; side: ConflictSide; onChoose: (side: ConflictSide) => void }) {
  const { field, side, onChoose } = props;
  const name = fieldName(field.id);
  const sides: [ConflictSide, string, string][] = [
    ["draft", words().conflict.draft, field.draft],
    ["disk", words().conflict.disk, field.disk],
  ];
  return (
    <fieldset className={css.row}>
      <legend className="sr">{name}</legend>
      <div className={css.name} aria-hidden>
        <b>{name}</b>
        <Sum field={field} />
      </div>
      {sides.map(([value, label, text]) => (
        <label key={value} className={css.side} data-on={side === value || side === "both" || undefined}>
          <input
            type="radio"
            name={field.id}
            aria-label={`${name}: ${label}`}
            checked={side === value}
            onChange={() => onChoose(value)}
          />
          <Lines text={text} other={value === "draft" ? field.disk : field.draft} />
        </label>
      ))}
      {field.both === undefined ? null : (
        // biome-ignore lint/a11y/noLabelWithoutControl: Base UI renders the input inside the check box; the label widens its pointer target.
        <label className={css.both}>
          <Checkbox
            name={`${name}: ${words().conflict.takeBoth}`}
            checked={side === "both"}
            onCheck={(checked) => onChoose(checked ? "both" : "draft")}
          />
          <span aria-hidden>{words().conflict.takeBothWhy}</span>
        </label>
      )}
    </fieldset>
  );
}

/** How long a value of several lines is, and how many of its lines the other side does not have. */
function Sum({ field }: { field: ConflictField }) {
  const [draft, disk] = [field.draft.split("\n"), field.disk.split("\n")];
  if (Math.max(draft.length, disk.length) < 2) return null;
  const [inDraft, onDisk] = [new Set(draft), new Set(disk)];
  const differ = draft.filter((line) => !onDisk.has(line)).length + disk.filter((line) => !inDraft.has(line)).length;
  return (
    <span className={css.sum}>{words().conflict.lines({ all: Math.max(draft.length, disk.length), differ })}</span>
  );
}

/** At most so many lines of a long value are shown around what differs. */
const LINES_MAX = 12;

/** A value; of several lines those that the other side does not have are marked, and what is the same before is left out. */
function Lines({ text, other }: { text: string; other: string }) {
  if (text === "") return <em className={css.value}>{words().conflict.gone}</em>;
  const lines = text.split("\n");
  if (lines.length === 1) return <code className={css.value}>{text}</code>;
  const known = new Set(other.split("\n"));
  const first = lines.findIndex((line) => !known.has(line));
  const start = Math.max(0, Math.min(first, lines.length - LINES_MAX + 2) - 2);
  const shown = lines.slice(start, start + LINES_MAX);
  return (
    <span className={css.code}>
      {start > 0 ? <span className={css.more}>{words().conflict.linesAbove({ count: start })}</span> : null}
      {shown.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place.
        <span key={index} data-changed={!known.has(line) || undefined}>
          <span className={css.gutter}>
            {known.has(line) ? " " : "~"}
            {known.has(line) ? null : <span className="sr">{words().conflict.changedLine}</span>}
          </span>
          {line || " "}
        </span>
      ))}
      {start + LINES_MAX < lines.length ? (
        <span className={css.more}>{words().conflict.linesBelow({ count: lines.length - start - LINES_MAX })}</span>
      ) : null}
    </span>
  );
}

/** A field's id in words. */
function fieldName(id: string): string {
  const slash = id.indexOf("/");
  const list = (slash < 0 ? id : id.slice(0, slash)).replace("defaults.", "");
  const word = named(words().conflict.fields, list) ?? list;
  return slash < 0
    ? word
    : words().conflict.rowOf({ list: named(words().conflict.rows, list) ?? word, name: id.slice(slash + 1) });
}
