import { describe, expect, it } from "vitest";
import type { CollectionNode } from "#/api/types/CollectionNode.ts";
import type { TreeNode } from "#/api/types/TreeNode.ts";
import { keyOf } from "./items.ts";
import { foundRequests, parentsOf, sidebarRows } from "./tree.ts";

const request = (method: string, url_path: string, name: string): TreeNode => ({
  kind: "request",
  path: `${url_path}/${method}.yml`,
  name,
  method,
  url_path,
  is_changed: false,
  examples: [],
});

const folder = (path: string, name: string, items: TreeNode[]): TreeNode => ({
  kind: "folder",
  path,
  name,
  is_changed: false,
  items,
});

const collection: CollectionNode = {
  id: "c1",
  name: "Gallery",
  folder: "/x",
  is_changed: false,
  items: [
    folder("v3", "v3", [
      folder("v3/users", "users", [
        folder("v3/users/{id}", "{id}", [
          request("GET", "v3/users/{id}", "Get one user"),
          request("PUT", "v3/users/{id}", "Update a user"),
        ]),
        request("GET", "v3/users", "List users"),
      ]),
      folder("v3/jobs", "jobs", [request("GET", "v3/jobs/{id}", "Get a job")]),
    ]),
  ],
};

const shown = (filter: string, open: string[] = []) =>
  sidebarRows([collection], new Set(open.map((path) => keyOf({ collection: "c1", path }))), filter).map(
    (row) => `${"  ".repeat(row.level - 1)}${row.label}`,
  );

describe("the sidebar's rows", () => {
  it("shows the children of open rows only", () => {
    expect(shown("")).toEqual(["Gallery"]);
    expect(shown("", ["", "v3"])).toEqual(["Gallery", "  v3", "    users", "    jobs"]);
  });

  it("finds a request by path, by method and path, and by name", () => {
    const list = "      GET v3/users List users";
    expect(shown("v3/users")).toContain(list);
    expect(shown("GET users")).toContain(list);
    expect(shown("list users")).toContain(list);
    expect(shown("/v3/users")).toContain(list);
  });

  it("shows hits with their parents and nothing else", () => {
    expect(shown("put")).toEqual([
      "Gallery",
      "  v3",
      "    users",
      "      {id}",
      "        PUT v3/users/{id} Update a user",
    ]);
  });

  it("takes :id and {id} for the same", () => {
    expect(shown("users/:id put")).toContain("        PUT v3/users/{id} Update a user");
  });

  it("shows nothing when nothing matches", () => {
    expect(shown("zzz")).toEqual([]);
  });

  it("says what of a path was found where neither name nor folder say it", () => {
    const found = (filter: string, nodes = collection.items) =>
      sidebarRows([{ ...collection, items: nodes }], new Set(), filter).flatMap((row) => row.found ?? []);
    expect(found("users")).toEqual([]);
    const flat = [folder("a", "accounts", [request("GET", "v3/accounts/{id}/users", "People")])];
    expect(found("users", flat)).toEqual(["…/users"]);
    expect(found("v3/acc", flat)).toEqual(["v3/accounts/{id}/users"]);
    expect(found("accounts people", flat)).toEqual([]);
  });

  it("counts what the filter finds", () => {
    expect(foundRequests([collection], "users")).toEqual({ found: 3, all: 4 });
    expect(foundRequests([collection], "get a job")).toEqual({ found: 1, all: 4 });
  });

  it("counts the requests below", () => {
    expect(sidebarRows([collection], new Set(), "")[0]?.count).toBe(4);
  });

  it("knows what stands above a request", () => {
    expect(parentsOf(collection, "v3/users/GET.yml")).toEqual(["c1 ", "c1 v3", "c1 v3/users"]);
  });

  it("filters 5000 requests in less than 50 ms per key", () => {
    const many: CollectionNode = {
      ...collection,
      items: Array.from({ length: 100 }, (_, at) =>
        folder(
          `f${at}`,
          `folder ${at}`,
          Array.from({ length: 50 }, (_, one) => request("GET", `f${at}/r${one}`, `Read ${one}`)),
        ),
      ),
    };
    sidebarRows([many], new Set(), "warm");
    const start = performance.now();
    const rows = sidebarRows([many], new Set(), "f9");
    expect(performance.now() - start).toBeLessThan(50);
    expect(rows.length).toBeGreaterThan(100);
  });
});
