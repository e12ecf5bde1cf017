import { type QueryClient, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { get, send } from "#/server/api/client.ts";
import type { ChangeSettings } from "#/server/types/ChangeSettings.ts";
import type { SettingsView } from "#/server/types/SettingsView.ts";
import { saidOf } from "#/server/ui/messages.ts";
import { useToast } from "#/ui/overlays/Toasts.tsx";
import { words } from "#/words/server.ts";

const SETTINGS = ["settings"];

/** What holds on this server. */
export function useSettings() {
  return useQuery({ queryKey: SETTINGS, queryFn: ({ signal }) => get<SettingsView>("settings", {}, signal) });
}

async function change(client: QueryClient, body: ChangeSettings): Promise<void> {
  client.setQueryData(SETTINGS, await send<SettingsView>("PATCH", "settings", body));
  // Who may register, the default role and the session's end stand there, too.
  for (const topic of ["session", "server", "audit"]) void client.invalidateQueries({ queryKey: [topic] });
}

/** Changes a setting and says so, with a way back. */
export function useChange() {
  const client = useQueryClient();
  const toast = useToast();
  return useMutation({
    mutationFn: ({ body }: { body: ChangeSettings; back: ChangeSettings; says: string }) => change(client, body),
    onSuccess: (_nothing, { back, says }) => {
      const undo = () => void change(client, back).catch((thrown: unknown) => toast.problem(saidOf(thrown)));
      toast(says, { text: words().undo, onChoose: undo });
    },
  });
}
