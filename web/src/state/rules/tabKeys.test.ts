import { expect, it } from "vitest";
import { comparisonKey, entryKey, keptOf } from "./tabKeys.ts";

const entry = {
  id: 12,
  at_ms: 0,
  method: "GET",
  url: "http://h/v3/users?a=b c",
  reason: "",
  duration_us: 0,
  body_bytes: 0,
};

it("keeps number and name in the key of a tab", () => {
  expect(keptOf(entryKey(entry))?.ids).toEqual([12]);
  expect(keptOf(entryKey(entry))?.name).toMatch(/^GET \/v3\/users\?a=b c, /);
  expect(keptOf(comparisonKey(entry, { ...entry, id: 15 }))).toEqual({ ids: [12, 15], name: "GET /v3/users?a=b c" });
  expect(keptOf("0123 v3/users.yml")).toBeUndefined();
});
