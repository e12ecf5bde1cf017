import { useQuery } from "@tanstack/react-query";
import { Cookie, Eye, EyeOff, Lock, Pencil, Plus, Search, Trash2 } from "lucide-react";
import { useMemo, useRef, useState } from "react";
import { post, problemOf } from "#/api/client.ts";
import type { CookieChoice } from "#/api/types/CookieChoice.ts";
import type { CookieValue } from "#/api/types/CookieValue.ts";
import type { DeletedCookies } from "#/api/types/DeletedCookies.ts";
import type { JarCookie } from "#/api/types/JarCookie.ts";
import { cookiesQuery } from "#/state/queries/workspace.ts";
import { Button, IconButton } from "#/ui/Button.tsx";
import { TextField } from "#/ui/fields/TextField.tsx";
import { sentence } from "#/ui/Message.tsx";
import { Dialog } from "#/ui/overlays/Dialog.tsx";
import { useToast } from "#/ui/overlays/Toasts.tsx";
import { Badge } from "#/ui/signs/Badge.tsx";
import { words } from "#/words/app.ts";
import { timeFormat } from "#/words/locale.ts";
import { CookieForm, type Typed, typedOf } from "./CookieForm.tsx";
import css from "./Cookies.module.css";

/** The cookies that go out with sends of this workspace, by domain: see, add, edit, delete with undo. */
export function CookiesDialog({ onClose }: { onClose: () => void }) {
  const cookies = useQuery(cookiesQuery).data;
  const toast = useToast();
  const [filter, setFilter] = useState("");
  const [edited, setEdited] = useState<Typed | null>(null);
  const first = useRef<HTMLButtonElement>(null);
  const domains = useMemo(() => byDomain(cookies ?? [], filter), [cookies, filter]);

  const remove = async (which: CookieChoice) => {
    try {
      const { count, undo } = await post<DeletedCookies>("/api/cookies/delete", { which });
      toast(words().cookies.deleted({ count }), {
        text: words().undo,
        onChoose: () => void post("/api/cookies/restore", { undo }),
      });
    } catch (thrown) {
      toast.problem(sentence(problemOf(thrown).message));
    }
  };
  return (
    <Dialog
      open
      title={words().cookies.title}
      closeName={words().close}
      onClose={onClose}
      width={60}
      height={38}
      initialFocus={first}
      help={words().cookies.help}
      actions={
        <Button look="primary" size="form" onClick={onClose}>
          {words().cookies.done}
        </Button>
      }
    >
      <div className={css.tools}>
        <TextField
          className={css.find}
          name={words().cookies.filter}
          placeholder={words().cookies.filter}
          icon={Search}
          value={filter}
          onText={setFilter}
        />
        <span className={css.space} />
        <Button ref={first} icon={Plus} onClick={() => setEdited(typedOf(domains[0]?.[0] ?? ""))}>
          {words().cookies.add}
        </Button>
        <Button look="danger" icon={Trash2} disabled={(cookies?.length ?? 0) === 0} onClick={() => void remove("all")}>
          {words().cookies.deleteAll}
        </Button>
      </div>
      <div className={css.body}>
        {edited ? <CookieForm key={edited.key} typed={edited} onDone={() => setEdited(null)} /> : null}
        {cookies && domains.length === 0 && !edited ? (
          <p className={css.empty}>
            <Cookie size={20} strokeWidth={1.75} aria-hidden />
            {cookies.length === 0 ? words().cookies.empty : words().cookies.none}
          </p>
        ) : null}
        {domains.map(([domain, list]) => (
          <section key={domain} className={css.domain} aria-label={domain}>
            <header>
              <h3>{domain}</h3>
              <Badge>{String(list.length)}</Badge>
              <span className={css.space} />
              <Button look="ghost" size="tight" icon={Plus} onClick={() => setEdited(typedOf(domain))}>
                {words().cookies.addHere}
                <span className="sr">{domain}</span>
              </Button>
              <IconButton
                size="tight"
                icon={Trash2}
                name={words().cookies.deleteDomain({ domain })}
                onClick={() => void remove({ domain })}
              />
            </header>
            <table>
              <thead>
                <tr>
                  {Object.entries(words().cookies.columns).map(([key, text]) => (
                    <th key={key} scope="col">
                      {text}
                    </th>
                  ))}
                  <th scope="col">
                    <span className="sr">{words().more}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {list.map((cookie) => (
                  <Row
                    key={`${cookie.path} ${cookie.name}`}
                    cookie={cookie}
                    onEdit={() => setEdited(typedOf(domain, cookie))}
                    onDelete={() => void remove({ one: nameOf(cookie) })}
                  />
                ))}
              </tbody>
            </table>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

const date = timeFormat({ dateStyle: "medium", timeStyle: "short" });

function Row(props: { cookie: JarCookie; onEdit: () => void; onDelete: () => void }) {
  const { cookie, onEdit, onDelete } = props;
  const [value, setValue] = useState<string | null>(null);
  const toast = useToast();
  const turn = async () => {
    if (value !== null) return setValue(null);
    try {
      setValue((await post<CookieValue>("/api/cookies/reveal", nameOf(cookie))).value);
    } catch (thrown) {
      toast.problem(sentence(problemOf(thrown).message));
    }
  };
  const flags = [
    ...(cookie.is_secure ? [words().cookies.secure] : []),
    ...(cookie.is_http_only ? [words().cookies.httpOnly] : []),
    ...(cookie.is_host_only ? [] : [words().cookies.subdomains]),
    ...(cookie.same_site ? [`SameSite ${cookie.same_site}`] : []),
  ];
  const shown = cookie.name === "" ? words().cookies.nameless : cookie.name;
  return (
    <tr>
      <th scope="row" className={css.mono}>
        {shown}
      </th>
      <td className={css.value}>
        <span className={value === null ? css.masked : css.mono}>
          {value ?? (
            <>
              <Lock size={11} strokeWidth={2} aria-hidden />
              {words().cookies.hidden({ characters: cookie.value_characters })}
            </>
          )}
        </span>
        <IconButton
          size="inside"
          icon={value === null ? Eye : EyeOff}
          name={value === null ? words().cookies.show({ name: shown }) : words().cookies.hide({ name: shown })}
          onClick={() => void turn()}
        />
      </td>
      <td className={css.mono}>{cookie.path}</td>
      <td title={cookie.expires_at === undefined ? undefined : new Date(cookie.expires_at * 1000).toISOString()}>
        {cookie.expires_at === undefined ? words().cookies.session : date.format(cookie.expires_at * 1000)}
      </td>
      <td>{flags.join(", ")}</td>
      <td className={css.acts}>
        <IconButton size="tight" icon={Pencil} name={words().cookies.edit({ name: shown })} onClick={onEdit} />
        <IconButton size="tight" icon={Trash2} name={words().cookies.delete({ name: shown })} onClick={onDelete} />
      </td>
    </tr>
  );
}

function nameOf({ domain, path, name }: JarCookie) {
  return { domain, path, name };
}

function byDomain(cookies: readonly JarCookie[], filter: string): [string, JarCookie[]][] {
  const wanted = filter.toLowerCase().trim();
  const domains = new Map<string, JarCookie[]>();
  for (const cookie of cookies) {
    if (!`${cookie.domain} ${cookie.name} ${cookie.path}`.toLowerCase().includes(wanted)) continue;
    domains.set(cookie.domain, [...(domains.get(cookie.domain) ?? []), cookie]);
  }
  return [...domains];
}
