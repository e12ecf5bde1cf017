import type { Ref } from "react";
import { Labelled, PasswordField } from "#/server/ui/fields.tsx";
import { PasswordRules, type rulesOf } from "#/server/ui/PasswordRules.tsx";
import { rich } from "#/words/rich.tsx";
import { words } from "#/words/server.ts";
import css from "./Card.module.css";

/** Name and address, as they are typed. */
export type Person = { first_name: string; last_name: string; email: string };

/** Asks who somebody is. `wrong` has a sentence by field; `replaces` is the address that this one takes the place of. */
export function PersonFields(props: {
  person: Person;
  wrong: Partial<Record<string, string>>;
  replaces?: string;
  onChange: (changed: Partial<Person>) => void;
  ref?: Ref<HTMLInputElement>;
}) {
  const { person, wrong, replaces, onChange, ref } = props;
  const { fields, first } = words();
  return (
    <>
      <div className={css.two}>
        <Labelled
          ref={ref}
          side="above"
          label={fields.firstName}
          autoComplete="given-name"
          value={person.first_name}
          onText={(first_name) => onChange({ first_name })}
          wrong={wrong.first_name}
        />
        <Labelled
          side="above"
          label={fields.lastName}
          autoComplete="family-name"
          value={person.last_name}
          onText={(last_name) => onChange({ last_name })}
          wrong={wrong.last_name}
        />
      </div>
      <Labelled
        side="above"
        label={fields.email}
        type="email"
        autoComplete="username"
        value={person.email}
        onText={(email) => onChange({ email })}
        wrong={wrong.email}
        hint={replaces === undefined ? undefined : rich(first.replaces, { email: <code>{replaces}</code> })}
      />
    </>
  );
}

/** A password of one's own, twice, with its rules between. `wrong` is a sentence; absent when nothing is wrong. */
export function NewPasswordFields(props: {
  password: string;
  repeated: string;
  rules: ReturnType<typeof rulesOf>;
  wrong: string | undefined;
  onPassword: (text: string) => void;
  onRepeated: (text: string) => void;
  ref?: Ref<HTMLInputElement> | undefined;
}) {
  const { password, repeated, rules, wrong, onPassword, onRepeated, ref } = props;
  const { fields } = words();
  return (
    <>
      <PasswordField
        ref={ref}
        side="above"
        label={fields.newPassword}
        autoComplete="new-password"
        value={password}
        onText={onPassword}
        wrong={wrong}
      />
      <PasswordRules rules={rules} />
      <PasswordField
        side="above"
        label={fields.repeat}
        autoComplete="new-password"
        placeholder={fields.repeatHint}
        value={repeated}
        onText={onRepeated}
      />
    </>
  );
}
