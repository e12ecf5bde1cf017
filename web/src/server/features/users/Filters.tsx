import { ListFilter } from "lucide-react";
import { useState } from "react";
import { AnyOf } from "#/server/ui/AnyOf.tsx";
import list from "#/server/ui/List.module.css";
import { TypedField } from "#/server/ui/TypedField.tsx";
import { Button } from "#/ui/Button.tsx";
import { Select } from "#/ui/fields/Select.tsx";
import { TextField } from "#/ui/fields/TextField.tsx";
import { words } from "#/words/server.ts";
import css from "./Filters.module.css";
import { EVERYBODY, furtherOf, queryOf, type Wanted } from "./wanted.ts";

const ROLES = ["Curator", "Artisan", "Member", "Viewer", "NoAccess", "Evaluated"] as const;

/** Search and filters of the list. `said` tells how many fit. */
export function Filters(props: { wanted: Wanted; said: string; onChange: (some: Partial<Wanted>) => void }) {
  const { wanted, said, onChange } = props;
  const further = furtherOf(wanted);
  const [isOpen, setOpen] = useState(further > 0);
  const isFiltered = queryOf({ ...wanted, sort: EVERYBODY.sort, descending: false, offset: 0 }) !== "";
  const { users } = words();
  return (
    <search className={list.filters}>
      <TypedField
        name={users.search}
        isSearch
        placeholder={users.searchHint}
        className={list.search}
        value={wanted.search}
        onText={(search) => onChange({ search })}
      />
      <AnyOf
        name={users.role}
        any={users.anyRole}
        className={list.choice}
        value={wanted.role}
        choices={ROLES.map((role) => ({ value: role, text: words().roles[role] }))}
        onChoose={(role) => onChange({ role })}
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

/** A whole name or address. */
function Typed(props: { name: string; value: string; onText: (text: string) => void }) {
  return <TypedField {...props} placeholder={props.name} className={css.typed} />;
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
