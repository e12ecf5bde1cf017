import { useMutation } from "@tanstack/react-query";
import { Check } from "lucide-react";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { send } from "#/server/api/client.ts";
import { useAdopt, useSignOut } from "#/server/state/session.ts";
import type { FirstSignIn as FirstSignInForm } from "#/server/types/FirstSignIn.ts";
import type { SessionView } from "#/server/types/SessionView.ts";
import type { SignedInUser } from "#/server/types/SignedInUser.ts";
import { fieldsOf, saidOf } from "#/server/ui/messages.ts";
import { Note } from "#/server/ui/Note.tsx";
import { rulesOf } from "#/server/ui/PasswordRules.tsx";
import { Button } from "#/ui/Button.tsx";
import { words } from "#/words/server.ts";
import { NewPasswordFields, PersonFields } from "./AccountFields.tsx";
import css from "./Card.module.css";
import { Card } from "./Card.tsx";

/** What somebody does before anything else: a password of one's own, and for the first Curator also name and address. */
export function FirstSignIn({ user }: { user: SignedInUser }) {
  const isIntroduction = user.first_step === "introduction";
  const signOut = useSignOut();
  return (
    <Card
      title={words().first.title}
      lead={isIntroduction ? words().first.introduction : words().first.password}
      isWide
      below={
        <p>
          <Button look="ghost" onClick={() => void signOut()}>
            {words().first.signOut}
          </Button>
        </p>
      }
    >
      <ol className={css.steps} aria-label={words().first.steps}>
        <li>
          <Check size={14} strokeWidth={2} aria-hidden />
          {words().first.signedIn}
        </li>
        <li aria-current="step">
          <span className={css.number}>2</span>
          {words().first.you}
        </li>
        <li>
          <span className={css.number}>3</span>
          {words().first.ready}
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
  return (
    <form onSubmit={submit} noValidate>
      {isIntroduction ? (
        <PersonFields
          ref={first}
          person={names}
          wrong={wrong}
          replaces={user.email}
          onChange={(changed) => setNames({ ...names, ...changed })}
        />
      ) : (
        // Password managers keep the new password under this name.
        <input type="email" autoComplete="username" value={user.email} readOnly hidden />
      )}
      <NewPasswordFields
        ref={isIntroduction ? undefined : first}
        password={password}
        repeated={repeated}
        rules={rules}
        wrong={wrong.password}
        onPassword={setPassword}
        onRepeated={setRepeated}
      />
      {error && Object.keys(wrong).length === 0 ? <Note tone="bad">{saidOf(error)}</Note> : null}
      <Button type="submit" look="primary" className={css.submit} aria-disabled={!isReady || isPending || undefined}>
        {words().first.submit}
      </Button>
      <p className={css.ends}>{isIntroduction ? words().first.endsFirst : words().first.endsOneTime}</p>
    </form>
  );
}
