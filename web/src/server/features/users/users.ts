import { keepPreviousData, type QueryClient, useQuery } from "@tanstack/react-query";
import { errorOf, get, type Query, send } from "#/server/api/client.ts";
import { refreshSession } from "#/server/state/session.ts";
import { addressOf, userQuery } from "#/server/state/users.ts";
import type { ChangeUser } from "#/server/types/ChangeUser.ts";
import type { UserDetails } from "#/server/types/UserDetails.ts";
import type { UserRow } from "#/server/types/UserRow.ts";
import type { UsersView } from "#/server/types/UsersView.ts";
import { askedOf, type Wanted } from "./wanted.ts";

const LIST = "users";

/** A piece of the list. While another piece is on its way the one before stays. */
export function useUsers(wanted: Wanted) {
  return useQuery({
    queryKey: [LIST, wanted],
    queryFn: ({ signal }) => get<UsersView>("users", askedOf(wanted) as Query, signal),
    placeholderData: keepPreviousData,
  });
}

/** One person, whole. */
export function useUser(id: string) {
  return useQuery(userQuery(id));
}

/** One person as the record is now. */
export function readUser(client: QueryClient, id: string): Promise<UserDetails> {
  return client.fetchQuery(userQuery(id));
}

/** Changes members of a user. */
export async function change(client: QueryClient, id: string, body: ChangeUser): Promise<UserDetails> {
  return keep(client, await send<UserDetails>("PATCH", addressOf(id), body));
}

/** Takes over the latest record of a user; lists, the audit and perhaps one's own name are old now. */
export function keep(client: QueryClient, user: UserDetails): UserDetails {
  client.setQueryData(userQuery(user.id).queryKey, user);
  forget(client);
  if (user.is_own) void refreshSession(client);
  return user;
}

/** Lists and the audit are old now. */
export function forget(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: [LIST] });
  void client.invalidateQueries({ queryKey: ["audit"] });
}

/** The record of a user is old now. */
export function readAgain(client: QueryClient, id: string): void {
  void client.invalidateQueries({ queryKey: userQuery(id).queryKey });
  forget(client);
}

/** Gives or takes API access as somebody saw it in a list; anything else that changed since then does not matter. */
export async function turnAccess(client: QueryClient, { id, version, is_api_enabled }: UserRow): Promise<UserDetails> {
  const turned = { is_api_enabled: !is_api_enabled };
  try {
    return await change(client, id, { ...turned, if_version: version });
  } catch (thrown) {
    if (errorOf(thrown).code !== "changed") throw thrown;
    const fresh = await readUser(client, id);
    forget(client);
    if (fresh.is_api_enabled !== is_api_enabled) throw thrown;
    return change(client, id, { ...turned, if_version: fresh.version });
  }
}
