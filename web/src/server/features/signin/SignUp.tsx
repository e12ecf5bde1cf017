import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { send } from "#/server/api/client.ts";
import { go } from "#/server/state/place.ts";
import type { SessionView } from "#/server/types/SessionView.ts";
import type { SignUp as SignUpForm } from "#/server/types/SignUp.ts";
import { Link } from "#/server/ui/Link.tsx";
import { fieldsOf, saidOf } from "#/server/ui/messages.ts";
import { Note } from "#/server/ui/Note.tsx";
import { rulesOf } from "#/server/ui/PasswordRules.tsx";
import { Button } from "#/ui/Button.tsx";
import { words } from "#/words/server.ts";
import { NewPasswordFields, PersonFields } from "./AccountFields.tsx";
import css from "./Card.module.css";
import { Card } from "./Card.tsx";
import { useRegistered } from "./registered.ts";

/** Makes an account where the server lets anybody do so. The answer never says whether an address is taken. */
export function SignUp({ session }: { session: SessionView }) {
  const back = <Link to="/gallery/sign-in">{words().register.back}</Link>;
  if (!session.users_can_register) {
    return (
      <Card title={words().register.title} lead={session.host} below={back}>
        <p>{words().register.closed}</p>
      </Card>
    );
  }
  return (
    <Card title={words().register.title} lead={words().register.lead({ host: session.host })} isWide below={back}>
      <SignUpFields />
    </Card>
  );
}

function SignUpFields() {
  const [form, setForm] = useState({ first_name: "", last_name: "", email: "", password: "" });
  const [repeated, setRepeated] = useState("");
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => {
    first.current?.focus();
  }, []);
  const { mutate, isPending, error } = useMutation({
    mutationFn: (body: SignUpForm) => send("POST", "sign-up", body),
    onSuccess: (_nothing, { email }) => {
      useRegistered.setState({ address: email });
      go("/gallery/sign-in", true);
    },
  });
  const wrong = fieldsOf(error);
  const rules = rulesOf(form.password, repeated, form.email);
  const isReady = form.email.includes("@") && rules.every((rule) => rule.isMet);
  const change = (changed: Partial<typeof form>) => setForm({ ...form, ...changed });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady && !isPending) mutate({ ...form, email: form.email.trim() });
  };
  return (
    <form onSubmit={submit} noValidate>
      <PersonFields ref={first} person={form} wrong={wrong} onChange={change} />
      <NewPasswordFields
        password={form.password}
        repeated={repeated}
        rules={rules}
        wrong={wrong.password}
        onPassword={(password) => change({ password })}
        onRepeated={setRepeated}
      />
      {error && Object.keys(wrong).length === 0 ? <Note tone="bad">{saidOf(error)}</Note> : null}
      <Button type="submit" look="primary" className={css.submit} aria-disabled={!isReady || isPending || undefined}>
        {words().register.submit}
      </Button>
    </form>
  );
}
