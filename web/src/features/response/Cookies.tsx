import type { CookieView } from "#/api/types/CookieView.ts";
import table from "#/ui/tables/Table.module.css";
import { words } from "#/words/app.ts";
import css from "./Response.module.css";

/** The cookies that an answer sets, as it says them. */
export function Cookies({ cookies }: { cookies: readonly CookieView[] }) {
  if (cookies.length === 0) return <p className={css.note}>{words().response.noCookies}</p>;
  return (
    <div className={css.headers}>
      <table className={`${table.table} ${css.cookies}`} aria-label={words().response.cookiesTable}>
        <thead>
          <tr>
            <th scope="col">{words().response.cookieName}</th>
            <th scope="col">{words().table.value}</th>
            <th scope="col">{words().response.cookieAttributes}</th>
          </tr>
        </thead>
        <tbody>
          {cookies.map((cookie, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a name may be set twice; the place tells them apart.
            <tr key={index}>
              <th scope="row">{cookie.name}</th>
              <td>{cookie.value}</td>
              <td>{cookie.attributes.join("; ")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
