import { useQueryClient } from "@tanstack/react-query";
import { ExternalLink, KeyRound, Trash2, UserRoundCheck, UserRoundX } from "lucide-react";
import { type ReactNode, useState } from "react";
import { send } from "#/server/api/client.ts";
import { go } from "#/server/state/place.ts";
import { useMe } from "#/server/state/session.ts";
import { addressOf, pageOf } from "#/server/state/users.ts";
import type { PasswordView } from "#/server/types/PasswordView.ts";
import type { UserDetails } from "#/server/types/UserDetails.ts";
import { Confirm } from "#/server/ui/Confirm.tsx";
import { saidOf } from "#/server/ui/messages.ts";
import { type Named, nameOf, shortNameOf } from "#/server/ui/people.tsx";
import type { MenuEntry } from "#/ui/overlays/Menu.tsx";
import { useToast } from "#/ui/overlays/Toasts.tsx";
import { words } from "#/words/server.ts";
import { OneTimePassword } from "./OneTimePassword.tsx";
import { forget, keep, readAgain } from "./users.ts";

/** Somebody to whom something can be done. */
export type Person = Named & { id: string; is_active: boolean };

/** What ends something and is asked first. */
export type Act = "reset" | "deactivate" | "delete";

/** What can be done to people, and the dialog that is open meanwhile. `onDeleted` hears when somebody is gone. */
export function useActions(onDeleted: () => void = () => undefined) {
  const client = useQueryClient();
  const toast = useToast();
  const me = useMe();
  const [asked, setAsked] = useState<{ act: Act; person: Person } | null>(null);
  const [password, setPassword] = useState<{ person: Person; text: string } | null>(null);

  const reactivate = (person: Person) => {
    send<UserDetails>("POST", addressOf(person.id, "/reactivate")).then(
      (user) => {
        keep(client, user);
        toast(words().users.reactivated({ name: nameOf(person) }));
      },
      (thrown: unknown) => toast.problem(saidOf(thrown)),
    );
  };
  const done: Record<Act, (person: Person) => Promise<void>> = {
    reset: async (person) => {
      const { one_time_password } = await send<PasswordView>("POST", addressOf(person.id, "/password"));
      readAgain(client, person.id);
      setPassword({ person, text: one_time_password });
    },
    deactivate: async (person) => {
      keep(client, await send<UserDetails>("POST", addressOf(person.id, "/deactivate")));
      const undo = () => reactivate(person);
      toast(words().users.deactivated({ name: nameOf(person) }), { text: words().undo, onChoose: undo });
    },
    delete: async (person) => {
      await send("DELETE", addressOf(person.id));
      forget(client);
      toast(words().users.deleted({ name: nameOf(person) }));
      onDeleted();
    },
  };

  const actionsOf = (person: Person): MenuEntry[][] => {
    const open = { text: words().users.open, icon: ExternalLink, onChoose: () => go(pageOf(person.id)) };
    // One's own password is changed in one's own profile, and nobody locks the door behind oneself.
    if (person.id === me.id) return [[open]];
    const ask = (act: Act) => () => setAsked({ act, person });
    return [
      [open],
      [
        { text: words().users.resetPassword, icon: KeyRound, disabled: !person.is_active, onChoose: ask("reset") },
        person.is_active
          ? { text: words().users.deactivate, icon: UserRoundX, onChoose: ask("deactivate") }
          : { text: words().users.reactivate, icon: UserRoundCheck, onChoose: () => reactivate(person) },
      ],
      [{ text: words().users.delete, icon: Trash2, danger: true, onChoose: ask("delete") }],
    ];
  };

  const dialog: ReactNode = (
    <>
      {asked ? (
        <Confirm
          {...questionOf(asked.act, asked.person)}
          onConfirm={() => done[asked.act](asked.person)}
          onClose={() => setAsked(null)}
        />
      ) : null}
      {password ? (
        <OneTimePassword person={password.person} password={password.text} onClose={() => setPassword(null)} />
      ) : null}
    </>
  );
  return { actionsOf, ask: (act: Act, person: Person) => setAsked({ act, person }), reactivate, dialog };
}

function questionOf(act: Act, person: Person): { title: string; text: string; action: string } {
  const { user } = words();
  const name = nameOf(person);
  const short = shortNameOf(person);
  switch (act) {
    case "reset":
      return { title: user.resetTitle({ name }), text: user.resetText({ name: short }), action: user.resetPassword };
    case "deactivate":
      return {
        title: user.deactivateTitle({ name }),
        text: user.deactivateText({ name: short }),
        action: user.deactivate,
      };
    case "delete":
      return { title: user.deleteTitle({ name }), text: user.deleteText({ name: short }), action: user.delete };
  }
}
