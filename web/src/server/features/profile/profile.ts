import { type QueryClient, queryOptions, useQuery } from "@tanstack/react-query";
import { get } from "#/server/api/client.ts";
import type { KeysView } from "#/server/types/KeysView.ts";
import type { OwnSessionView } from "#/server/types/OwnSessionView.ts";
import type { ProfileView } from "#/server/types/ProfileView.ts";

/** One's own record. */
export const PROFILE = ["profile"];
/** Where one has signed in. */
export const SESSIONS = ["profile", "sessions"];
/** One's own key pair. */
export const KEYS = ["profile", "keys"];

const profileQuery = queryOptions({
  queryKey: PROFILE,
  queryFn: ({ signal }) => get<ProfileView>("profile", {}, signal),
});

/** One's own record. */
export function useProfile() {
  return useQuery(profileQuery);
}

/** One's own record as it is now. */
export function readProfile(client: QueryClient): Promise<ProfileView> {
  return client.fetchQuery(profileQuery);
}

/** Where one has signed in. */
export function useSessions() {
  return useQuery({
    queryKey: SESSIONS,
    queryFn: ({ signal }) => get<OwnSessionView[]>("profile/sessions", {}, signal),
  });
}

/** One's own key pair, without the secret. */
export function useKeys() {
  return useQuery({ queryKey: KEYS, queryFn: ({ signal }) => get<KeysView>("profile/keys", {}, signal) });
}
