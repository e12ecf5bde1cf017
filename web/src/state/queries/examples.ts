// Saved examples: answers kept in the file of their request.
import { queryOptions } from "@tanstack/react-query";
import { get, post } from "#/api/client.ts";
import type { ExampleView } from "#/api/types/ExampleView.ts";
import type { Item } from "../rules/items.ts";
import type { ExampleAt } from "../rules/tabs.ts";
import { aboutItem } from "./topics.ts";

/** An example as it stands in the file, or in the draft over it. */
export const exampleQuery = (example: ExampleAt) =>
  queryOptions({
    queryKey: aboutItem("example", example, example.at),
    queryFn: ({ signal }) => get<ExampleView>("/api/request/example", { ...example, at: String(example.at) }, signal),
  });

/** Keeps the answer of an exchange below its request. */
export function saveExample(item: Item, exchangeId: string): Promise<ExampleView> {
  return post<ExampleView>("/api/request/examples", { ...item, exchange_id: exchangeId });
}

/** `known` is the name that is on the screen: another one in its place is left alone. */
export function renameExample(example: ExampleAt, known: string, name: string): Promise<ExampleView> {
  return post<ExampleView>("/api/request/examples/rename", { ...example, known, name });
}

/** Gives what was deleted, for restoreExample. */
export function deleteExample(example: ExampleAt, known: string): Promise<ExampleView> {
  return post<ExampleView>("/api/request/examples/delete", { ...example, known });
}

/** Puts a deleted example back in its place. */
export function restoreExample(example: ExampleAt, deleted: ExampleView): Promise<ExampleView> {
  return post<ExampleView>("/api/request/examples/restore", { ...example, content: deleted.example });
}
