import { ListFilter, Search } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import list from "#/server/ui/List.module.css";
import { Button } from "#/ui/Button.tsx";
import { Select } from "#/ui/Select.tsx";
import { TextField } from "#/ui/TextField.tsx";
import { server as words } from "#/words/en/server.ts";
import css from "./Filters.module.css";
import { EVERYBODY, furtherOf, queryOf, type Wanted } from "./wanted.ts";

const ROLES = ["Curator", "Artisan", "Member", "Viewer", "NoAccess", "Evaluated"] as const;

/** How long one may pause while typing before the list follows, in milliseconds. */
const PAUSE_MS = 200;

/** Search and filters of the list. `said` tells how many fit. */
export function Filters(props: { wanted: Wanted; said: string; onChange: (some: Partial<Wanted>) => void }) {
  const { wanted, said, onChange } = props;
  const further = furtherOf(wanted);
  const [isOpen, setOpen] = useState(further > 0);
  const isFiltered = queryOf({ ...wanted, sort: EVERYBODY.sort, descending: false, offset: 0 }) !== "";
  const { users } = words;
  return (
    <search className={list.filters}>
      <Typed
        name={users.search}
        isSearch
        className={list.search}
        value={wanted.search}
        onText={(search) => onChange({ search })}
      />
      <Select
        name={users.role}
        size="form"
        quiet
        className={list.choice}
        value={wanted.role || "any"}
        choices={[
          { value: "any", text: users.anyRole },
          ...ROLES.map((role) => ({ value: role as string, text: words.roles[role] })),
        ]}
        onChoose={(role) => onChange({ role: role === "any" ? "" : role })}
      />
      <Yes
        name={users.status}
        value={wanted.active}
        texts={[users.anyStatus, users.active, users.inactive]}
        className={css.status}
        onChoose={(active) => onChange({ active })}
      />
      <Button
        size="form"
        look="ghost"
        icon={ListFilter}
        aria-expanded={isOpen}
        aria-controls="further-filters"
        onClick={() => setOpen(!isOpen)}
      >
        {further > 0 ? `${users.moreFilters} (${further})` : users.moreFilters}
      </Button>
      {isFiltered ? (
        <Button
          size="form"
          look="ghost"
          onClick={() => onChange({ ...EVERYBODY, sort: wanted.sort, descending: wanted.descending })}
        >
          {users.clear}
        </Button>
      ) : null}
      <span className={`${list.said} num`} role="status">
        {said}
      </span>
      <div id="further-filters" className={css.further} hidden={!isOpen}>
        <Yes
          name={users.apiAccess}
          value={wanted.api_access}
          texts={[users.anyAccess, users.withAccess, users.withoutAccess]}
          className={css.status}
          onChoose={(api_access) => onChange({ api_access })}
        />
        <Typed name={users.wholeEmail} value={wanted.email} onText={(email) => onChange({ email })} />
        <Typed
          name={users.wholeFirstName}
          value={wanted.first_name}
          onText={(first_name) => onChange({ first_name })}
        />
        <Typed name={users.wholeLastName} value={wanted.last_name} onText={(last_name) => onChange({ last_name })} />
        <Day
          name={users.createdAfter}
          value={wanted.created_after}
          onDay={(created_after) => onChange({ created_after })}
        />
        <Day
          name={users.createdBefore}
          value={wanted.created_before}
          onDay={(created_before) => onChange({ created_before })}
        />
      </div>
    </search>
  );
}

/** A text that counts as soon as one stops typing. */
function Typed(props: {
  name: string;
  value: string;
  isSearch?: boolean;
  className?: string | undefined;
  onText: (text: string) => void;
}) {
  const { name, value, isSearch = false, className, onText } = props;
  const [text, setText] = useState(value);
  const told = useRef(value);
  const tell = useRef(onText);
  tell.current = onText;
  useEffect(() => {
    // The address changed by another way, such as Back.
    if (value !== told.current) setText(value);
    told.current = value;
  }, [value]);
  useEffect(() => {
    if (text.trim() === told.current) return;
    const timer = setTimeout(() => {
      told.current = text.trim();
      tell.current(text.trim());
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <TextField
      name={name}
      type={isSearch ? "search" : "text"}
      size="form"
      {...(isSearch ? { icon: Search } : {})}
      placeholder={isSearch ? words.users.searchHint : name}
      className={className ?? css.typed}
      value={text}
      onText={setText}
    />
  );
}

function Day({ name, value, onDay }: { name: string; value: string; onDay: (day: string) => void }) {
  return (
    <span className={css.day}>
      <span aria-hidden>{name}</span>
      <TextField name={name} type="date" size="form" value={value} onText={onDay} />
    </span>
  );
}

/** Any, yes or no. */
function Yes(props: {
  name: string;
  value: boolean | null;
  texts: readonly [string, string, string];
  className?: string | undefined;
  onChoose: (value: boolean | null) => void;
}) {
  const { name, value, texts, className, onChoose } = props;
  return (
    <Select
      name={name}
      size="form"
      quiet
      className={className}
      value={String(value)}
      choices={[
        { value: "null", text: texts[0] },
        { value: "true", text: texts[1] },
        { value: "false", text: texts[2] },
      ]}
      onChoose={(chosen) => onChoose(chosen === "null" ? null : chosen === "true")}
    />
  );
}
