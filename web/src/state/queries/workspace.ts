// What the page asks about the whole workspace: version, tree, settings, cookies.
import { queryOptions } from "@tanstack/react-query";
import { get } from "#/api/client.ts";
import type { AppView } from "#/api/types/AppView.ts";
import type { JarCookie } from "#/api/types/JarCookie.ts";
import type { SettingsView } from "#/api/types/SettingsView.ts";
import type { WorkspaceView } from "#/api/types/WorkspaceView.ts";
import { about } from "./topics.ts";

/** Version, workspace, import options. */
export const appQuery = queryOptions({
  queryKey: about("app"),
  queryFn: ({ signal }) => get<AppView>("/api/app", {}, signal),
  staleTime: Number.POSITIVE_INFINITY,
});

/** The tree of all collections. */
export const workspaceQuery = queryOptions({
  queryKey: about("workspace"),
  queryFn: ({ signal }) => get<WorkspaceView>("/api/workspace", {}, signal),
});

/** Settings of the app, and where things lie. */
export const settingsQuery = queryOptions({
  queryKey: about("settings"),
  queryFn: ({ signal }) => get<SettingsView>("/api/settings", {}, signal),
});

/** The cookies of the workspace, without their values. */
export const cookiesQuery = queryOptions({
  queryKey: about("cookies"),
  queryFn: ({ signal }) => get<JarCookie[]>("/api/cookies", {}, signal),
});
