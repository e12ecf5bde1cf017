// Keys under which replies are kept: the topic first, then what it is about. Made and matched here alone.
import type { QueryKey } from "@tanstack/react-query";
import type { Item } from "../rules/items.ts";

/** Topics of which every key names an item: its collection, then its path. */
const ITEM_TOPICS = ["request", "parent", "conflict", "auth", "example"] as const;
export type ItemTopic = (typeof ITEM_TOPICS)[number];

/** Topics that begin with the id of a collection. */
type CollectionTopic = "environments" | "files" | "folder";

/** Topics of which a key says by itself what it is about. */
type PlainTopic =
  | "app"
  | "workspace"
  | "settings"
  | "cookies"
  | "token"
  | "environment-list"
  | "variables"
  | "exchange"
  | "body"
  | "lines"
  | "bytes"
  | "console"
  | "history"
  | "way";

/** Parts are compared by value. */
type Part = string | number | boolean | object;

/** The key of a topic, and of all that is asked about it when less is named. */
export function about(topic: PlainTopic, ...parts: Part[]): QueryKey {
  return [topic, ...parts];
}

/** The key of a topic in a collection, and of all in it. */
export function aboutCollection(topic: ItemTopic | CollectionTopic, collection: string, ...parts: Part[]): QueryKey {
  return [topic, collection, ...parts];
}

/** The key of an item. */
export function aboutItem(topic: ItemTopic, { collection, path }: Item, ...parts: Part[]): QueryKey {
  return [topic, collection, path, ...parts];
}

/** All keys of a topic of items or collections. */
export function aboutAll(topic: ItemTopic | CollectionTopic): QueryKey {
  return [topic];
}

/** The item that a key names, when its topic is one of those given; absent for all other keys. */
export function itemAbout(key: QueryKey, topics: readonly ItemTopic[] = ITEM_TOPICS): Item | undefined {
  const [topic, collection, path] = key;
  const isWanted = topics.some((one) => one === topic);
  return isWanted && typeof collection === "string" && typeof path === "string" ? { collection, path } : undefined;
}

/** Whether a key is about this collection or something in it. */
export function isInCollection(key: QueryKey, collection: string): boolean {
  return key[1] === collection;
}
