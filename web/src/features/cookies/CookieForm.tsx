import { type FormEvent, useState } from "react";
import { post, problemOf } from "#/api/client.ts";
import type { CookieName } from "#/api/types/CookieName.ts";
import type { JarCookie } from "#/api/types/JarCookie.ts";
import type { SetCookie } from "#/api/types/SetCookie.ts";
import { Button } from "#/ui/Button.tsx";
import { Checkbox } from "#/ui/fields/Checkbox.tsx";
import { Select } from "#/ui/fields/Select.tsx";
import { TextField } from "#/ui/fields/TextField.tsx";
import { Message, sentence } from "#/ui/Message.tsx";
import { words } from "#/words/app.ts";
import css from "./Cookies.module.css";

/** A cookie as it is typed. `replaces` is absent for a further one; its value is kept while `value` stays empty. */
export type Typed = {
  key: string;
  replaces?: CookieName;
  name: string;
  value: string;
  domain: string;
  path: string;
  expires: string;
  isSecure: boolean;
  isHttpOnly: boolean;
  reachesSubdomains: boolean;
  sameSite: string;
};

/** What the form begins with: an empty cookie of a domain, or one that is there. */
export function typedOf(domain: string, cookie?: JarCookie): Typed {
  const expires = cookie?.expires_at;
  return {
    key: cookie ? `${domain} ${cookie.path} ${cookie.name}` : `new ${domain}`,
    ...(cookie ? { replaces: { domain, path: cookie.path, name: cookie.name } } : {}),
    name: cookie?.name ?? "",
    value: "",
    domain,
    path: cookie?.path ?? "/",
    expires: expires === undefined ? "" : localMinute(expires),
    isSecure: cookie?.is_secure ?? false,
    isHttpOnly: cookie?.is_http_only ?? false,
    reachesSubdomains: cookie ? !cookie.is_host_only : false,
    sameSite: cookie?.same_site ?? "",
  };
}

/** Seconds since 1970 as a date field writes them, in local time. */
function localMinute(seconds: number): string {
  const at = new Date(Math.min(seconds, 253_402_214_400) * 1000);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** Adds a cookie or changes one. Wrong input is told where it was typed. */
export function CookieForm({ typed, onDone }: { typed: Typed; onDone: () => void }) {
  const [now, setNow] = useState(typed);
  const [problem, setProblem] = useState("");
  const set = (part: Partial<Typed>) => setNow({ ...now, ...part });
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const command: SetCookie = {
      ...(now.replaces ? { replaces: now.replaces } : {}),
      name: now.name,
      ...(now.replaces && now.value === "" ? {} : { value: now.value }),
      domain: now.domain,
      is_host_only: !now.reachesSubdomains,
      path: now.path,
      ...(now.expires === "" ? {} : { expires_at: Math.floor(new Date(now.expires).getTime() / 1000) }),
      is_secure: now.isSecure,
      is_http_only: now.isHttpOnly,
      ...(now.sameSite === "" ? {} : { same_site: now.sameSite }),
    };
    try {
      await post("/api/cookies/set", command);
      onDone();
    } catch (thrown) {
      const { message, hint } = problemOf(thrown);
      setProblem(`${sentence(message)} ${hint ?? ""}`);
    }
  };
  const box = (name: string, checked: boolean, onCheck: (next: boolean) => void) => (
    <span className={css.option}>
      <Checkbox name={name} checked={checked} onCheck={onCheck} />
      <span aria-hidden>{name}</span>
    </span>
  );
  const { fields } = words().cookies;
  return (
    <form
      className={css.form}
      aria-label={now.replaces ? words().cookies.editTitle : words().cookies.addTitle}
      onSubmit={(event) => void save(event)}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onDone();
      }}
    >
      <div className={css.grid}>
        <Field name={fields.name} value={now.name} onText={(name) => set({ name })} isFirst />
        <Field
          name={fields.value}
          value={now.value}
          placeholder={now.replaces ? words().cookies.valueKept : ""}
          onText={(value) => set({ value })}
        />
        <Field name={fields.domain} value={now.domain} onText={(domain) => set({ domain })} />
        <Field name={fields.path} value={now.path} onText={(path) => set({ path })} />
        <Field name={fields.expires} type="datetime-local" value={now.expires} onText={(expires) => set({ expires })} />
        <div className={css.field}>
          <span aria-hidden>{fields.sameSite}</span>
          <Select
            name={fields.sameSite}
            size="form"
            value={now.sameSite}
            choices={[
              { value: "", text: words().cookies.unsaid },
              { value: "Strict", text: "Strict" },
              { value: "Lax", text: "Lax" },
              { value: "None", text: "None" },
              ...(["", "Strict", "Lax", "None"].includes(now.sameSite)
                ? []
                : [{ value: now.sameSite, text: now.sameSite }]),
            ]}
            onChoose={(sameSite) => set({ sameSite })}
          />
        </div>
      </div>
      {problem === "" ? null : (
        <p className={css.problem} role="alert">
          <Message text={problem} />
        </p>
      )}
      <div className={css.options}>
        {box(words().cookies.secure, now.isSecure, (isSecure) => set({ isSecure }))}
        {box(words().cookies.httpOnly, now.isHttpOnly, (isHttpOnly) => set({ isHttpOnly }))}
        {box(words().cookies.subdomains, now.reachesSubdomains, (reachesSubdomains) => set({ reachesSubdomains }))}
        <span className={css.space} />
        <Button onClick={onDone}>{words().cancel}</Button>
        <Button type="submit">{words().cookies.saveOne}</Button>
      </div>
    </form>
  );
}

function Field(props: {
  name: string;
  value: string;
  type?: string;
  placeholder?: string;
  isFirst?: boolean;
  onText: (text: string) => void;
}) {
  const { name, isFirst = false, ...rest } = props;
  return (
    <div className={css.field}>
      <span aria-hidden>{name}</span>
      <TextField size="form" mono name={name} autoFocus={isFirst} {...rest} />
    </div>
  );
}
