import { expect, test } from "vitest";
import { shownValue } from "./audit.ts";

test("values are said as people say them", () => {
  const said = [
    ["role", "NoAccess"],
    ["default_role", "Evaluated"],
    ["first_name", "true names"],
    ["is_validated", "false"],
    ["token_life_s", "3600"],
    ["last_name", ""],
  ] as const;
  expect(said.map(([field, text]) => shownValue({ field }, text))).toEqual([
    "No Access",
    "Default",
    "true names",
    "Off",
    "60 minutes",
    "(empty)",
  ]);
});
