import { useMutation, useQueryClient } from "@tanstack/react-query";
import { send } from "#/server/api/client.ts";
import { useAdopt } from "#/server/state/session.ts";
import type { EndSessions } from "#/server/types/EndSessions.ts";
import type { SessionView } from "#/server/types/SessionView.ts";
import { saidOf } from "#/server/ui/messages.ts";
import { Failed } from "#/server/ui/State.tsx";
import { When } from "#/server/ui/times.tsx";
import { Button } from "#/ui/Button.tsx";
import { useToast } from "#/ui/overlays/Toasts.tsx";
import { Badge } from "#/ui/signs/Badge.tsx";
import { words } from "#/words/server.ts";
import { browserOf } from "./browser.ts";
import css from "./Profile.module.css";
import { SESSIONS, useSessions } from "./profile.ts";

/** Where one has signed in, and the way to end that. */
export function Sessions() {
  const { data: sessions, error, refetch } = useSessions();
  const adopt = useAdopt();
  const client = useQueryClient();
  const toast = useToast();
  const { mutate } = useMutation({
    mutationFn: (form: EndSessions) => send<SessionView>("POST", "profile/sessions/end", form),
    onSuccess: (session, { includes_this }) => {
      adopt(session);
      if (includes_this) return;
      toast(words().profile.othersEnded);
      void client.invalidateQueries({ queryKey: SESSIONS });
    },
    onError: (thrown) => toast.problem(saidOf(thrown)),
  });
  return (
    <section className={css.section}>
      <h2>{words().profile.sessions}</h2>
      <p className={css.lead}>{words().profile.sessionsLead}</p>
      {error ? <Failed thrown={error} onAgain={() => void refetch()} /> : null}
      <table className={css.table} aria-label={words().profile.sessions}>
        <thead>
          <tr>
            <th scope="col">{words().profile.browser}</th>
            <th scope="col">{words().profile.address}</th>
            <th scope="col">{words().profile.since}</th>
            <th scope="col">{words().profile.lastUsed}</th>
          </tr>
        </thead>
        <tbody>
          {sessions?.map((one) => (
            <tr key={`${one.made_at_ms} ${one.address} ${one.agent}`}>
              <td title={one.agent}>
                {browserOf(one.agent) || words().profile.unknownBrowser}{" "}
                {one.is_this ? <Badge tone="accent">{words().profile.thisSession}</Badge> : null}
              </td>
              <td>
                <code>{one.address}</code>
              </td>
              <td>
                <When at_ms={one.made_at_ms} to="short_minute" />
              </td>
              <td>
                <When at_ms={one.seen_at_ms} to="short_minute" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className={css.actions}>
        <Button
          size="form"
          aria-disabled={(sessions?.length ?? 0) < 2 || undefined}
          onClick={() => (sessions?.length ?? 0) > 1 && mutate({ includes_this: false })}
        >
          {words().profile.endOthers}
        </Button>
        <Button size="form" look="danger" onClick={() => mutate({ includes_this: true })}>
          {words().profile.endAll}
        </Button>
      </div>
    </section>
  );
}
