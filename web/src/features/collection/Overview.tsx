import { useQuery } from "@tanstack/react-query";
import { CircleAlert, CircleCheck, Copy } from "lucide-react";
import type { AuthView } from "#/api/types/AuthView.ts";
import type { Parent } from "#/api/types/Parent.ts";
import type { ParentView } from "#/api/types/ParentView.ts";
import { copyText } from "#/host/host.ts";
import { variableTableQuery } from "#/state/queries/variables.ts";
import { Button, IconButton } from "#/ui/Button.tsx";
import { MethodBadge } from "#/ui/signs/Badge.tsx";
import { TokenSign } from "#/ui/signs/TokenSign.tsx";
import { words } from "#/words/app.ts";
import { rich } from "#/words/rich.tsx";
import { Description } from "./Description.tsx";
import css from "./Overview.module.css";

/**
 * Props of the first tab of a collection or folder. `methods` counts requests by method, most first; `typing` names the
 * field that is typed in.
 */
export type OverviewProps = {
  view: ParentView;
  auth: AuthView | undefined;
  methods: readonly [string, number][];
  onOpenAuthorization: () => void;
  onOpenVariables: () => void;
  edit: (content: Parent, typing: string | null) => void;
};

/** The description, and beside it what one needs first: token, base URL, counts, where it came from. */
export function Overview({ view, auth, methods, onOpenAuthorization, onOpenVariables, edit }: OverviewProps) {
  const { content, source } = view;
  const table = useQuery(
    variableTableQuery({ kind: "item", collection: view.collection, name: view.path }, view.collection),
  ).data;
  const current = table?.rows.find((row) => row.variable.name === "baseUrl")?.current;
  const saved = content.defaults.variables.find((variable) => variable.name === "baseUrl")?.value;
  // What is sent, on this machine.
  const baseUrl = saved === undefined ? undefined : (current ?? saved);
  return (
    <div className={css.grid}>
      <div className={css.main}>
        <Description
          key={`${view.collection} ${view.path}`}
          docs={content.docs}
          onDocs={(docs, typing) => edit({ ...content, docs }, typing)}
        />
      </div>
      <aside className={css.side}>
        {auth?.effective.type === "oauth2" ? <TokenCard auth={auth} onOpenAuthorization={onOpenAuthorization} /> : null}
        {baseUrl === undefined ? null : (
          <section className={css.card}>
            <h2>
              {words().parent.baseUrl}
              <Button look="ghost" size="tight" className={css.change} onClick={onOpenVariables}>
                {words().parent.changeBaseUrl}
              </Button>
            </h2>
            <div className={css.line}>
              <code>{baseUrl}</code>
              <IconButton
                size="inside"
                icon={Copy}
                name={words().parent.copyBaseUrl}
                onClick={() => void copyText(baseUrl)}
              />
            </div>
            <p className={css.help}>
              {rich(words().parent.baseUrlText, { variable: <code className={css.var}>{"{{baseUrl}}"}</code> })}
            </p>
          </section>
        )}
        <section className={css.card}>
          <h2>{words().parent.requestsIn({ requests: view.request_count, folders: view.folder_count })}</h2>
          <Counts methods={methods} />
        </section>
        {source ? (
          <section className={css.card}>
            <h2>{words().parent.document}</h2>
            <p className={css.address} title={source.address}>
              {source.address}
            </p>
            {view.version ? <p className={css.help}>{words().parent.version({ version: view.version })}</p> : null}
          </section>
        ) : null}
        <section className={css.card}>
          <h2>{words().parent.files}</h2>
          <p className={css.address} title={view.folder}>
            {view.folder}
          </p>
        </section>
      </aside>
    </div>
  );
}

function TokenCard({ auth, onOpenAuthorization }: { auth: AuthView; onOpenAuthorization: () => void }) {
  const token = auth.current_token;
  const isLive = token !== undefined && !token.is_expired;
  return (
    <section className={isLive ? css.card : `${css.card} ${css.hot}`}>
      <h2>
        {isLive ? (
          <CircleCheck size={16} strokeWidth={1.75} aria-hidden />
        ) : (
          <CircleAlert size={16} strokeWidth={1.75} aria-hidden />
        )}
        {isLive ? words().parent.hasToken : words().parent.needsToken}
        {token ? <TokenSign expiresAtMs={token.expires_at_ms} /> : null}
      </h2>
      {isLive ? null : <p className={css.help}>{words().parent.needsTokenText}</p>}
      {auth.token_url ? (
        <p className={css.address} title={auth.token_url}>
          <span className={css.help}>{words().parent.accessTokenUrl}</span>
          {auth.token_url}
        </p>
      ) : null}
      {isLive ? null : (
        <Button look="primary" onClick={onOpenAuthorization}>
          {words().parent.openAuthorization}
        </Button>
      )}
    </section>
  );
}

function Counts({ methods }: { methods: readonly [string, number][] }) {
  const most = Math.max(1, ...methods.map(([, count]) => count));
  return (
    <ul className={css.counts}>
      {methods.map(([method, count]) => (
        <li key={method}>
          <MethodBadge method={method} short />
          <span className={css.bar} aria-hidden>
            <i style={{ width: `${(count / most) * 100}%` }} />
          </span>
          <span className={css.number}>{count}</span>
        </li>
      ))}
    </ul>
  );
}
