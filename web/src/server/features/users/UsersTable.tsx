import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ArrowDown, ArrowUp, Ellipsis } from "lucide-react";
import { useState } from "react";
import { useMe } from "#/server/state/session.ts";
import type { UserRow } from "#/server/types/UserRow.ts";
import { Confirm } from "#/server/ui/Confirm.tsx";
import { Link } from "#/server/ui/Link.tsx";
import list from "#/server/ui/List.module.css";
import { saidOf } from "#/server/ui/messages.ts";
import { Avatar, nameOf, Standing } from "#/server/ui/people.tsx";
import { When } from "#/server/ui/times.tsx";
import { IconButton } from "#/ui/Button.tsx";
import { Menu } from "#/ui/Menu.tsx";
import { Switch } from "#/ui/Switch.tsx";
import { useToast } from "#/ui/Toasts.tsx";
import { server as words } from "#/words/en/server.ts";
import { useActions } from "./actions.tsx";
import css from "./UsersTable.module.css";
import { pageOf, turnAccess } from "./users.ts";
import type { Sort, Wanted } from "./wanted.ts";

/** The list itself. `users` is absent until it is there; `isOld` while another piece is on its way. */
export function UsersTable(props: {
  users: readonly UserRow[] | undefined;
  wanted: Wanted;
  isOld: boolean;
  onChange: (some: Partial<Wanted>) => void;
}) {
  const { users, wanted, isOld, onChange } = props;
  const { actionsOf, dialog } = useActions();
  const head = { wanted, onChange };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys.
    <section className={list.scroll} tabIndex={0} aria-label={words.users.table}>
      <table className={`${list.table} ${isOld ? list.old : ""}`} aria-busy={isOld} aria-label={words.users.table}>
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
            <SortHead by="name" text={words.users.name} {...head} />
            <SortHead by="role" text={words.users.role} {...head} />
            <th scope="col">{words.users.apiAccess}</th>
            <th scope="col" className={list.third}>
              {words.users.jobRights}
            </th>
            <SortHead by="last_login" text={words.users.lastSignIn} {...head} />
            <SortHead by="created" text={words.users.created} isThird {...head} />
            <SortHead by="status" text={words.users.status} {...head} />
            <th scope="col">
              <span className="sr">{words.users.more}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {users?.map((user) => (
            <Row key={user.id} user={user} groups={actionsOf(user)} />
          ))}
        </tbody>
      </table>
      {users?.length === 0 ? <p className={list.nothing}>{words.users.nobody}</p> : null}
      {dialog}
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

function Row({ user, groups }: { user: UserRow; groups: ReturnType<ReturnType<typeof useActions>["actionsOf"]> }) {
  const me = useMe();
  const name = nameOf(user);
  const rights = (["schedules_jobs", "prioritizes_jobs", "assigns_jobs"] as const)
    .filter((right) => user[right])
    .map((right) => words.users.rights[right]);
  return (
    <tr>
      <td>
        <div className={list.who}>
          <Avatar name={name} isOwn={user.id === me.id} />
          <span>
            <Link to={pageOf(user.id)} className="cut">
              {name}
            </Link>
            <span className={`${list.below} cut`}>{user.email}</span>
          </span>
        </div>
      </td>
      <td>{words.roles[user.role]}</td>
      <td>
        <AccessSwitch user={user} name={name} />
      </td>
      <td className={`${list.third} ${list.muted}`}>{rights.length > 0 ? rights.join(", ") : words.none}</td>
      <td className={list.muted}>
        {user.last_login_at_ms === undefined ? (
          words.users.never
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
        <Menu trigger={<IconButton icon={Ellipsis} size="tight" name={words.users.moreFor(name)} />} groups={groups} />
      </td>
    </tr>
  );
}

/** Gives access at once and can be taken back; taking it asks first, because the old pair never comes back. */
function AccessSwitch({ user, name }: { user: UserRow; name: string }) {
  const client = useQueryClient();
  const toast = useToast();
  const [asks, setAsks] = useState(false);
  const take = async (seen: UserRow) => {
    await turnAccess(client, seen);
    toast(words.users.accessTaken(name));
  };
  const give = useMutation({
    mutationFn: () => turnAccess(client, user),
    onSuccess: ({ version, is_api_enabled }) => {
      const undo = () =>
        void take({ ...user, version, is_api_enabled }).catch((thrown: unknown) => toast(saidOf(thrown)));
      toast(words.users.accessGiven(name), { text: words.undo, onChoose: undo });
    },
    onError: (thrown) => toast(saidOf(thrown)),
  });
  return (
    <span className={css.switch} data-on={user.is_api_enabled || undefined}>
      <Switch
        wordless
        name={words.users.accessOf(name)}
        checked={user.is_api_enabled}
        onCheck={(checked) => (checked ? give.isPending || give.mutate() : setAsks(true))}
      />
      <span aria-hidden>{user.is_api_enabled ? words.on : words.off}</span>
      {asks ? (
        <Confirm
          title={words.users.takeTitle(name)}
          text={words.users.takeText(name)}
          action={words.users.takeAction}
          onConfirm={() => take(user)}
          onClose={() => setAsks(false)}
        />
      ) : null}
    </span>
  );
}
