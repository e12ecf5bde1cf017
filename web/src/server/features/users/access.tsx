import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useCallback, useState } from "react";
import type { UserRow } from "#/server/types/UserRow.ts";
import { Confirm } from "#/server/ui/Confirm.tsx";
import { saidOf } from "#/server/ui/messages.ts";
import { nameOf, shortNameOf } from "#/server/ui/people.tsx";
import { useToast } from "#/ui/overlays/Toasts.tsx";
import { words } from "#/words/server.ts";
import { turnAccess } from "./users.ts";

/**
 * Turns API access of people in the list. Giving it acts at once and can be taken back; taking it asks first, because the old key
 * pair never comes back.
 */
export function useAccess(): { turn: (user: UserRow) => void; dialog: ReactNode } {
  const client = useQueryClient();
  const toast = useToast();
  const [asked, setAsked] = useState<UserRow | null>(null);
  const take = useCallback(
    async (user: UserRow) => {
      await turnAccess(client, user);
      toast(words().users.accessTaken({ name: nameOf(user) }));
    },
    [client, toast],
  );
  const give = useCallback(
    async (user: UserRow) => {
      const { version, is_api_enabled } = await turnAccess(client, user);
      const undo = () =>
        void take({ ...user, version, is_api_enabled }).catch((thrown: unknown) => toast.problem(saidOf(thrown)));
      toast(words().users.accessGiven({ name: nameOf(user) }), { text: words().undo, onChoose: undo });
    },
    [client, toast, take],
  );
  const turn = useCallback(
    (user: UserRow) => {
      if (user.is_api_enabled) setAsked(user);
      else void give(user).catch((thrown: unknown) => toast.problem(saidOf(thrown)));
    },
    [give, toast],
  );
  const dialog = asked ? (
    <Confirm
      title={words().users.takeTitle({ name: nameOf(asked) })}
      text={words().users.takeText({ name: shortNameOf(asked) })}
      action={words().users.takeAction}
      onConfirm={() => take(asked)}
      onClose={() => setAsked(null)}
    />
  ) : null;
  return { turn, dialog };
}
