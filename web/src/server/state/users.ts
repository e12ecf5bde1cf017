// Where a user is found: the record in the API and the page of it.
import { queryOptions } from "@tanstack/react-query";
import { get } from "#/server/api/client.ts";
import type { UserDetails } from "#/server/types/UserDetails.ts";

/** One person, whole. */
export const userQuery = (id: string) =>
  queryOptions({
    queryKey: ["user", id],
    queryFn: ({ signal }) => get<UserDetails>(addressOf(id), {}, signal),
  });

/** The address of a user in the API. */
export function addressOf(id: string, what = ""): string {
  return `users/${encodeURIComponent(id)}${what}`;
}

/** The page of a user. */
export function pageOf(id: string): string {
  return `/gallery/admin/users/${encodeURIComponent(id)}`;
}
