import { useQueryClient } from "@tanstack/react-query";
import { send } from "#/server/api/client.ts";
import { useEdits } from "#/server/state/edits.ts";
import { refreshSession } from "#/server/state/session.ts";
import type { ProfileView } from "#/server/types/ProfileView.ts";
import { Labelled } from "#/server/ui/fields.tsx";
import { LanguageRow, TimeZoneField } from "#/server/ui/locale.tsx";
import { fieldsOf, saidOf } from "#/server/ui/messages.ts";
import { Note } from "#/server/ui/Note.tsx";
import { Failed } from "#/server/ui/State.tsx";
import { Button } from "#/ui/Button.tsx";
import { useToast } from "#/ui/overlays/Toasts.tsx";
import { words } from "#/words/server.ts";
import css from "./Profile.module.css";
import { PROFILE, readProfile, useProfile } from "./profile.ts";

/** How one is called, and in which time zone and language one is. */
export function General() {
  const { data: profile, error, refetch } = useProfile();
  return (
    <section className={css.section}>
      <h2>{words().profile.general}</h2>
      <p className={css.lead}>{words().profile.generalLead}</p>
      {error ? <Failed thrown={error} onAgain={() => void refetch()} /> : null}
      {profile ? <Fields profile={profile} /> : null}
    </section>
  );
}

function Fields({ profile }: { profile: ProfileView }) {
  const client = useQueryClient();
  const toast = useToast();
  const { form, set, isChanged, isPending, error, submit } = useEdits({
    record: profile,
    formOf: ({ first_name, last_name, time_zone, language }) => ({ first_name, last_name, time_zone, language }),
    save: async (changes) => client.setQueryData(PROFILE, await send<ProfileView>("PATCH", "profile", changes)),
    readAgain: () => readProfile(client),
    onSaved: () => {
      void refreshSession(client);
      toast(words().profile.saved);
    },
  });
  const wrong = fieldsOf(error);
  const { fields } = words();
  return (
    <form className={css.form} onSubmit={submit} noValidate>
      <Labelled
        label={fields.firstName}
        autoComplete="given-name"
        value={form.first_name}
        onText={(text) => set({ first_name: text })}
        wrong={wrong.first_name}
      />
      <Labelled
        label={fields.lastName}
        autoComplete="family-name"
        value={form.last_name}
        onText={(text) => set({ last_name: text })}
        wrong={wrong.last_name}
      />
      <TimeZoneField value={form.time_zone} onText={(text) => set({ time_zone: text })} wrong={wrong.time_zone} />
      <LanguageRow value={form.language} onChoose={(chosen) => set({ language: chosen })} />
      {error && Object.keys(wrong).length === 0 ? <Note tone="bad">{saidOf(error)}</Note> : null}
      <div className={css.actions}>
        <Button size="form" look="primary" type="submit" aria-disabled={!isChanged || isPending || undefined}>
          {words().save}
        </Button>
      </div>
    </form>
  );
}
