import { useQueryClient } from "@tanstack/react-query";
import { Check, CircleCheck, CircleMinus, Minus } from "lucide-react";
import { useEffect, useRef } from "react";
import { useEdits } from "#/server/state/edits.ts";
import type { UserDetails } from "#/server/types/UserDetails.ts";
import { fieldsOf, saidOf } from "#/server/ui/messages.ts";
import { Note } from "#/server/ui/Note.tsx";
import { Box, Fact, Facts } from "#/server/ui/Page.tsx";
import { nameOf, Sign, shortNameOf } from "#/server/ui/people.tsx";
import { Button } from "#/ui/Button.tsx";
import { useToast } from "#/ui/overlays/Toasts.tsx";
import { words } from "#/words/server.ts";
import css from "./boxes.module.css";
import permissions from "./Permissions.module.css";
import { PermissionBoxes, RoleRow, Ticked } from "./Permissions.tsx";
import { change, readUser } from "./users.ts";

const NAMES = [
  "schedules_jobs",
  "prioritizes_jobs",
  "assigns_jobs",
  "creates_collections",
  "manages_dcm",
  "shares_dcm_for_execution",
  "shares_dcm_for_collaboration",
  "manages_dcm_vaults",
] as const;

/** What somebody may do. Edited on request, because some of it ends keys and tokens. */
export function PermissionsBox(props: { user: UserDetails; isEdited: boolean; onEdit: (edits: boolean) => void }) {
  const { user, isEdited, onEdit } = props;
  const opener = useRef<HTMLButtonElement>(null);
  const wasEdited = useRef(false);
  useEffect(() => {
    if (wasEdited.current && !isEdited) opener.current?.focus();
    wasEdited.current = isEdited;
  }, [isEdited]);
  if (isEdited) return <Edited user={user} onDone={() => onEdit(false)} />;
  const edit = (
    <Button ref={opener} look="ghost" size="tight" onClick={() => onEdit(true)}>
      {words().edit}
    </Button>
  );
  return (
    <Box title={words().user.permissions} action={edit}>
      <Facts>
        <Fact name={words().fields.role}>
          {user.role === "Evaluated"
            ? words().user.asDefault({ role: words().roles[user.effective_role] })
            : words().roles[user.role]}
        </Fact>
        <Fact name={words().users.apiAccess}>
          {user.is_api_enabled ? (
            <Sign icon={CircleCheck} text={words().on} isGood />
          ) : (
            <Sign icon={CircleMinus} text={words().off} />
          )}
        </Fact>
      </Facts>
      <ul className={css.rights}>
        {NAMES.map((name) => {
          const has = user.permissions[name];
          const Icon = has ? Check : Minus;
          return (
            <li key={name} className={has ? css.has : undefined}>
              <Icon size={14} strokeWidth={2} aria-hidden />
              <span>{words().permissions[name]}</span>
              <span className="sr">{has ? words().on : words().off}</span>
            </li>
          );
        })}
      </ul>
    </Box>
  );
}

function permissionsOf({ permissions, role, is_api_enabled, is_account_locked }: UserDetails) {
  return { ...permissions, role, is_api_enabled, is_account_locked };
}

function Edited({ user, onDone }: { user: UserDetails; onDone: () => void }) {
  const client = useQueryClient();
  const toast = useToast();
  const { is_api_enabled, is_account_locked } = user;
  const { form, set, isChanged, isPending, error, submit } = useEdits({
    record: user,
    formOf: permissionsOf,
    save: (changes) => change(client, user.id, changes),
    readAgain: () => readUser(client, user.id),
    onSaved: () => {
      toast(words().user.saved({ name: nameOf(user) }));
      onDone();
    },
  });
  const short = shortNameOf(user);
  const box = useRef<HTMLFormElement>(null);
  useEffect(() => box.current?.querySelector<HTMLElement>('[role="combobox"]')?.focus(), []);
  return (
    <Box title={words().user.permissions} isEdited>
      <form ref={box} onSubmit={submit} noValidate>
        <div className={css.fields}>
          <RoleRow value={form.role} onChoose={(chosen) => set({ role: chosen })} />
          <div className={permissions.boxes}>
            <PermissionBoxes names={NAMES} values={form} onChange={set} />
            <Ticked
              name={words().users.apiAccess}
              checked={form.is_api_enabled}
              onCheck={(checked) => set({ is_api_enabled: checked })}
            />
            <Ticked
              name={words().user.isLocked}
              checked={form.is_account_locked}
              onCheck={(checked) => set({ is_account_locked: checked })}
            />
          </div>
          {user.is_last_curator ? <Note tone="info">{words().user.lastCuratorHint}</Note> : null}
          {is_api_enabled && !form.is_api_enabled ? (
            <Note tone="warn">{words().user.accessOff({ name: short })}</Note>
          ) : null}
          {!is_api_enabled && form.is_api_enabled ? <Note tone="info">{words().user.accessOn}</Note> : null}
          {!is_account_locked && form.is_account_locked ? (
            <Note tone="warn">{words().user.lockOn({ name: short })}</Note>
          ) : null}
          {error ? <Note tone="bad">{Object.values(fieldsOf(error)).join(" ") || saidOf(error)}</Note> : null}
        </div>
        <div className={css.foot}>
          <Button onClick={onDone}>{words().cancel}</Button>
          <Button look="primary" type="submit" aria-disabled={!isChanged || isPending || undefined}>
            {words().save}
          </Button>
        </div>
      </form>
    </Box>
  );
}
