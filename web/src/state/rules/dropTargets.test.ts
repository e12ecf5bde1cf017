import { describe, expect, it } from "vitest";
import type { CollectionNode } from "#/api/types/CollectionNode.ts";
import type { TreeNode } from "#/api/types/TreeNode.ts";
import { dropAt } from "./dropTargets.ts";
import { keyOf } from "./items.ts";
import { sidebarRows } from "./tree.ts";

const request = (path: string): TreeNode => ({
  kind: "request",
  path,
  name: path.split("/").at(-1) ?? "",
  method: "PUT",
  url_path: path,
  is_changed: false,
  examples: path === "a/one" ? ([{ name: "saved" }] as never) : [],
});
const folder = (path: string, items: TreeNode[]): TreeNode => ({
  kind: "folder",
  path,
  name: path,
  is_changed: false,
  items,
});
const collection = (id: string, items: TreeNode[]): CollectionNode => ({
  id,
  name: id,
  folder: `/${id}`,
  is_changed: false,
  items,
});
const all = [
  collection("C", [
    folder("a", [request("a/one"), request("a/two"), request("a/three")]),
    folder("b", []),
    request("x"),
  ]),
  collection("D", [request("y")]),
];
const open = new Set([
  keyOf({ collection: "C", path: "" }),
  keyOf({ collection: "C", path: "a" }),
  keyOf({ collection: "C", path: "a/one" }),
]);

/** What dragging `from` over `over` says; `level` as the pointer asks for it, without one that of the row. */
function dropped(from: string, over: string, part: number, level?: number, filter = ""): string {
  const rows = sidebarRows(all, open, filter);
  const row = rows.find((one) => one.path === from && one.kind !== "example");
  const index = rows.findIndex((one) => `${one.collection}/${one.path}` === over && one.kind !== "example");
  if (!row || index < 0) throw new Error(`no such row: ${from}, ${over}`);
  const drop = dropAt(rows, all, row, { index, part, level: level ?? row.level });
  if (drop?.kind === "refused") return drop.why;
  if (drop?.kind !== "lands") return drop?.kind ?? "nowhere";
  const place = drop.row ? "on" : `line ${drop.gap} level ${drop.level}`;
  return `${place}: into ${drop.parent || drop.collection} after ${drop.after ?? "-"} before ${drop.before ?? "-"}`;
}

describe("where a row of the tree lands", () => {
  it("between rows, in a folder, and at the level that the pointer asks for", () => {
    expect(dropped("x", "C/a/two", 0.1)).toBe("line 4 level 3: into a after one before a/two");
    expect(dropped("x", "C/a", 0.5)).toBe("on: into a after three before -");
    expect(dropped("x", "C/a", 0.9)).toBe("line 2 level 3: into a after - before a/one");
    expect(dropped("x", "C/a", 0.1)).toBe("line 1 level 2: into C after - before a");
    expect(dropped("x", "C/a/three", 0.9)).toBe("line 6 level 2: into C after a before b");
    expect(dropped("x", "C/a/three", 0.9, 3)).toBe("line 6 level 3: into a after three before -");
    expect(dropped("x", "C/b", 0.5)).toBe("on: into b after - before -");
    expect(dropped("a/three", "C/", 0.5)).toBe("on: into C after x before -");
  });

  it("never between a request and its examples", () => {
    expect(dropped("x", "C/a/one", 0.9)).toBe("line 4 level 3: into a after one before a/two");
  });

  it("stays, and goes to another collection", () => {
    expect(dropped("a/two", "C/a/two", 0.1)).toBe("stays");
    expect(dropped("a/two", "C/a/two", 0.9)).toBe("stays");
    expect(dropped("a/two", "C/a/three", 0.1)).toBe("stays");
    expect(dropped("a", "C/a/two", 0.9)).toBe("stays");
    expect(dropped("x", "D/", 0.5)).toBe("on: into D after y before -");
  });

  it("keeps the order of siblings that a filter hides", () => {
    expect(dropped("a/one", "C/a/three", 0.9, 3, "e")).toBe("line 5 level 3: into a after three before -");
    expect(dropped("a/three", "C/a/one", 0.9, 3, "e")).toBe("line 4 level 3: into a after one before a/two");
  });
});
