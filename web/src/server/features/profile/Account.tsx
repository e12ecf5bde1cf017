import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useRef, useState } from "react";
import { errorOf, send } from "#/server/api/client.ts";
import { useAdopt, useMe } from "#/server/state/session.ts";
import type { ChangePassword } from "#/server/types/ChangePassword.ts";
import type { SessionView } from "#/server/types/SessionView.ts";
import { PasswordField } from "#/server/ui/fields.tsx";
import { fieldsOf, saidOf } from "#/server/ui/messages.ts";
import { Note } from "#/server/ui/Note.tsx";
import { Fact, Facts } from "#/server/ui/Page.tsx";
import { PasswordRules, rulesOf } from "#/server/ui/PasswordRules.tsx";
import { When } from "#/server/ui/times.tsx";
import { Button } from "#/ui/Button.tsx";
import { useToast } from "#/ui/overlays/Toasts.tsx";
import { words } from "#/words/server.ts";
import css from "./Profile.module.css";
import { SESSIONS, useProfile } from "./profile.ts";
import { Sessions } from "./Sessions.tsx";

/** How one signs in: address, password, and where one has done so. */
export function Account() {
  const me = useMe();
  const { data: profile } = useProfile();
  const [isChanging, setChanging] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const close = () => {
    setChanging(false);
    // The button is there again after the form is gone.
    requestAnimationFrame(() => opener.current?.focus());
  };
  return (
    <>
      <section className={css.section}>
        <h2>{words().profile.account}</h2>
        <Facts>
          <Fact name={words().fields.email}>
            {me.email}
            <span className={css.hint}>{words().profile.emailHint}</span>
          </Fact>
          <Fact name={words().fields.role}>{words().roles[me.role]}</Fact>
        </Facts>
      </section>
      <section className={css.section}>
        <h2>{words().profile.passwordHeading}</h2>
        {isChanging ? (
          <PasswordForm email={me.email} onDone={close} />
        ) : (
          <>
            <p className={css.lead}>
              {words().profile.passwordSet}{" "}
              {profile?.password_set_at_ms === undefined ? (
                words().keys.unknownTime
              ) : (
                <When at_ms={profile.password_set_at_ms} />
              )}
              .
            </p>
            <Button ref={opener} size="form" onClick={() => setChanging(true)}>
              {words().profile.changePassword}
            </Button>
          </>
        )}
      </section>
      <Sessions />
    </>
  );
}

function PasswordForm({ email, onDone }: { email: string; onDone: () => void }) {
  const adopt = useAdopt();
  const toast = useToast();
  const client = useQueryClient();
  const [current, setCurrent] = useState("");
  const [password, setPassword] = useState("");
  const [repeated, setRepeated] = useState("");
  const { mutate, isPending, error } = useMutation({
    mutationFn: (form: ChangePassword) => send<SessionView>("POST", "profile/password", form),
    onSuccess: (session) => {
      adopt(session);
      void client.invalidateQueries({ queryKey: SESSIONS.slice(0, 1) });
      toast(words().profile.passwordChanged);
      onDone();
    },
  });
  const code = error ? errorOf(error).code : "";
  const wrong = fieldsOf(error);
  const rules = rulesOf(password, repeated, email);
  const isReady = current !== "" && rules.every((rule) => rule.isMet);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady && !isPending) mutate({ current_password: current, new_password: password });
  };
  return (
    <form className={css.form} onSubmit={submit} noValidate>
      <p className={css.lead}>{words().profile.passwordLead}</p>
      <input type="email" autoComplete="username" value={email} readOnly hidden />
      <PasswordField
        autoFocus
        label={words().fields.currentPassword}
        autoComplete="current-password"
        value={current}
        onText={setCurrent}
        wrong={code === "wrong_password" ? words().profile.wrongPassword : undefined}
      />
      <PasswordField
        label={words().fields.newPassword}
        autoComplete="new-password"
        value={password}
        onText={setPassword}
        wrong={wrong.new_password}
        hint={<PasswordRules rules={rules} />}
      />
      <PasswordField
        label={words().fields.repeat}
        autoComplete="new-password"
        placeholder={words().fields.repeatHint}
        value={repeated}
        onText={setRepeated}
      />
      {error && code !== "wrong_password" && !wrong.new_password ? <Note tone="bad">{saidOf(error)}</Note> : null}
      <div className={css.actions}>
        <Button size="form" onClick={onDone}>
          {words().cancel}
        </Button>
        <Button size="form" look="primary" type="submit" aria-disabled={!isReady || isPending || undefined}>
          {words().profile.changePassword}
        </Button>
      </div>
    </form>
  );
}
