import { expect, test } from "vitest";
import { isForCurators, placeOf } from "./place.ts";

test("an address names a page", () => {
  expect(placeOf("/gallery")).toEqual({ page: "home" });
  expect(placeOf("/gallery/profile")).toEqual({ page: "profile", section: "account" });
  expect(placeOf("/gallery/profile/keys/")).toEqual({ page: "profile", section: "keys" });
  expect(placeOf("/gallery/admin/users/64b0f0c2d3e4f5a6b7c8d9e0")).toEqual({
    page: "user",
    id: "64b0f0c2d3e4f5a6b7c8d9e0",
  });
  for (const path of ["/gallery/workflows", "/gallery/admin/users/a/b", "/gallery/sign-in/x", "/gallery/%"]) {
    expect(placeOf(path)).toEqual({ page: "unknown" });
  }
});

test("what stands under admin is for Curators", () => {
  const paths = ["/gallery/admin", "/gallery/admin/users/x", "/gallery/admin/audit"];
  expect(paths.map((path) => isForCurators(placeOf(path)))).toEqual([true, true, true]);
  expect(isForCurators(placeOf("/gallery/help/roles"))).toBe(false);
});
