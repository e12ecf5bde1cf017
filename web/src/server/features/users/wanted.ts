// What the list of users shows: kept in the address, so that a reload, a way back and a link bring the same list.
import type { UsersQuery } from "#/server/types/UsersQuery.ts";

/** How many users stand on one page. */
export const PAGE_SIZE = 50;

/** Columns by which the list can be sorted. */
export type Sort = "name" | "role" | "last_login" | "created" | "status";
const SORTS: readonly string[] = ["name", "role", "last_login", "created", "status"] satisfies Sort[];

/** Search, filters, order and page. Empty text and null mean that it does not matter. */
export type Wanted = {
  search: string;
  role: string;
  active: boolean | null;
  api_access: boolean | null;
  email: string;
  first_name: string;
  last_name: string;
  created_after: string;
  created_before: string;
  sort: Sort;
  descending: boolean;
  offset: number;
};

const TEXTS = ["search", "role", "email", "first_name", "last_name", "created_after", "created_before"] as const;
const SWITCHES = ["active", "api_access"] as const;

/** Everybody, by name. */
export const EVERYBODY: Wanted = {
  search: "",
  role: "",
  active: null,
  api_access: null,
  email: "",
  first_name: "",
  last_name: "",
  created_after: "",
  created_before: "",
  sort: "name",
  descending: false,
  offset: 0,
};

/** Reads the query of the address; what it does not understand does not matter. */
export function wantedOf(query: string): Wanted {
  const said = new URLSearchParams(query);
  const wanted = { ...EVERYBODY };
  for (const name of TEXTS) wanted[name] = said.get(name) ?? "";
  for (const name of SWITCHES) {
    const text = said.get(name);
    wanted[name] = text === "true" || text === "false" ? text === "true" : null;
  }
  const sort = said.get("sort") ?? "";
  if (SORTS.includes(sort)) wanted.sort = sort as Sort;
  wanted.descending = said.get("descending") === "true";
  const offset = Number(said.get("offset"));
  if (Number.isSafeInteger(offset) && offset > 0) wanted.offset = offset;
  return wanted;
}

/** Writes the query of the address, without what is as at first; empty for everybody by name. */
export function queryOf(wanted: Wanted): string {
  const said = new URLSearchParams();
  for (const [name, value] of Object.entries(wanted)) {
    if (value !== EVERYBODY[name as keyof Wanted]) said.set(name, String(value));
  }
  const text = said.toString();
  return text === "" ? "" : `?${text}`;
}

/** What the server is asked. Days of the filters are those of the person's own calendar, both included. */
export function askedOf(wanted: Wanted): UsersQuery {
  const { active, api_access, created_after, created_before, ...rest } = wanted;
  const asked: UsersQuery = { ...rest, limit: PAGE_SIZE };
  if (active !== null) asked.active = active;
  if (api_access !== null) asked.api_access = api_access;
  if (created_after) asked.created_after = new Date(`${created_after}T00:00:00`).toISOString();
  if (created_before) asked.created_before = new Date(`${created_before}T23:59:59.999`).toISOString();
  return asked;
}

/** How many filters beyond search, role and status are in use. */
export function furtherOf(wanted: Wanted): number {
  const texts = ["email", "first_name", "last_name", "created_after", "created_before"] as const;
  return texts.filter((name) => wanted[name] !== "").length + (wanted.api_access === null ? 0 : 1);
}
