import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useRef, useState } from "react";
import { errorOf, send } from "#/server/api/client.ts";
import { go } from "#/server/state/place.ts";
import { pageOf } from "#/server/state/users.ts";
import type { CreatedUser } from "#/server/types/CreatedUser.ts";
import type { NewUserForm } from "#/server/types/NewUserForm.ts";
import type { RoleName } from "#/server/types/RoleName.ts";
import { Labelled, PasswordField } from "#/server/ui/fields.tsx";
import { Link } from "#/server/ui/Link.tsx";
import { fieldsOf, saidOf } from "#/server/ui/messages.ts";
import { Note } from "#/server/ui/Note.tsx";
import { nameOf } from "#/server/ui/people.tsx";
import { Button } from "#/ui/Button.tsx";
import { Radios } from "#/ui/fields/Radios.tsx";
import { Dialog } from "#/ui/overlays/Dialog.tsx";
import { useToast } from "#/ui/overlays/Toasts.tsx";
import { words } from "#/words/server.ts";
import css from "./NewUserDialog.module.css";
import { OneTimePassword } from "./OneTimePassword.tsx";
import permissions from "./Permissions.module.css";
import { PermissionBoxes, RoleRow, Ticked } from "./Permissions.tsx";
import { keep } from "./users.ts";

type Form = NewUserForm & { role: RoleName };

const EMPTY: Form = {
  first_name: "",
  last_name: "",
  email: "",
  role: "Evaluated",
  schedules_jobs: false,
  prioritizes_jobs: false,
  assigns_jobs: false,
  creates_collections: false,
  is_api_enabled: false,
};

/** Makes an account for somebody. A password that the server made is shown afterwards, once. */
export function NewUserDialog({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const toast = useToast();
  const id = useId();
  const first = useRef<HTMLInputElement>(null);
  const [form, setForm] = useState(EMPTY);
  const [typed, setTyped] = useState<string | null>(null);
  const { mutate, isPending, error, data, reset } = useMutation({
    mutationFn: (body: NewUserForm) => send<CreatedUser>("POST", "users", body),
    onSuccess: ({ user, one_time_password }) => {
      keep(client, user);
      const open = { text: words().newUser.openNew, onChoose: () => go(pageOf(user.id)) };
      toast(words().newUser.created({ name: nameOf(user) }), open);
      if (one_time_password === undefined) onClose();
    },
  });
  if (data?.one_time_password !== undefined) {
    return <OneTimePassword person={data.user} password={data.one_time_password} onClose={onClose} />;
  }
  const isComplete = form.first_name.trim() !== "" && form.last_name.trim() !== "" && form.email.includes("@");
  const isReady = isComplete && typed !== "";
  const set = (some: Partial<Form>) => {
    setForm({ ...form, ...some });
    // What was wrong with the address says nothing about another one.
    if (error) reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const body = { ...form, email: form.email.trim(), ...(typed === null ? {} : { password: typed }) };
    if (isReady && !isPending) mutate(body);
  };
  return (
    <Dialog
      open
      title={words().newUser.title}
      closeName={words().close}
      onClose={onClose}
      initialFocus={first}
      width={38}
      help={words().newUser.help}
      actions={
        <>
          <Button size="form" onClick={onClose}>
            {words().cancel}
          </Button>
          <Button size="form" look="primary" type="submit" form={id} aria-disabled={!isReady || isPending || undefined}>
            {words().newUser.create}
          </Button>
        </>
      }
    >
      <form id={id} className={css.form} onSubmit={submit} noValidate>
        <Who form={form} first={first} error={error} onChange={set} onClose={onClose} />
        <Password typed={typed} wrong={fieldsOf(error).password} onTyped={setTyped} />
        <Rights form={form} onChange={set} />
      </form>
    </Dialog>
  );
}

function Who(props: {
  form: Form;
  first: React.RefObject<HTMLInputElement | null>;
  error: Error | null;
  onChange: (some: Partial<Form>) => void;
  onClose: () => void;
}) {
  const { form, first, error, onChange, onClose } = props;
  const { fields, newUser } = words();
  const wrong = fieldsOf(error);
  const { code, taken_by } = errorOf(error);
  const isTaken = error !== null && code === "email_taken";
  return (
    <div className={css.part}>
      <Labelled
        ref={first}
        label={fields.firstName}
        value={form.first_name}
        onText={(first_name) => onChange({ first_name })}
        wrong={wrong.first_name}
      />
      <Labelled
        label={fields.lastName}
        value={form.last_name}
        onText={(last_name) => onChange({ last_name })}
        wrong={wrong.last_name}
      />
      <Labelled
        label={fields.email}
        type="email"
        value={form.email}
        onText={(email) => onChange({ email })}
        wrong={
          isTaken ? (taken_by ? newUser.taken({ name: nameOf(taken_by) }) : words().errors.email_taken) : wrong.email
        }
      />
      {isTaken && taken_by?.id ? (
        <p className={css.taken}>
          <Link to={pageOf(taken_by.id)} onClick={onClose}>
            {newUser.openTaken}
          </Link>
        </p>
      ) : null}
      <RoleRow value={form.role} onChoose={(role) => onChange({ role })} />
      {error && !isTaken && Object.keys(wrong).length === 0 ? <Note tone="bad">{saidOf(error)}</Note> : null}
    </div>
  );
}

/** `typed` is null as long as the server is to make one. */
function Password(props: { typed: string | null; wrong: string | undefined; onTyped: (typed: string | null) => void }) {
  const { typed, wrong, onTyped } = props;
  const { newUser } = words();
  return (
    <div className={css.part}>
      <div className={css.labelled}>
        <span aria-hidden>{newUser.password}</span>
        <div>
          <Radios
            name={newUser.password}
            value={typed === null ? "made" : "typed"}
            choices={[
              { value: "made", text: newUser.made },
              { value: "typed", text: newUser.typed },
            ]}
            onChoose={(chosen) => onTyped(chosen === "made" ? null : "")}
          />
          <p className={permissions.hint}>{typed === null ? newUser.madeHint : newUser.typedHint}</p>
        </div>
      </div>
      {typed === null ? null : (
        <PasswordField
          label={newUser.firstPassword}
          autoComplete="new-password"
          value={typed}
          onText={onTyped}
          wrong={wrong}
          hint={words().password.rulesWithLength}
        />
      )}
    </div>
  );
}

const RIGHTS = ["schedules_jobs", "prioritizes_jobs", "assigns_jobs", "creates_collections"] as const;

function Rights({ form, onChange }: { form: Form; onChange: (some: Partial<Form>) => void }) {
  const { newUser } = words();
  return (
    <div className={css.part}>
      <div className={css.labelled}>
        <span>{newUser.permissions}</span>
        <div className={permissions.boxes}>
          <PermissionBoxes names={RIGHTS} values={form} onChange={onChange} />
          <Ticked
            name={words().users.apiAccess}
            checked={form.is_api_enabled}
            onCheck={(is_api_enabled) => onChange({ is_api_enabled })}
          />
          <span className={permissions.hint}>{form.is_api_enabled ? newUser.makesPair : ""}</span>
        </div>
      </div>
    </div>
  );
}
