import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { post, problemOf } from "#/api/client.ts";
import type { ChangedEnvironment } from "#/api/types/ChangedEnvironment.ts";
import type { DeletedEnvironment } from "#/api/types/DeletedEnvironment.ts";
import type { EnvironmentName } from "#/api/types/EnvironmentName.ts";
import { environmentListQuery } from "#/state/queries/variables.ts";
import { environmentKey, environmentTab } from "#/state/rules/tabs.ts";
import { useTabs } from "#/state/stores/tabs.ts";
import { sentence } from "#/ui/Message.tsx";
import { useToast } from "#/ui/overlays/Toasts.tsx";
import { words } from "#/words/app.ts";

/** What can be done to an environment from list and tab. */
export function useEnvironmentChanges() {
  const toast = useToast();
  const client = useQueryClient();
  const openTab = useTabs((tabs) => tabs.open);
  // A tab stays only while the list has its environment, so the list comes first.
  const open = async (environment: EnvironmentName) => {
    await client.invalidateQueries({ queryKey: environmentListQuery.queryKey });
    openTab(environmentTab(environment), true);
  };
  const close = useTabs((tabs) => tabs.close);
  const attempt = useCallback(
    async (act: () => Promise<unknown>) => {
      try {
        await act();
      } catch (thrown) {
        toast.problem(sentence(problemOf(thrown).message));
      }
    },
    [toast],
  );
  return {
    open,
    use: (collection: string, name: string | undefined) =>
      attempt(() => post("/api/environments/use", { collection, ...(name === undefined ? {} : { name }) })),
    duplicate: (environment: EnvironmentName) =>
      attempt(async () => {
        const { name } = await post<ChangedEnvironment>("/api/environments/duplicate", environment);
        await open({ ...environment, name });
      }),
    remove: (environment: EnvironmentName) =>
      attempt(async () => {
        const key = environmentKey(environment);
        const wasOpen = useTabs.getState().tabs.some((tab) => tab.key === key);
        const { undo } = await post<DeletedEnvironment>("/api/environments/delete", environment);
        close(key);
        const back = () =>
          attempt(async () => {
            await post("/api/environments/restore", { undo });
            if (wasOpen) await open(environment);
          });
        toast(words().environments.deleted({ name: environment.name }), {
          text: words().undo,
          onChoose: () => void back(),
        });
      }),
    /** Brings back the environment that was deleted last, also before this start of the program. */
    restoreLast: () => attempt(() => post("/api/environments/restore", {})),
  };
}
