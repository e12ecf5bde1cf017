import { useQueryClient } from "@tanstack/react-query";
import { useEdits } from "#/server/state/edits.ts";
import type { UserDetails } from "#/server/types/UserDetails.ts";
import { Labelled } from "#/server/ui/fields.tsx";
import { LanguageRow, TimeZoneField } from "#/server/ui/locale.tsx";
import { fieldsOf, saidOf } from "#/server/ui/messages.ts";
import { Note } from "#/server/ui/Note.tsx";
import { Box } from "#/server/ui/Page.tsx";
import { nameOf } from "#/server/ui/people.tsx";
import { Button } from "#/ui/Button.tsx";
import { useToast } from "#/ui/overlays/Toasts.tsx";
import { words } from "#/words/server.ts";
import css from "./boxes.module.css";
import { Ticked } from "./Permissions.tsx";
import { change, readUser } from "./users.ts";

function generalOf({
  first_name,
  last_name,
  email,
  is_validated,
  time_zone,
  language,
  default_worker_tag,
}: UserDetails) {
  return { first_name, last_name, email, is_validated, time_zone, language, default_worker_tag };
}

/** Who somebody is. The fields are open: a name is what is mended most often. `showsSave` is off while another box is edited. */
export function GeneralBox({ user, showsSave }: { user: UserDetails; showsSave: boolean }) {
  const client = useQueryClient();
  const toast = useToast();
  const { form, set, isChanged, isPending, error, submit, discard } = useEdits({
    record: user,
    formOf: generalOf,
    save: (changes) => change(client, user.id, changes),
    readAgain: () => readUser(client, user.id),
    onSaved: () => toast(words().user.saved({ name: nameOf(form) })),
  });
  const wrong = fieldsOf(error);
  const { fields } = words();
  return (
    <Box title={words().user.general} isEdited={isChanged}>
      <form onSubmit={submit} noValidate>
        <div className={css.fields}>
          <Labelled
            label={fields.firstName}
            value={form.first_name}
            onText={(text) => set({ first_name: text })}
            wrong={wrong.first_name}
          />
          <Labelled
            label={fields.lastName}
            value={form.last_name}
            onText={(text) => set({ last_name: text })}
            wrong={wrong.last_name}
          />
          <Labelled
            label={fields.email}
            type="email"
            value={form.email}
            onText={(text) => set({ email: text })}
            wrong={wrong.email}
            hint={
              <Ticked
                name={words().user.isConfirmed}
                checked={form.is_validated}
                onCheck={(checked) => set({ is_validated: checked })}
              />
            }
          />
          <TimeZoneField value={form.time_zone} onText={(text) => set({ time_zone: text })} wrong={wrong.time_zone} />
          <LanguageRow value={form.language} onChoose={(chosen) => set({ language: chosen })} />
          <Labelled
            label={words().user.workerTag}
            value={form.default_worker_tag}
            onText={(text) => set({ default_worker_tag: text })}
            wrong={wrong.default_worker_tag}
            hint={words().user.workerTagHint}
          />
          {error && Object.keys(wrong).length === 0 ? <Note tone="bad">{saidOf(error)}</Note> : null}
        </div>
        {showsSave || isChanged ? (
          <div className={css.foot}>
            {isChanged ? <Button onClick={discard}>{words().cancel}</Button> : null}
            <Button look="primary" type="submit" aria-disabled={!isChanged || isPending || undefined}>
              {words().save}
            </Button>
          </div>
        ) : null}
      </form>
    </Box>
  );
}
