import { useMutation } from "@tanstack/react-query";
import { Check } from "lucide-react";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { send } from "#/server/api/client.ts";
import { useAdopt, useSignOut } from "#/server/state/session.ts";
import type { FirstSignIn as FirstSignInForm } from "#/server/types/FirstSignIn.ts";
import type { SessionView } from "#/server/types/SessionView.ts";
import type { SignedInUser } from "#/server/types/SignedInUser.ts";
import { Labelled, PasswordField } from "#/server/ui/fields.tsx";
import { fieldsOf, saidOf } from "#/server/ui/messages.ts";
import { Note } from "#/server/ui/Note.tsx";
import { PasswordRules, rulesOf } from "#/server/ui/PasswordRules.tsx";
import { Button } from "#/ui/Button.tsx";
import { server as words } from "#/words/en/server.ts";
import css from "./Card.module.css";
import { Card } from "./Card.tsx";

/** What somebody does before anything else: a password of one's own, and for the first Curator also name and address. */
export function FirstSignIn({ user }: { user: SignedInUser }) {
  const isIntroduction = user.first_step === "introduction";
  const signOut = useSignOut();
  return (
    <Card
      title={words.first.title}
      lead={isIntroduction ? words.first.introduction : words.first.password}
      isWide
      below={
        <p>
          <Button look="ghost" onClick={() => void signOut()}>
            {words.first.signOut}
          </Button>
        </p>
      }
    >
      <ol className={css.steps} aria-label={words.first.steps}>
        <li>
          <Check size={14} strokeWidth={2} aria-hidden />
          {words.first.signedIn}
        </li>
        <li aria-current="step">
          <span className={css.number}>2</span>
          {words.first.you}
        </li>
        <li>
          <span className={css.number}>3</span>
          {words.first.ready}
        </li>
      </ol>
      <Fields user={user} isIntroduction={isIntroduction} />
    </Card>
  );
}

function Fields({ user, isIntroduction }: { user: SignedInUser; isIntroduction: boolean }) {
  const adopt = useAdopt();
  const first = useRef<HTMLInputElement>(null);
  const [names, setNames] = useState({ first_name: "", last_name: "", email: "" });
  const [password, setPassword] = useState("");
  const [repeated, setRepeated] = useState("");
  useEffect(() => {
    first.current?.focus();
  }, []);
  const { mutate, isPending, error } = useMutation({
    mutationFn: (form: FirstSignInForm) => send<SessionView>("POST", "first-sign-in", form),
    onSuccess: adopt,
  });
  const wrong = fieldsOf(error);
  const rules = rulesOf(password, repeated, isIntroduction ? names.email : user.email);
  const isNamed = names.first_name.trim() !== "" && names.last_name.trim() !== "" && names.email.includes("@");
  const isReady = (!isIntroduction || isNamed) && rules.every((rule) => rule.isMet);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady && !isPending)
      mutate(isIntroduction ? { ...names, email: names.email.trim(), password } : { password });
  };
  const set = (name: keyof typeof names) => (text: string) => setNames({ ...names, [name]: text });
  const { fields } = words;
  return (
    <form onSubmit={submit} noValidate>
      {isIntroduction ? (
        <>
          <div className={css.two}>
            <Labelled
              ref={first}
              side="above"
              label={fields.firstName}
              autoComplete="given-name"
              value={names.first_name}
              onText={set("first_name")}
              wrong={wrong.first_name}
            />
            <Labelled
              side="above"
              label={fields.lastName}
              autoComplete="family-name"
              value={names.last_name}
              onText={set("last_name")}
              wrong={wrong.last_name}
            />
          </div>
          <Labelled
            side="above"
            label={fields.email}
            type="email"
            autoComplete="username"
            value={names.email}
            onText={set("email")}
            wrong={wrong.email}
            hint={
              <>
                {words.first.replaces} <code>{user.email}</code>
              </>
            }
          />
        </>
      ) : (
        // Password managers keep the new password under this name.
        <input type="email" autoComplete="username" value={user.email} readOnly hidden />
      )}
      <PasswordField
        ref={isIntroduction ? undefined : first}
        side="above"
        label={fields.newPassword}
        autoComplete="new-password"
        value={password}
        onText={setPassword}
        wrong={wrong.password}
      />
      <PasswordRules rules={rules} />
      <PasswordField
        side="above"
        label={fields.repeat}
        autoComplete="new-password"
        placeholder={fields.repeatHint}
        value={repeated}
        onText={setRepeated}
      />
      {error && Object.keys(wrong).length === 0 ? <Note tone="bad">{saidOf(error)}</Note> : null}
      <Button type="submit" look="primary" className={css.submit} aria-disabled={!isReady || isPending || undefined}>
        {words.first.submit}
      </Button>
      <p className={css.ends}>{isIntroduction ? words.first.endsFirst : words.first.endsOneTime}</p>
    </form>
  );
}
