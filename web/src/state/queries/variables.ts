// What the page asks about environments and variables.
import { queryOptions } from "@tanstack/react-query";
import { get } from "#/api/client.ts";
import type { EnvironmentList } from "#/api/types/EnvironmentList.ts";
import type { EnvironmentsView } from "#/api/types/EnvironmentsView.ts";
import type { VariablePlace } from "#/api/types/VariablePlace.ts";
import type { VariablesView } from "#/api/types/VariablesView.ts";
import type { VariableTable } from "#/api/types/VariableTable.ts";
import type { Item } from "#/state/rules/items.ts";
import { about, aboutCollection } from "./topics.ts";

/** Environments of a collection. */
export const environmentsQuery = (collection: string) =>
  queryOptions({
    queryKey: aboutCollection("environments", collection),
    queryFn: ({ signal }) => get<EnvironmentsView>("/api/environments", { collection }, signal),
  });

/** Every environment of the workspace and its collections. */
export const environmentListQuery = queryOptions({
  queryKey: about("environment-list"),
  queryFn: ({ signal }) => get<EnvironmentList>("/api/environments/all", {}, signal),
});

/** The variables of an environment, collection or folder; `seenFrom` is the collection that notes compare with. */
export const variableTableQuery = (place: VariablePlace, seenFrom: string) =>
  queryOptions({
    queryKey: about("variables", place.collection, place.kind, place.name, seenFrom),
    queryFn: ({ signal }) => get<VariableTable>("/api/variables/table", { ...place, seen_from: seenFrom }, signal),
  });

/** Every place that an item looks names up in, and every name that stands there. */
export const visibleVariablesQuery = (item: Item) =>
  queryOptions({
    queryKey: about("variables", "visible", item.collection, item.path),
    queryFn: ({ signal }) => get<VariablesView>("/api/variables", item, signal),
  });
