import { CircleCheck, CircleMinus } from "lucide-react";
import { useMe, useServer } from "#/server/state/session.ts";
import { Curators } from "#/server/ui/Curators.tsx";
import { Link } from "#/server/ui/Link.tsx";
import { Body, Title } from "#/server/ui/Page.tsx";
import { nameOf, Sign } from "#/server/ui/people.tsx";
import { lengthInWords } from "#/server/ui/times.tsx";
import { rich } from "#/words/rich.tsx";
import { words } from "#/words/server.ts";
import css from "./Roles.module.css";

const COLUMNS = ["role", "pages", "api", "calls"] as const;
const ROLES = ["Curator", "Artisan", "Member", "Viewer", "NoAccess"] as const;

/** Who may do what, who may call the API, and how to get a key. */
export function Roles() {
  const me = useMe();
  const { help } = words();
  return (
    <Body className={css.grid}>
      <article>
        <Title text={help.title} />
        <p className={css.lead}>
          {rich(me.is_api_enabled ? help.leadOn : help.leadOff, {
            name: <strong>{nameOf(me)}</strong>,
            role: <strong>{words().roles[me.role]}</strong>,
          })}
        </p>
        <h2 id="roles">{help.rolesHeading}</h2>
        <RolesTable />
        <p className={css.note}>{rich(help.usersNote, { operation: <code>GET v3/users</code> })}</p>
        <h2 id="key">{help.keyHeading}</h2>
        <Steps />
      </article>
      <Aside />
    </Body>
  );
}

function RolesTable() {
  const { data: server } = useServer();
  const { help } = words();
  return (
    <table className={css.table} aria-labelledby="roles">
      <thead>
        <tr>
          {COLUMNS.map((column) => (
            <th key={column} scope="col">
              {help.columns[column]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {ROLES.map((role) => (
          <tr key={role}>
            <th scope="row">
              {words().roles[role]}
              {role === "Curator" ? <span className={css.note}>{help.administrator}</span> : null}
            </th>
            <td>{help.rows[role].pages}</td>
            <td>{help.rows[role].api}</td>
            <td>
              {role !== "NoAccess" ? (
                <Sign icon={CircleCheck} text={help.withAccess} isGood />
              ) : (
                <Sign icon={CircleMinus} text={help.never} />
              )}
            </td>
          </tr>
        ))}
        <tr>
          <th scope="row">{words().roles.Evaluated}</th>
          <td>{server ? help.defaultPages({ role: words().roles[server.default_role] }) : ""}</td>
          <td>{help.defaultApi}</td>
          <td>{words().none}</td>
        </tr>
      </tbody>
    </table>
  );
}

function Steps() {
  const { data: server } = useServer();
  const { steps } = words().help;
  return (
    <ol className={css.steps}>
      <li>
        <strong>{steps.access}</strong>
        <p>{steps.accessText}</p>
      </li>
      <li>
        <strong>{steps.copy}</strong>
        <p>{steps.copyText}</p>
      </li>
      <li>
        <strong>{steps.token}</strong>
        <p>
          {server
            ? rich(steps.tokenText, {
                url: <code>{server.token_url}</code>,
                life: lengthInWords(server.token_life_s),
              })
            : ""}
        </p>
      </li>
    </ol>
  );
}

function Aside() {
  const me = useMe();
  const { data: server } = useServer();
  const { help } = words();
  return (
    <aside className={css.aside}>
      <section className={css.card}>
        <h2>{me.is_api_enabled ? help.accessOn : help.accessOff}</h2>
        <p>{me.is_api_enabled ? help.accessOnText : help.ask}</p>
        {me.is_api_enabled ? (
          <Link to="/gallery/profile/keys">{words().profile.keys}</Link>
        ) : (
          <Curators people={server?.curators ?? []} />
        )}
      </section>
      <nav className={css.card} aria-labelledby="on-this-page">
        <h2 id="on-this-page">{help.onThisPage}</h2>
        <a href="#roles">{help.rolesHeading}</a>
        <a href="#key">{help.keyHeading}</a>
      </nav>
      <nav className={css.card} aria-labelledby="further">
        <h2 id="further">{help.further}</h2>
        <a href={server?.documentation_page ?? "/webapi/swagger/ui/index"}>{words().header.apiDocumentation}</a>
        <Link to="/gallery/profile">{words().header.myProfile}</Link>
      </nav>
    </aside>
  );
}
