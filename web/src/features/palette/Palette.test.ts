import { expect, it } from "vitest";
import { find, grouped, type PaletteEntry } from "./Palette.tsx";

const entry = (group: string, name: string): PaletteEntry => ({ id: `${group} ${name}`, group, name, act: () => {} });
const requests = Array.from({ length: 9 }, (_, at) => entry("Requests", `List users ${at}`));
const entries = [entry("Collections", "Users"), ...requests, entry("Commands", "Show users")];

it("the group of the best hit stands first, and each shows its first few", () => {
  const groups = grouped(find(entries, "list users"), "");
  expect(groups.map(({ name, shown, hidden }) => [name, shown.length, hidden])).toEqual([["Requests", 9, 0]]);
  const several = grouped(find(entries, "users"), "");
  expect(several.map(({ name, shown, hidden }) => [name, shown.length, hidden])).toEqual([
    ["Collections", 1, 0],
    ["Requests", 5, 4],
    ["Commands", 1, 0],
  ]);
});

it("an opened group shows all of its hits", () => {
  expect(grouped(find(entries, "users"), "Requests").map(({ hidden }) => hidden)).toEqual([0, 0, 0]);
});
