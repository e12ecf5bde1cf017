import { useQuery } from "@tanstack/react-query";
import { ArrowLeftRight, ChevronDown, ChevronRight, ChevronUp, History, Plus, X } from "lucide-react";
import { type FormEvent, useMemo, useRef, useState } from "react";
import { problemOf } from "#/api/client.ts";
import type { ComparedRow } from "#/api/types/ComparedRow.ts";
import type { ComparisonView } from "#/api/types/ComparisonView.ts";
import type { HistoryView } from "#/api/types/HistoryView.ts";
import { comparisonQuery, sameRequestQuery } from "#/state/queries/history.ts";
import { duration, size } from "#/state/rules/formats.ts";
import { shortUrl } from "#/state/rules/tabs.ts";
import { useView } from "#/state/stores/view.ts";
import { Button, IconButton } from "#/ui/Button.tsx";
import { CopyButton } from "#/ui/CopyButton.tsx";
import { Checkbox } from "#/ui/fields/Checkbox.tsx";
import { Select } from "#/ui/fields/Select.tsx";
import { TextField } from "#/ui/fields/TextField.tsx";
import { sentence } from "#/ui/Message.tsx";
import { Badge, MethodBadge } from "#/ui/signs/Badge.tsx";
import { TabPanel, Tabs } from "#/ui/Tabs.tsx";
import { words } from "#/words/app.ts";
import css from "./Comparison.module.css";
import { Status } from "./parts.tsx";
import { stamp } from "./times.ts";

/** Two answers side by side. */
export function ComparisonTab({ first, second }: { first: number; second: number }) {
  const [pair, setPair] = useState({ before: first, after: second });
  const ignored = useView((view) => view.ignoredKeys);
  const comparison = useQuery(comparisonQuery(pair.before, pair.after, ignored));
  if (comparison.isError) return <p className={css.hint}>{sentence(problemOf(comparison.error).message)}</p>;
  const view = comparison.data;
  if (!view) return null;
  return (
    <section className={css.tab} aria-label={words().comparison.title} data-area="request">
      <div className={css.title}>
        <History size={16} strokeWidth={1.75} aria-hidden />
        <span>{words().sidebar.history}</span>
        <ChevronRight size={12} strokeWidth={2} aria-hidden />
        <h1>{words().comparison.title}</h1>
        <MethodBadge method={view.after.method} />
        <span className={`cut ${css.path}`} title={view.after.url}>
          {shortUrl(view.after.url)}
        </span>
        <span className={css.space} />
        <CopyButton
          name={words().comparison.copy}
          shows={words().comparison.copy}
          text={() => Promise.resolve(differencesOf(view))}
        />
      </div>
      <div className={css.sides}>
        <Side
          name={words().comparison.before}
          entry={view.before}
          onChoose={(before) => setPair({ ...pair, before })}
        />
        <IconButton
          icon={ArrowLeftRight}
          name={words().comparison.swap}
          onClick={() => setPair({ before: pair.after, after: pair.before })}
        />
        <Side name={words().comparison.after} entry={view.after} onChoose={(after) => setPair({ ...pair, after })} />
      </div>
      <Parts view={view} />
    </section>
  );
}

function Side(props: { name: string; entry: HistoryView; onChoose: (id: number) => void }) {
  const { name, entry, onChoose } = props;
  const others = useQuery(sameRequestQuery(entry)).data ?? [];
  const all = others.some((one) => one.id === entry.id) ? others : [entry, ...others];
  return (
    <div className={css.side}>
      <span aria-hidden>{name}</span>
      <Select
        name={name}
        value={String(entry.id)}
        className={css.choice}
        choices={all.map((one) => ({ value: String(one.id), text: stamp(one.at_ms) }))}
        onChoose={(id) => onChoose(Number(id))}
      />
      <Status status={entry.status} reason={entry.reason} />
      <span className={css.figure}>{duration(entry.duration_us)}</span>
      <span className={css.figure}>{size(entry.body_bytes)}</span>
    </div>
  );
}

/** What differs as text that can be pasted anywhere: both answers, then their lines with the signs of a diff. */
export function differencesOf(view: ComparisonView): string {
  const head = (sign: string, entry: HistoryView) =>
    `${sign} ${entry.method} ${entry.url} ${new Date(entry.at_ms).toISOString()} ${statusOf(entry)}`;
  const lines = [...view.headers, ...view.body]
    .filter(differs)
    .flatMap(({ before, after }) => [
      ...(before === undefined ? [] : [`-${before}`]),
      ...(after === undefined ? [] : [`+${after}`]),
    ]);
  return `${[head("---", view.before), head("+++", view.after), ...lines].join("\n")}\n`;
}

function statusOf(entry: HistoryView): string {
  return entry.status === undefined ? words().response.noAnswer : `${entry.status} ${entry.reason}`.trim();
}

const differs = (row: ComparedRow) => row.difference !== "same" && row.difference !== "ignored";

function Parts({ view }: { view: ComparisonView }) {
  const [part, setPart] = useState<"body" | "headers" | "facts">("body");
  const facts = useMemo(() => factsOf(view), [view]);
  return (
    <Tabs
      name={words().comparison.parts}
      value={part}
      onChoose={setPart}
      className={css.tabs}
      tabs={[
        { value: "body", text: words().response.tabs.body, count: view.body.filter(differs).length },
        { value: "headers", text: words().response.tabs.headers, count: view.headers.filter(differs).length },
        { value: "facts", text: words().comparison.facts },
      ]}
    >
      <TabPanel value="body" className={css.panel}>
        {view.has_bodies ? (
          <Rows rows={view.body} isNumbered note={view.is_cut ? words().comparison.cut : ""} canIgnore />
        ) : (
          <p className={css.hint}>{words().comparison.noBodies}</p>
        )}
      </TabPanel>
      <TabPanel value="headers" className={css.panel}>
        <Rows rows={view.headers} isNumbered={false} note="" canIgnore />
      </TabPanel>
      <TabPanel value="facts" className={css.panel}>
        <Rows rows={facts} isNumbered={false} note="" canIgnore={false} />
      </TabPanel>
    </Tabs>
  );
}

function factsOf({ before, after }: ComparisonView): ComparedRow[] {
  const of = (name: string, from: string, to: string): ComparedRow => ({
    difference: from === to ? "same" : "changed",
    before: `${name}: ${from}`,
    after: `${name}: ${to}`,
  });
  const { columns } = words().console;
  return [
    of(columns.status, statusOf(before), statusOf(after)),
    of(columns.took, duration(before.duration_us), duration(after.duration_us)),
    of(columns.size, size(before.body_bytes), size(after.body_bytes)),
    of(columns.address, before.url, after.url),
  ];
}

function Rows(props: { rows: readonly ComparedRow[]; isNumbered: boolean; note: string; canIgnore: boolean }) {
  const { rows, isNumbered, note, canIgnore } = props;
  const [onlyDifferences, setOnly] = useState(false);
  const [current, setCurrent] = useState(0);
  const box = useRef<HTMLTableElement>(null);
  const count = (kind: ComparedRow["difference"]) => rows.filter((row) => row.difference === kind).length;
  const places = rows.flatMap((row, index) => (differs(row) ? [index] : []));
  const go = (by: number) => {
    const next = (current + by + places.length) % Math.max(1, places.length);
    setCurrent(next);
    box.current?.querySelector(`[data-place="${places[next]}"]`)?.scrollIntoView({ block: "nearest" });
  };
  const numbers = numbersOf(rows);
  return (
    <>
      <div className={css.tools}>
        {places.length === 0 ? <Badge tone="ok">{words().comparison.same}</Badge> : null}
        {count("changed") > 0 ? (
          <Badge tone="warn">{words().comparison.changed({ count: count("changed") })}</Badge>
        ) : null}
        {count("added") > 0 ? <Badge tone="ok">{words().comparison.added({ count: count("added") })}</Badge> : null}
        {count("removed") > 0 ? (
          <Badge tone="bad">{words().comparison.removed({ count: count("removed") })}</Badge>
        ) : null}
        {count("ignored") > 0 ? <Badge>{words().comparison.ignoredCount({ count: count("ignored") })}</Badge> : null}
        <span className={css.option}>
          <Checkbox name={words().comparison.only} checked={onlyDifferences} onCheck={setOnly} />
          <span aria-hidden>{words().comparison.only}</span>
        </span>
        <span className={css.note}>{note}</span>
        <span className={css.space} />
        {places.length > 0 ? (
          <>
            <span className={css.figure} role="status">
              {words().comparison.place({ at: current + 1, count: places.length })}
            </span>
            <IconButton size="tight" icon={ChevronUp} name={words().comparison.previous} onClick={() => go(-1)} />
            <IconButton size="tight" icon={ChevronDown} name={words().comparison.next} onClick={() => go(1)} />
          </>
        ) : null}
      </div>
      {canIgnore ? <IgnoredKeys /> : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <section className={css.scroll} aria-label={words().comparison.rows} tabIndex={0}>
        <table ref={box} className={css.rows}>
          <thead className="sr">
            <tr>
              <th scope="col">{words().comparison.before}</th>
              <th scope="col">{words().comparison.after}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) =>
              onlyDifferences && !differs(row) ? null : (
                <tr
                  // biome-ignore lint/suspicious/noArrayIndexKey: lines of a fixed text.
                  key={index}
                  data-kind={row.difference}
                  data-place={differs(row) ? index : undefined}
                  data-current={places[current] === index || undefined}
                >
                  <Cell row={row} side="before" number={isNumbered ? numbers[index]?.before : undefined} />
                  <Cell row={row} side="after" number={isNumbered ? numbers[index]?.after : undefined} />
                </tr>
              ),
            )}
          </tbody>
        </table>
      </section>
    </>
  );
}

const SIGN: Record<ComparedRow["difference"], string> = {
  same: "",
  changed: "~",
  added: "+",
  removed: "−",
  ignored: "",
};

function Cell(props: { row: ComparedRow; side: "before" | "after"; number: number | undefined }) {
  const { row, side, number } = props;
  const text = row[side];
  if (text === undefined) return <td className={css.missing} aria-label={words().comparison.missing} />;
  const [front, middle, back] = row.difference === "changed" ? parted(row, text) : [text, "", ""];
  return (
    <td>
      <span className={css.number} aria-hidden>
        {number ?? ""}
      </span>
      <span className={css.sign} aria-hidden>
        {SIGN[row.difference]}
      </span>
      <span className={css.words}>
        {row.difference === "same" ? null : <span className="sr">{words().comparison.kinds[row.difference]}</span>}
        {front}
        {middle === "" ? null : <u>{middle}</u>}
        {back}
        {row.difference === "ignored" && side === "after" ? <em>{words().comparison.ignored}</em> : null}
      </span>
    </td>
  );
}

/** What both sides begin and end with, and what differs between; whole words, not single letters. */
export function parted(row: ComparedRow, text: string): [string, string, string] {
  const other = (text === row.before ? row.after : row.before) ?? "";
  const least = Math.min(text.length, other.length);
  let front = 0;
  while (front < least && text[front] === other[front]) front += 1;
  while (front > 0 && /[\p{L}\p{N}"]/u.test(text[front - 1] ?? "")) front -= 1;
  let back = 0;
  while (back < least - front && text.at(-1 - back) === other.at(-1 - back)) back += 1;
  while (back > 0 && /[\p{L}\p{N}"]/u.test(text.at(-back) ?? "")) back -= 1;
  return [text.slice(0, front), text.slice(front, text.length - back), text.slice(text.length - back)];
}

function numbersOf(rows: readonly ComparedRow[]): { before: number | undefined; after: number | undefined }[] {
  let before = 0;
  let after = 0;
  return rows.map((row) => {
    if (row.before !== undefined) before += 1;
    if (row.after !== undefined) after += 1;
    return {
      before: row.before === undefined ? undefined : before,
      after: row.after === undefined ? undefined : after,
    };
  });
}

function IgnoredKeys() {
  const keys = useView((view) => view.ignoredKeys);
  const [text, setText] = useState("");
  const set = (ignoredKeys: string[]) => useView.setState({ ignoredKeys });
  const add = (event: FormEvent) => {
    event.preventDefault();
    const key = text.trim().replaceAll(",", "");
    if (key !== "" && !keys.includes(key)) set([...keys, key]);
    setText("");
  };
  return (
    <form className={css.ignored} onSubmit={add}>
      <span>{words().comparison.ignoredKeys}</span>
      {keys.map((key) => (
        <span key={key} className={css.chip}>
          {key}
          <IconButton
            size="inside"
            icon={X}
            name={words().comparison.noLonger({ key })}
            onClick={() => set(keys.filter((one) => one !== key))}
          />
        </span>
      ))}
      <TextField
        mono
        className={css.key}
        name={words().comparison.key}
        placeholder={words().comparison.key}
        value={text}
        onText={setText}
      />
      <Button look="ghost" type="submit" icon={Plus} disabled={text.trim() === ""}>
        {words().comparison.add}
      </Button>
    </form>
  );
}
