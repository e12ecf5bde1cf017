import { ArrowDown, ArrowRight, CircleQuestionMark, Search, Server } from "lucide-react";
import { useEffect, useState } from "react";
import { go, useAddress } from "#/server/state/place.ts";
import { useMe } from "#/server/state/session.ts";
import type { AuditEntryView } from "#/server/types/AuditEntryView.ts";
import { Link } from "#/server/ui/Link.tsx";
import list from "#/server/ui/List.module.css";
import { Pager } from "#/server/ui/Pager.tsx";
import { Avatar } from "#/server/ui/people.tsx";
import { Failed } from "#/server/ui/State.tsx";
import { When } from "#/server/ui/times.tsx";
import { Select } from "#/ui/Select.tsx";
import { TextField } from "#/ui/TextField.tsx";
import { server as words } from "#/words/en/server.ts";
import css from "./AuditList.module.css";
import { DAYS, PAGE_SIZE, shownValue, useAudit } from "./audit.ts";

/** Who changed what, latest first; nothing in it can be edited. `subject` narrows it to one user. */
export function AuditList({ subject }: { subject?: string }) {
  const { path, query } = useAddress();
  const said = new URLSearchParams(query);
  const wanted = {
    search: said.get("search") ?? "",
    kind: said.get("kind") ?? "",
    days: said.get("days") ?? DAYS,
    offset: Math.max(0, Number(said.get("offset")) || 0),
    subject,
  };
  const { data, error, refetch, isPlaceholderData } = useAudit(wanted);
  const change = (name: string, value: string) => {
    if (name !== "offset") said.delete("offset");
    if (value === "") said.delete(name);
    else said.set(name, value);
    go(`${path}?${said}`, name !== "offset");
  };
  return (
    <>
      <Filters wanted={wanted} total={data?.total} onChange={change} />
      {error ? (
        <Failed thrown={error} onAgain={() => void refetch()} />
      ) : (
        <Table entries={data?.entries} isOld={isPlaceholderData} />
      )}
      <Pager
        offset={wanted.offset}
        size={PAGE_SIZE}
        shown={data?.entries.length ?? 0}
        total={data?.total}
        onOffset={(offset) => change("offset", offset === 0 ? "" : String(offset))}
      />
    </>
  );
}

const KINDS = Object.keys(words.audit.kinds) as (keyof typeof words.audit.kinds)[];

/** How long one may pause while typing before the list follows, in milliseconds. */
const PAUSE_MS = 200;

function Filters(props: {
  wanted: { search: string; kind: string; days: string };
  total: number | undefined;
  onChange: (name: string, value: string) => void;
}) {
  const { wanted, total, onChange } = props;
  const { audit } = words;
  return (
    <search className={list.filters}>
      <SearchField value={wanted.search} onText={(text) => onChange("search", text)} />
      <Select
        name={audit.kind}
        size="form"
        quiet
        className={css.kind}
        value={wanted.kind || "any"}
        choices={[
          { value: "any", text: audit.allKinds },
          ...KINDS.map((kind) => ({ value: kind as string, text: audit.kinds[kind] })),
        ]}
        onChoose={(kind) => onChange("kind", kind === "any" ? "" : kind)}
      />
      <Select
        name={audit.days}
        size="form"
        quiet
        className={list.choice}
        value={wanted.days}
        choices={[
          ...["1", "7", "30", "90"].map((days) => ({ value: days, text: audit.lastDays(Number(days)) })),
          { value: "any", text: audit.anyTime },
        ]}
        onChoose={(days) => onChange("days", days)}
      />
      <span className={`${list.said} num`} role="status">
        {total === undefined ? "" : audit.total(total)}
      </span>
    </search>
  );
}

function SearchField({ value, onText }: { value: string; onText: (text: string) => void }) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text.trim() === value) return;
    const timer = setTimeout(() => onText(text.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  });
  return (
    <TextField
      name={words.audit.search}
      type="search"
      size="form"
      icon={Search}
      placeholder={words.audit.searchHint}
      className={list.search}
      value={text}
      onText={setText}
    />
  );
}

function Table({ entries, isOld }: { entries: readonly AuditEntryView[] | undefined; isOld: boolean }) {
  const { audit } = words;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys.
    <section className={list.scroll} tabIndex={0} aria-label={audit.table}>
      <table className={`${list.table} ${isOld ? list.old : ""}`} aria-busy={isOld} aria-label={audit.table}>
        <colgroup>
          <col className={css.when} />
          <col className={css.who} />
          <col className={css.what} />
          <col />
          <col className={css.change} />
          <col className={`${css.address} ${list.third}`} />
        </colgroup>
        <thead>
          <tr>
            <th scope="col" aria-sort="descending">
              <span className={css.sorted}>
                {audit.when}
                <ArrowDown size={14} strokeWidth={2} aria-hidden />
              </span>
            </th>
            <th scope="col">{audit.who}</th>
            <th scope="col">{audit.what}</th>
            <th scope="col">{audit.on}</th>
            <th scope="col">{audit.change}</th>
            <th scope="col" className={list.third}>
              {audit.address}
            </th>
          </tr>
        </thead>
        <tbody>
          {entries?.map((entry) => (
            <Row key={entry.id} entry={entry} />
          ))}
        </tbody>
      </table>
      {entries?.length === 0 ? <p className={list.nothing}>{audit.nothing}</p> : null}
    </section>
  );
}

function Row({ entry }: { entry: AuditEntryView }) {
  const { audit, none } = words;
  return (
    <tr>
      <td className={list.muted}>
        <When at_ms={entry.at_ms} to="short_second" />
      </td>
      <td>
        <Who entry={entry} />
      </td>
      <td>{audit.kinds[entry.kind]}</td>
      <td>
        <On entry={entry} />
      </td>
      <td>
        <Change entry={entry} />
      </td>
      <td className={`${list.third} ${list.muted}`}>
        <code>{[entry.via === "api" ? audit.api : "", entry.address].filter(Boolean).join(", ") || none}</code>
      </td>
    </tr>
  );
}

/** What it was and what it is. The start of the server only says which version it is. */
function Change({ entry }: { entry: AuditEntryView }) {
  if (entry.from === "" && entry.to === "") return <span className={list.muted}>{words.none}</span>;
  if (entry.kind === "started") return entry.to;
  const [from, to] = [shownValue(entry, entry.from), shownValue(entry, entry.to)];
  return (
    <span className={css.values}>
      <s title={from}>{from}</s>
      <ArrowRight size={14} strokeWidth={2} role="img" aria-label={words.audit.to} />
      <strong title={to}>{to}</strong>
    </span>
  );
}

function Who({ entry }: { entry: AuditEntryView }) {
  const me = useMe();
  const isServer = entry.via === "server";
  const name = entry.who || (isServer ? words.product : words.audit.unknown);
  const Icon = isServer ? Server : CircleQuestionMark;
  return (
    <span className={css.person}>
      {entry.who ? (
        <Avatar name={name} isOwn={entry.who_id === me.id} size="small" />
      ) : (
        <Avatar name={name} size="small">
          <Icon size={14} strokeWidth={2} />
        </Avatar>
      )}
      <span className="cut">{name}</span>
    </span>
  );
}

/** On whom or on what; a link where there is a page of it. */
function On({ entry }: { entry: AuditEntryView }) {
  const { audit, none } = words;
  const member = audit.members[entry.field] ?? entry.field;
  const name = entry.subject;
  if (!name) return member || none;
  const isThere = entry.subject_id !== undefined && entry.kind !== "user_deleted";
  const person = isThere ? (
    <Link to={`/gallery/admin/users/${encodeURIComponent(entry.subject_id ?? "")}`}>{name}</Link>
  ) : (
    name
  );
  return entry.kind === "user_changed" && member ? (
    <>
      {person}, {member}
    </>
  ) : (
    person
  );
}
