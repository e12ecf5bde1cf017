// Where in the Server UI the person is: the address is the only place that knows it.
import { useSyncExternalStore } from "react";

/** Where everything of the Server UI begins. */
export const BASE = "/gallery";

/** A page, as its address names it. */
export type Place =
  | { page: "home" | "sign-in" | "sign-up" | "first-sign-in" | "users" | "roles" | "unknown" }
  | { page: "profile"; section: ProfileSection }
  | { page: "user"; id: string }
  | { page: "settings"; tab: SettingsTab };

/** Sections of one's own profile. */
export type ProfileSection = "account" | "general" | "keys";

/** Tabs of the settings. */
export type SettingsTab = "general" | "audit";

/** What an address means. */
export function placeOf(path: string): Place {
  const segments = path.slice(BASE.length).split("/").filter(Boolean).map(decoded);
  const at = segments.join("/");
  switch (at) {
    case "":
      return { page: "home" };
    case "sign-in":
    case "sign-up":
    case "first-sign-in":
      return { page: at };
    case "profile":
      return { page: "profile", section: "account" };
    case "profile/account":
    case "profile/general":
    case "profile/keys":
      return { page: "profile", section: segments[1] as ProfileSection };
    case "admin":
    case "admin/users":
      return { page: "users" };
    case "admin/settings":
      return { page: "settings", tab: "general" };
    case "admin/audit":
      return { page: "settings", tab: "audit" };
    case "help/roles":
      return { page: "roles" };
  }
  const [area, kind, id, ...more] = segments;
  if (area === "admin" && kind === "users" && id && more.length === 0) return { page: "user", id };
  return { page: "unknown" };
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** Whether only Curators may open it. */
export function isForCurators(place: Place): boolean {
  return place.page === "users" || place.page === "user" || place.page === "settings";
}

const listeners = new Set<() => void>();
let hasLeftTheFirst = false;

/** Whether the person has gone from the page that was loaded to another one. */
export function hasMoved(): boolean {
  return hasLeftTheFirst;
}

function moved(): void {
  hasLeftTheFirst = true;
  for (const listener of listeners) listener();
}

addEventListener("popstate", moved);

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Goes to an address of the Server UI; `replaces` leaves no way back to the one before. */
export function go(address: string, replaces = false): void {
  if (replaces) history.replaceState(null, "", address);
  else history.pushState(null, "", address);
  moved();
}

/** The path and the query of the address, kept current. */
export function useAddress(): { path: string; query: string } {
  const path = useSyncExternalStore(subscribe, () => location.pathname);
  const query = useSyncExternalStore(subscribe, () => location.search);
  return { path, query };
}
