import { ArrowDown, ArrowUp, Ellipsis } from "lucide-react";
import { memo, useCallback, useState } from "react";
import { useMe } from "#/server/state/session.ts";
import { pageOf } from "#/server/state/users.ts";
import type { UserRow } from "#/server/types/UserRow.ts";
import { Link } from "#/server/ui/Link.tsx";
import list from "#/server/ui/List.module.css";
import { Avatar, nameOf, Standing } from "#/server/ui/people.tsx";
import { When } from "#/server/ui/times.tsx";
import { Button } from "#/ui/Button.tsx";
import { Switch } from "#/ui/fields/Switch.tsx";
import { AnchoredMenu } from "#/ui/overlays/Menu.tsx";
import { words } from "#/words/server.ts";
import { useAccess } from "./access.tsx";
import { useActions } from "./actions.tsx";
import css from "./UsersTable.module.css";
import type { Sort, Wanted } from "./wanted.ts";

/** The list itself. `users` is absent until it is there; `isOld` while another piece is on its way. */
export function UsersTable(props: {
  users: readonly UserRow[] | undefined;
  wanted: Wanted;
  isOld: boolean;
  onChange: (some: Partial<Wanted>) => void;
}) {
  const { users, wanted, isOld, onChange } = props;
  const me = useMe();
  const { actionsOf, dialog } = useActions();
  const access = useAccess();
  const [menu, setMenu] = useState<{ user: UserRow; at: HTMLElement; isOpen: boolean } | null>(null);
  const openMenu = useCallback((user: UserRow, at: HTMLElement) => setMenu({ user, at, isOpen: true }), []);
  const head = { wanted, onChange };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys.
    <section className={list.scroll} tabIndex={0} aria-label={words().users.table}>
      <table className={`${list.table} ${isOld ? list.old : ""}`} aria-busy={isOld} aria-label={words().users.table}>
        <colgroup>
          <col />
          <col className={css.role} />
          <col className={css.access} />
          <col className={`${css.rights} ${list.third}`} />
          <col className={css.time} />
          <col className={`${css.day} ${list.third}`} />
          <col className={css.status} />
          <col className={css.more} />
        </colgroup>
        <thead>
          <tr>
            <SortHead by="name" text={words().users.name} {...head} />
            <SortHead by="role" text={words().users.role} {...head} />
            <th scope="col">{words().users.apiAccess}</th>
            <th scope="col" className={list.third}>
              {words().users.jobRights}
            </th>
            <SortHead by="last_login" text={words().users.lastSignIn} {...head} />
            <SortHead by="created" text={words().users.created} isThird {...head} />
            <SortHead by="status" text={words().users.status} {...head} />
            <th scope="col">
              <span className="sr">{words().users.more}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {users?.map((user) => (
            <Row key={user.id} user={user} isOwn={user.id === me.id} onTurn={access.turn} onMenu={openMenu} />
          ))}
        </tbody>
      </table>
      {users?.length === 0 ? <p className={list.nothing}>{words().users.nobody}</p> : null}
      {menu ? (
        <AnchoredMenu
          name={words().users.moreFor({ name: nameOf(menu.user) })}
          anchor={menu.isOpen ? menu.at : null}
          focusAfter={() => menu.at}
          groups={actionsOf(menu.user)}
          onClose={() => setMenu({ ...menu, isOpen: false })}
        />
      ) : null}
      {dialog}
      {access.dialog}
    </section>
  );
}

function SortHead(props: {
  by: Sort;
  text: string;
  wanted: Wanted;
  isThird?: boolean;
  onChange: (some: Partial<Wanted>) => void;
}) {
  const { by, text, wanted, isThird = false, onChange } = props;
  const isSorted = wanted.sort === by;
  const Icon = wanted.descending ? ArrowDown : ArrowUp;
  return (
    <th
      scope="col"
      className={isThird ? list.third : undefined}
      aria-sort={isSorted ? (wanted.descending ? "descending" : "ascending") : undefined}
    >
      <button
        type="button"
        className={list.sort}
        onClick={() => onChange({ sort: by, descending: isSorted && !wanted.descending })}
      >
        {text}
        {isSorted ? <Icon size={14} strokeWidth={2} aria-hidden /> : null}
      </button>
    </th>
  );
}

/** Drawn again only when its user is another one: a page of the list holds many. */
const Row = memo(function Row(props: {
  user: UserRow;
  isOwn: boolean;
  onTurn: (user: UserRow) => void;
  onMenu: (user: UserRow, at: HTMLElement) => void;
}) {
  const { user, isOwn, onTurn, onMenu } = props;
  const name = nameOf(user);
  const rights = (["schedules_jobs", "prioritizes_jobs", "assigns_jobs"] as const)
    .filter((right) => user[right])
    .map((right) => words().users.rights[right]);
  return (
    <tr>
      <td>
        <div className={list.who}>
          <Avatar name={name} isOwn={isOwn} />
          <span>
            <Link to={pageOf(user.id)} className="cut">
              {name}
            </Link>
            <span className={`${list.below} cut`}>{user.email}</span>
          </span>
        </div>
      </td>
      <td>{words().roles[user.role]}</td>
      <td>
        <span className={css.switch} data-on={user.is_api_enabled || undefined}>
          <Switch
            wordless
            name={words().users.accessOf({ name })}
            checked={user.is_api_enabled}
            onCheck={() => onTurn(user)}
          />
          <span aria-hidden>{user.is_api_enabled ? words().on : words().off}</span>
        </span>
      </td>
      <td className={`${list.third} ${list.muted}`}>{rights.length > 0 ? rights.join(", ") : words().none}</td>
      <td className={list.muted}>
        {user.last_login_at_ms === undefined ? (
          words().users.never
        ) : (
          <When at_ms={user.last_login_at_ms} to="short_minute" />
        )}
      </td>
      <td className={`${list.third} ${list.muted}`}>
        <When at_ms={user.created_at_ms} to="short_day" />
      </td>
      <td>
        <Standing user={user} />
      </td>
      <td>
        <Button
          look="ghost"
          size="tight"
          icon={Ellipsis}
          aria-label={words().users.moreFor({ name })}
          aria-haspopup="menu"
          title={words().users.moreFor({ name })}
          onClick={(event) => onMenu(user, event.currentTarget)}
        />
      </td>
    </tr>
  );
});
