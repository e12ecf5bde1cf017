import { ArrowDown, ArrowRight, CircleQuestionMark, Server } from "lucide-react";
import type { ReactNode } from "react";
import { go, useAddress } from "#/server/state/place.ts";
import { useMe } from "#/server/state/session.ts";
import { pageOf } from "#/server/state/users.ts";
import type { AuditEntryView } from "#/server/types/AuditEntryView.ts";
import { AnyOf } from "#/server/ui/AnyOf.tsx";
import { Link } from "#/server/ui/Link.tsx";
import list from "#/server/ui/List.module.css";
import { Pager } from "#/server/ui/Pager.tsx";
import { Avatar } from "#/server/ui/people.tsx";
import { Failed } from "#/server/ui/State.tsx";
import { TypedField } from "#/server/ui/TypedField.tsx";
import { When } from "#/server/ui/times.tsx";
import { Select } from "#/ui/fields/Select.tsx";
import { words } from "#/words/server.ts";
import { named } from "#/words/words.ts";
import css from "./AuditList.module.css";
import { DAYS, PAGE_SIZE, shownValue, useAudit, usePeople, type Wanted } from "./audit.ts";

/**
 * Who changed what, latest first; nothing in it can be edited. `subject` narrows it to what was done to one user, `beside`
 * stands next to the filters.
 */
export function AuditList({ subject, beside }: { subject?: string; beside?: ReactNode }) {
  const { path, query } = useAddress();
  const said = new URLSearchParams(query);
  const wanted = {
    search: said.get("search") ?? "",
    who: said.get("who") ?? "",
    kind: said.get("kind") ?? "",
    days: said.get("days") ?? DAYS,
    offset: Math.max(0, Number(said.get("offset")) || 0),
    subject,
  };
  const { data, error, refetch, isPlaceholderData } = useAudit(wanted);
  const addressWith = (name: string, value: string) => {
    const next = new URLSearchParams(query);
    if (name !== "offset") next.delete("offset");
    if (value === "") next.delete(name);
    else next.set(name, value);
    return `${path}?${next}`;
  };
  const change = (name: string, value: string) => go(addressWith(name, value), name !== "offset");
  return (
    <>
      <Filters wanted={wanted} beside={beside} total={data?.total} onChange={change} />
      {error ? (
        <Failed thrown={error} onAgain={() => void refetch()} />
      ) : (
        <Table
          entries={data?.entries}
          isOld={isPlaceholderData}
          toPerson={(id) => (id === wanted.who ? undefined : addressWith("who", id))}
        />
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

function Filters(props: {
  wanted: Wanted;
  beside: ReactNode;
  total: number | undefined;
  onChange: (name: string, value: string) => void;
}) {
  const { wanted, beside, total, onChange } = props;
  const { audit } = words();
  const people = usePeople(wanted);
  return (
    <search className={list.filters}>
      <TypedField
        name={audit.search}
        isSearch
        placeholder={audit.searchHint}
        className={list.search}
        value={wanted.search}
        onText={(text) => onChange("search", text)}
      />
      <AnyOf
        name={audit.person}
        any={audit.anybody}
        className={list.choice}
        value={wanted.who}
        choices={people.map(({ id, name }) => ({ value: id, text: name }))}
        onChoose={(who) => onChange("who", who)}
      />
      <AnyOf
        name={audit.kind}
        any={audit.allKinds}
        className={css.kind}
        value={wanted.kind}
        choices={Object.entries(audit.kinds).map(([value, text]) => ({ value, text }))}
        onChoose={(kind) => onChange("kind", kind)}
      />
      <Select
        name={audit.days}
        size="form"
        quiet
        className={css.days}
        value={wanted.days}
        choices={[
          ...["1", "7", "30", "90"].map((days) => ({ value: days, text: audit.lastDays({ days: Number(days) }) })),
          { value: "any", text: audit.anyTime },
        ]}
        onChoose={(days) => onChange("days", days)}
      />
      {beside}
      <span className={`${list.said} num`} role="status">
        {total === undefined ? "" : audit.total({ count: total })}
      </span>
    </search>
  );
}

/** Where one finds only what a person did; absent where that is what is shown. */
type ToPerson = (id: string) => string | undefined;

function Table(props: { entries: readonly AuditEntryView[] | undefined; isOld: boolean; toPerson: ToPerson }) {
  const { entries, isOld, toPerson } = props;
  const { audit } = words();
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
            <Row key={entry.id} entry={entry} toPerson={toPerson} />
          ))}
        </tbody>
      </table>
      {entries?.length === 0 ? <p className={list.nothing}>{audit.nothing}</p> : null}
    </section>
  );
}

function Row({ entry, toPerson }: { entry: AuditEntryView; toPerson: ToPerson }) {
  const { audit, none } = words();
  return (
    <tr>
      <td className={list.muted}>
        <When at_ms={entry.at_ms} to="short_second" />
      </td>
      <td>
        <Who entry={entry} toPerson={toPerson} />
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
  if (entry.from === "" && entry.to === "") return <span className={list.muted}>{words().none}</span>;
  if (entry.kind === "started") return entry.to;
  const [from, to] = [shownValue(entry, entry.from), shownValue(entry, entry.to)];
  return (
    <span className={css.values}>
      <s title={from}>{from}</s>
      <ArrowRight size={14} strokeWidth={2} role="img" aria-label={words().audit.to} />
      <strong title={to}>{to}</strong>
    </span>
  );
}

function Who({ entry, toPerson }: { entry: AuditEntryView; toPerson: ToPerson }) {
  const me = useMe();
  const isServer = entry.via === "server";
  const name = entry.who || (isServer ? words().product : words().audit.unknown);
  const to = entry.who_id === undefined ? undefined : toPerson(entry.who_id);
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
      {to ? (
        <Link to={to} className="cut" title={words().audit.onlyBy({ name })}>
          {name}
        </Link>
      ) : (
        <span className="cut">{name}</span>
      )}
    </span>
  );
}

/** On whom or on what; a link where there is a page of it. */
function On({ entry }: { entry: AuditEntryView }) {
  const { audit, none } = words();
  const member = named(audit.members, entry.field) ?? entry.field;
  const name = entry.subject;
  if (!name) return member || none;
  const isThere = entry.subject_id !== undefined && entry.kind !== "user_deleted";
  const person = isThere ? <Link to={pageOf(entry.subject_id ?? "")}>{name}</Link> : name;
  return entry.kind === "user_changed" && member ? (
    <>
      {person}, {member}
    </>
  ) : (
    person
  );
}
