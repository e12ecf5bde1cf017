import { beforeEach, expect, test } from "vitest";
import { itemTab } from "../rules/tabs.ts";
import { useTabs } from "./tabs.ts";

const request = (path: string) => itemTab("request", { collection: "c", path });

const keys = () => useTabs.getState().tabs.map((tab) => tab.key);

beforeEach(() => useTabs.setState({ tabs: [], active: null, closed: [], gone: [] }));

test("a tab comes back to its place when its item does", () => {
  const { open, keepOnly, bringBack } = useTabs.getState();
  for (const path of ["a", "b", "d"]) open(request(path), true);
  keepOnly((tab) => tab.key !== "c b");
  expect(keys()).toEqual(["c a", "c d"]);
  bringBack(() => false);
  expect(keys()).toEqual(["c a", "c d"]);
  bringBack((tab) => tab.key === "c b");
  expect(keys()).toEqual(["c a", "c b", "c d"]);
  expect(useTabs.getState()).toMatchObject({ active: "c d", gone: [] });
});

test("a tab that was opened anew meanwhile does not come twice", () => {
  const { open, keepOnly, bringBack } = useTabs.getState();
  open(request("a"), true);
  keepOnly(() => false);
  open(request("a"), true);
  bringBack(() => true);
  expect(keys()).toEqual(["c a"]);
});

test("tabs of a window of version 0.1 open as they were", async () => {
  const stored = {
    tabs: [
      { key: "c1 ", kind: "collection", isPreview: false },
      { key: "c1 v3/get user.yml", kind: "request", isPreview: true },
      { key: "c1 v3/get user.yml\n2", kind: "example", isPreview: false },
      { key: " environments/Globals", kind: "environment", isPreview: false },
      { key: "c1 environments/local host", kind: "environment", isPreview: false },
      { key: ":history 12 GET /v3/users?a=b c, 10:02 PM", kind: "history", isPreview: false },
    ],
    active: ":history 12 GET /v3/users?a=b c, 10:02 PM",
    closed: [{ key: ":comparison 12 15 GET /v3/users", kind: "comparison", isPreview: false }],
    gone: [{ tab: { key: "c1 v3", kind: "folder", isPreview: false }, at: 1 }],
  };
  const migrate = useTabs.persist.getOptions().migrate;
  expect(await migrate?.(stored, 0)).toEqual({
    tabs: [
      { kind: "collection", item: { collection: "c1", path: "" }, key: "c1 ", isPreview: false },
      {
        kind: "request",
        item: { collection: "c1", path: "v3/get user.yml" },
        key: "c1 v3/get user.yml",
        isPreview: true,
      },
      {
        kind: "example",
        example: { collection: "c1", path: "v3/get user.yml", at: 2 },
        key: "c1 v3/get user.yml\n2",
        isPreview: false,
      },
      {
        kind: "environment",
        environment: { collection: "", name: "Globals" },
        key: " environments/Globals",
        isPreview: false,
      },
      {
        kind: "environment",
        environment: { collection: "c1", name: "local host" },
        key: "c1 environments/local host",
        isPreview: false,
      },
      { kind: "entry", id: 12, name: "GET /v3/users?a=b c, 10:02 PM", key: ":history 12", isPreview: false },
    ],
    active: ":history 12",
    closed: [
      { kind: "comparison", before: 12, after: 15, name: "GET /v3/users", key: ":comparison 12 15", isPreview: false },
    ],
    gone: [{ tab: { kind: "folder", item: { collection: "c1", path: "v3" }, key: "c1 v3", isPreview: false }, at: 1 }],
  });
});
