import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { errorOf, send } from "#/server/api/client.ts";
import { useAdopt, useEnding } from "#/server/state/session.ts";
import type { SessionView } from "#/server/types/SessionView.ts";
import type { SignIn as SignInForm } from "#/server/types/SignIn.ts";
import { Labelled, PasswordField } from "#/server/ui/fields.tsx";
import { Link } from "#/server/ui/Link.tsx";
import { saidOf } from "#/server/ui/messages.ts";
import { Note } from "#/server/ui/Note.tsx";
import { Button } from "#/ui/Button.tsx";
import { clock } from "#/ui/signs/expiry.ts";
import { useNow } from "#/ui/signs/now.ts";
import { words } from "#/words/server.ts";
import css from "./Card.module.css";
import { Card } from "./Card.tsx";
import { useRegistered } from "./registered.ts";

/** Email and password; afterwards the page that was asked for is there. */
export function SignIn({ session }: { session: SessionView }) {
  const adopt = useAdopt();
  const { ending } = useEnding();
  const { address } = useRegistered();
  const [email, setEmail] = useState(address);
  const [password, setPassword] = useState("");
  const [lacks, setLacks] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  const second = useRef<HTMLInputElement>(null);
  const pause = usePause();
  const { mutate, isPending, error } = useMutation({
    mutationFn: (form: SignInForm) => send<SessionView>("POST", "sign-in", form),
    onSuccess: adopt,
    onError: (thrown) => {
      const { code, wait_s } = errorOf(thrown);
      if (code === "too_many_tries") pause.begin(wait_s ?? 60);
      setPassword("");
      second.current?.focus();
    },
  });
  useEffect(() => {
    first.current?.focus();
  }, []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const isComplete = email.trim() !== "" && password !== "";
    setLacks(!isComplete);
    if (!isComplete) (email.trim() === "" ? first : second).current?.focus();
    else if (!isPending && pause.left_s === 0) mutate({ email: email.trim(), password });
  };
  return (
    <Card
      title={words().signIn.title}
      lead={session.host}
      below={
        <>
          <p>{words().signIn.noAccount}</p>
          {session.users_can_register ? (
            <p>
              <Link to="/gallery/sign-up">{words().signIn.register}</Link>
            </p>
          ) : null}
        </>
      }
    >
      <form onSubmit={submit} noValidate>
        {address && !error ? <Note tone="ok">{words().signIn.registered}</Note> : null}
        {ending && !error ? <Note tone="info">{words().signIn[ending]}</Note> : null}
        <Labelled
          ref={first}
          side="above"
          label={words().fields.email}
          type="email"
          autoComplete="username"
          value={email}
          onText={setEmail}
        />
        <PasswordField
          ref={second}
          side="above"
          label={words().fields.password}
          autoComplete="current-password"
          value={password}
          onText={setPassword}
        />
        <Refusal thrown={error} lacks={lacks} left_s={pause.left_s} />
        <Button
          type="submit"
          look="primary"
          className={css.submit}
          aria-disabled={isPending || pause.left_s > 0 || undefined}
        >
          {words().signIn.submit}
        </Button>
        <span className="sr" role="status">
          {isPending ? words().signIn.asking : ""}
        </span>
      </form>
    </Card>
  );
}

/** Why it did not work, and what is left to try. */
function Refusal({ thrown, lacks, left_s }: { thrown: Error | null; lacks: boolean; left_s: number }) {
  if (lacks) return <Note tone="bad">{words().signIn.needsBoth}</Note>;
  if (!thrown) return null;
  const { code, tries_left } = errorOf(thrown);
  // The pause is over: there is nothing to say any more.
  if (code === "too_many_tries" && left_s === 0) return null;
  if (code === "too_many_tries") return <Pause left_s={left_s} />;
  if (code !== "wrong_credentials") return <Note tone="bad">{saidOf(thrown)}</Note>;
  const { wrong, lastTry, triesLeft } = words().signIn;
  if (tries_left === undefined) return <Note tone="bad">{wrong}</Note>;
  return (
    <Note tone="bad">
      {wrong} {tries_left === 0 ? lastTry : triesLeft({ tries: tries_left })}
    </Note>
  );
}

/** The countdown is for the eye; a screen reader hears once that there is a pause. */
function Pause({ left_s }: { left_s: number }) {
  const [begun_s] = useState(left_s);
  return (
    <Note tone="bad">
      <span aria-hidden className="num">
        {words().signIn.paused({ time: clock(left_s) })}
      </span>
      <span className="sr">{words().signIn.paused({ time: clock(begun_s) })}</span>
    </Note>
  );
}

function usePause(): { left_s: number; begin: (wait_s: number) => void } {
  const [until_ms, setUntil] = useState(0);
  const now = useNow();
  return {
    left_s: Math.max(0, Math.ceil((until_ms - now) / 1000)),
    begin: (wait_s) => setUntil(Date.now() + wait_s * 1000),
  };
}
