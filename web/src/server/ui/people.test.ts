import { expect, test } from "vitest";
import { initialsOf, nameOf, shortNameOf } from "./people.tsx";

test("a person without a name is called by the address", () => {
  const nobody = { first_name: "", last_name: " ", email: "a.b@c.example" };
  expect([nameOf(nobody), shortNameOf(nobody)]).toEqual(["a.b@c.example", "a.b@c.example"]);
  expect(nameOf({ ...nobody, first_name: "Noor", last_name: "Haddad" })).toBe("Noor Haddad");
});

test("initials are the first letters of first and last word", () => {
  expect(["Bram de Wit", "Noor", "émile zola", "", "a.b@c.example"].map(initialsOf)).toEqual([
    "BW",
    "N",
    "ÉZ",
    "",
    "AE",
  ]);
});
