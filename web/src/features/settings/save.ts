import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { post, problemOf } from "#/api/client.ts";
import type { AppSettings } from "#/api/types/AppSettings.ts";
import type { SettingSecretValue } from "#/api/types/SettingSecretValue.ts";
import type { SettingsView } from "#/api/types/SettingsView.ts";
import { settingsQuery } from "#/state/queries/workspace.ts";
import { sentence } from "#/ui/Message.tsx";

/** The settings, and the way to change them. `problem` says why the last change was not kept. */
export function useSettings() {
  const view = useQuery(settingsQuery).data;
  const client = useQueryClient();
  const [problem, setProblem] = useState<string | null>(null);
  /** Answers whether it was kept. */
  const save = async (settings: AppSettings, secrets: SettingSecretValue[] = []): Promise<boolean> => {
    setProblem(null);
    try {
      const next = await post<SettingsView>("/api/settings/save", { settings, secrets });
      client.setQueryData(settingsQuery.queryKey, next);
      return true;
    } catch (thrown) {
      const { message, hint } = problemOf(thrown);
      setProblem([sentence(message), hint].filter(Boolean).join(" "));
      return false;
    }
  };
  return { view, save, problem };
}

/** Draws the dialog in which a file of this computer is chosen; `path` is the one chosen so far, or empty. */
export type PickFile = (props: { path: string; onChoose: (path: string) => void; onClose: () => void }) => ReactNode;

/** What every page of the dialog gets. */
export type SettingsPageProps = {
  pickFile: PickFile;
  view: SettingsView;
  save: (settings: AppSettings, secrets?: SettingSecretValue[]) => Promise<boolean>;
};
