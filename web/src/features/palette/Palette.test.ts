import { expect, it } from "vitest";
import { find, grouped, type PaletteEntry, type PaletteGroup } from "./Palette.tsx";

const entry = (group: PaletteGroup, name: string): PaletteEntry => ({
  id: `${group} ${name}`,
  group,
  name,
  act: () => {},
});
const requests = Array.from({ length: 9 }, (_, at) => entry("requests", `List users ${at}`));
const entries = [entry("collections", "Users"), ...requests, entry("commands", "Show users")];

it("the group of the best hit stands first, and each shows its first few", () => {
  const groups = grouped(find(entries, "list users"), "");
  expect(groups.map(({ name, shown, hidden }) => [name, shown.length, hidden])).toEqual([["requests", 9, 0]]);
  const several = grouped(find(entries, "users"), "");
  expect(several.map(({ name, shown, hidden }) => [name, shown.length, hidden])).toEqual([
    ["collections", 1, 0],
    ["requests", 5, 4],
    ["commands", 1, 0],
  ]);
});

it("an opened group shows all of its hits", () => {
  expect(grouped(find(entries, "users"), "requests").map(({ hidden }) => hidden)).toEqual([0, 0, 0]);
});
