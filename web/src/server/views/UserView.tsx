import { ChevronRight, Ellipsis, Trash2, UserRound } from "lucide-react";
import { useState } from "react";
import { errorOf } from "#/server/api/client.ts";
import { AuditList } from "#/server/features/audit/AuditList.tsx";
import { useActions } from "#/server/features/users/actions.tsx";
import { GeneralBox } from "#/server/features/users/GeneralBox.tsx";
import { KeysBox } from "#/server/features/users/KeysBox.tsx";
import { PermissionsBox } from "#/server/features/users/PermissionsBox.tsx";
import { SignInBox } from "#/server/features/users/SignInBox.tsx";
import { useUser } from "#/server/features/users/users.ts";
import { go, useAddress } from "#/server/state/place.ts";
import { pageOf } from "#/server/state/users.ts";
import type { UserDetails } from "#/server/types/UserDetails.ts";
import { Link } from "#/server/ui/Link.tsx";
import { Note } from "#/server/ui/Note.tsx";
import { Body, Title } from "#/server/ui/Page.tsx";
import { Avatar, nameOf, Standing, shortNameOf } from "#/server/ui/people.tsx";
import { Failed, State } from "#/server/ui/State.tsx";
import { Button, IconButton } from "#/ui/Button.tsx";
import { CopyButton } from "#/ui/CopyButton.tsx";
import { Menu } from "#/ui/overlays/Menu.tsx";
import { Badge } from "#/ui/signs/Badge.tsx";
import { TabPanel, Tabs } from "#/ui/Tabs.tsx";
import { rich } from "#/words/rich.tsx";
import { words } from "#/words/server.ts";
import css from "./UserView.module.css";

/** The page of one user. Its address ends in the id, so the tab stands behind the question mark. */
export function UserView({ id }: { id: string }) {
  const { data: user, error, refetch } = useUser(id);
  if (error && errorOf(error).code === "unknown_user") {
    return (
      <State icon={UserRound} title={words().user.gone} text={words().user.goneText}>
        <Link to="/gallery/admin/users">{words().user.toUsers}</Link>
      </State>
    );
  }
  if (error) return <Failed thrown={error} onAgain={() => void refetch()} />;
  return user ? <Loaded user={user} /> : null;
}

function Loaded({ user }: { user: UserDetails }) {
  const { query } = useAddress();
  const tab = new URLSearchParams(query).get("tab") === "activity" ? "activity" : "account";
  const [editsRights, setEditsRights] = useState(false);
  return (
    <>
      <UserHead user={user} />
      <Tabs
        name={words().user.tabs}
        value={tab}
        tabs={[
          { value: "account", text: words().user.account },
          { value: "activity", text: words().user.activity },
        ]}
        onChoose={(next) => go(pageOf(user.id) + (next === "activity" ? "?tab=activity" : ""), true)}
        className={css.tabs}
        listClassName={css.strip}
      >
        <TabPanel value="account">
          <Body className={css.grid}>
            <div className={css.column}>
              {user.is_own ? <Note tone="info">{words().user.ownAccount}</Note> : null}
              <GeneralBox user={user} showsSave={!editsRights} />
              <SignInBox user={user} />
            </div>
            <div className={css.column}>
              <PermissionsBox user={user} isEdited={editsRights} onEdit={setEditsRights} />
              <KeysBox user={user} />
            </div>
          </Body>
        </TabPanel>
        <TabPanel value="activity">
          <AuditList
            subject={user.id}
            beside={
              <Link to={`/gallery/admin/audit?who=${encodeURIComponent(user.id)}`}>
                {words().user.didThemselves({ name: shortNameOf(user) })}
              </Link>
            }
          />
        </TabPanel>
      </Tabs>
    </>
  );
}

function UserHead({ user }: { user: UserDetails }) {
  const name = nameOf(user);
  const { ask, reactivate, dialog } = useActions(() => go("/gallery/admin/users"));
  return (
    <header className={css.head}>
      <nav className={css.crumbs} aria-label={words().user.breadcrumb}>
        <Link to="/gallery/admin/users">{words().users.title}</Link>
        <ChevronRight size={14} strokeWidth={2} aria-hidden />
        <span aria-current="page">{name}</span>
      </nav>
      <div className={css.who}>
        <Avatar name={name} isOwn={user.is_own} size="large" />
        <div className={css.names}>
          <div className={css.title}>
            <Title text={name} />
            <Badge tone={user.is_active && !user.is_account_locked ? "ok" : "line"}>
              <Standing user={user} />
            </Badge>
            <Badge tone="line">{words().roles[user.role]}</Badge>
          </div>
          <span className={css.email}>{user.email}</span>
        </div>
        {user.is_own ? null : (
          <>
            {user.is_active ? (
              <>
                <Button size="form" onClick={() => ask("reset", user)}>
                  {words().user.resetPassword}
                </Button>
                <Button size="form" onClick={() => ask("deactivate", user)}>
                  {words().user.deactivate}
                </Button>
              </>
            ) : (
              <Button size="form" onClick={() => reactivate(user)}>
                {words().user.reactivate}
              </Button>
            )}
            <Menu
              trigger={<IconButton icon={Ellipsis} size="form" name={words().users.more} />}
              groups={[
                [{ text: words().users.delete, icon: Trash2, danger: true, onChoose: () => ask("delete", user) }],
              ]}
            />
          </>
        )}
      </div>
      <div className={css.id}>
        <span>{words().user.id}</span>
        <code>{user.id}</code>
        <CopyButton name={words().user.copyId} text={user.id} />
        <span className={css.hint}>{rich(words().user.idHint, { address: <code>{pageOf(user.id)}</code> })}</span>
      </div>
      {dialog}
    </header>
  );
}
