// What a tab can show, and one text for each: keys compare and look up, nothing reads them.
import type { EnvironmentName } from "#/api/types/EnvironmentName.ts";
import type { HistoryView } from "#/api/types/HistoryView.ts";
import type { ItemKind } from "#/api/types/ItemKind.ts";
import { timeFormat } from "#/words/locale.ts";
import { type Item, keyOf, movedItem } from "./items.ts";

/** A saved example: its request, and its place among the examples there, from 0. */
export type ExampleAt = Item & { at: number };

/** What a tab shows. Those of the history hold their name, so that they have it before anything is asked. */
export type Tab =
  | { kind: ItemKind; item: Item }
  | { kind: "example"; example: ExampleAt }
  | { kind: "environment"; environment: EnvironmentName }
  | { kind: "entry"; id: number; name: string }
  | { kind: "comparison"; before: number; after: number; name: string };

/** One text per tab; that of an item is `keyOf` of the item. */
export function tabKey(tab: Tab): string {
  switch (tab.kind) {
    case "example":
      return exampleKey(tab.example);
    case "environment":
      return environmentKey(tab.environment);
    case "entry":
      return `:history ${tab.id}`;
    case "comparison":
      return `:comparison ${tab.before} ${tab.after}`;
    default:
      return keyOf(tab.item);
  }
}

/** One text per example, for rows and names. No path holds a line break. */
export function exampleKey(example: ExampleAt): string {
  return `${keyOf(example)}\n${example.at}`;
}

/** One text per environment, for rows and names. An empty collection means the workspace. */
export function environmentKey({ collection, name }: EnvironmentName): string {
  return keyOf({ collection, path: `environments/${name}` });
}

/** The tab of an item. */
export function itemTab(kind: ItemKind, { collection, path }: Item): Tab {
  return { kind, item: { collection, path } };
}

/** The tab of an environment. */
export function environmentTab({ collection, name }: EnvironmentName): Tab {
  return { kind: "environment", environment: { collection, name } };
}

const time = timeFormat({ hour: "2-digit", minute: "2-digit" });

/** The tab that shows an entry of the history. */
export function entryTab({ id, method, url, at_ms }: HistoryView): Tab {
  return { kind: "entry", id, name: `${method} ${shortUrl(url)}, ${time.format(at_ms)}` };
}

/** The tab that compares two entries. */
export function comparisonTab(before: HistoryView, after: HistoryView): Tab {
  return { kind: "comparison", before: before.id, after: after.id, name: `${before.method} ${shortUrl(before.url)}` };
}

/** The collection that a tab belongs to; empty for what belongs to the workspace or to the history. */
export function collectionOf(tab: Tab): string {
  if ("item" in tab) return tab.item.collection;
  if (tab.kind === "example") return tab.example.collection;
  return tab.kind === "environment" ? tab.environment.collection : "";
}

/** Whether a tab shows something of the tree. */
export function isOfTree(tab: Tab): boolean {
  return "item" in tab || tab.kind === "example";
}

/** The tab after a move: of the item that moved from one place to another, and of all that stood in it. */
export function movedTab<T extends Tab>(tab: T, from: Item, to: Item): T {
  if ("item" in tab) return { ...tab, item: movedItem(tab.item, from, to) };
  if (tab.kind !== "example") return tab;
  return { ...tab, example: { ...movedItem(tab.example, from, to), at: tab.example.at } };
}

/** Path and query of an address; all of it when it has no scheme. */
export function shortUrl(url: string): string {
  const path = /^[a-z]+:\/\/[^/?#]*(.*)$/i.exec(url)?.[1];
  return path === undefined || path === "" ? url : path;
}
