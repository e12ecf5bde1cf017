import { expect, test } from "vitest";
import { askedOf, EVERYBODY, furtherOf, queryOf, wantedOf } from "./wanted.ts";

test("the address keeps what is wanted, and only what differs from everybody", () => {
  expect(queryOf(EVERYBODY)).toBe("");
  const wanted = {
    ...EVERYBODY,
    search: "é & b",
    active: false,
    sort: "created",
    descending: true,
    offset: 50,
  } as const;
  expect(queryOf(wanted)).toBe("?search=%C3%A9+%26+b&active=false&sort=created&descending=true&offset=50");
  expect(wantedOf(queryOf(wanted))).toEqual(wanted);
});

test("what nobody understands in an address does not matter", () => {
  expect(wantedOf("?sort=shoe&active=perhaps&offset=-3&x=1")).toEqual(EVERYBODY);
});

test("days are asked as moments, both included", () => {
  const {
    created_after = "",
    created_before = "",
    limit,
  } = askedOf({
    ...EVERYBODY,
    created_after: "2026-03-02",
    created_before: "2026-03-02",
  });
  expect(Date.parse(created_before) - Date.parse(created_after)).toBe(24 * 3600 * 1000 - 1);
  expect(limit).toBe(50);
  expect(askedOf(EVERYBODY)).not.toHaveProperty("active");
});

test("further filters are counted", () => {
  expect(furtherOf(EVERYBODY)).toBe(0);
  expect(furtherOf({ ...EVERYBODY, search: "a", role: "Viewer", email: "b", api_access: false })).toBe(2);
});
