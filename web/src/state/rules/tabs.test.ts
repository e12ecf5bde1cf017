import { expect, it } from "vitest";
import { comparisonTab, entryTab, movedTab, type Tab, tabKey } from "./tabs.ts";

const entry = {
  id: 12,
  at_ms: 0,
  method: "GET",
  url: "http://h/v3/users?a=b c",
  reason: "",
  duration_us: 0,
  body_bytes: 0,
};

it("names a tab of the history before anything is asked", () => {
  expect(entryTab(entry)).toMatchObject({ id: 12, name: expect.stringMatching(/^GET \/v3\/users\?a=b c, /) });
  expect(comparisonTab(entry, { ...entry, id: 15 })).toEqual({
    kind: "comparison",
    before: 12,
    after: 15,
    name: "GET /v3/users?a=b c",
  });
});

it("gives each tab a key of its own", () => {
  const item = { collection: "c1", path: "v3/a.yml" };
  const tabs: Tab[] = [
    { kind: "request", item },
    { kind: "example", example: { ...item, at: 0 } },
    { kind: "example", example: { ...item, at: 1 } },
    { kind: "environment", environment: { collection: "c1", name: "v3/a.yml" } },
    { kind: "entry", id: 1, name: "GET /" },
    { kind: "comparison", before: 1, after: 2, name: "GET /" },
  ];
  expect(new Set(tabs.map(tabKey)).size).toBe(tabs.length);
});

it("takes requests and their examples along when a folder moves", () => {
  const to = { collection: "c2", path: "v4" };
  const moved = (tab: Tab) => movedTab(tab, { collection: "c1", path: "v3" }, to);
  const item = { collection: "c1", path: "v3/a.yml" };
  expect(moved({ kind: "request", item })).toMatchObject({ item: { collection: "c2", path: "v4/a.yml" } });
  expect(moved({ kind: "example", example: { ...item, at: 2 } })).toMatchObject({
    example: { collection: "c2", path: "v4/a.yml", at: 2 },
  });
  expect(moved({ kind: "request", item: { collection: "c1", path: "v33/a.yml" } })).toMatchObject({
    item: { collection: "c1", path: "v33/a.yml" },
  });
});
