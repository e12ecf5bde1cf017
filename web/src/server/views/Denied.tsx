import { BookOpen, Lock } from "lucide-react";
import { go, useAddress } from "#/server/state/place.ts";
import { useServer } from "#/server/state/session.ts";
import type { SignedInUser } from "#/server/types/SignedInUser.ts";
import { State } from "#/server/ui/State.tsx";
import { Button } from "#/ui/Button.tsx";
import { rich } from "#/words/rich.tsx";
import { words } from "#/words/server.ts";
import css from "./Denied.module.css";

/** What somebody who is no Curator sees in the place of a page of Curators. */
export function Denied({ user }: { user: SignedInUser }) {
  const { path } = useAddress();
  const { data: server } = useServer();
  const curator = server?.curators[0]?.email;
  const { denied } = words();
  return (
    <State
      icon={Lock}
      above={denied.status}
      title={denied.title}
      text={rich(denied.roleIs, { role: <strong>{words().roles[user.role]}</strong> })}
    >
      <div className={css.actions}>
        <Button look="primary" size="form" onClick={() => go("/gallery/profile")}>
          {denied.back}
        </Button>
        <Button size="form" icon={BookOpen} onClick={() => go("/gallery/help/roles")}>
          {words().help.title}
        </Button>
      </div>
      <p className={css.asked}>
        {curator
          ? rich(denied.write, { page: <code>{path}</code>, curator: <a href={`mailto:${curator}`}>{curator}</a> })
          : rich(denied.asked, { page: <code>{path}</code> })}
      </p>
    </State>
  );
}
