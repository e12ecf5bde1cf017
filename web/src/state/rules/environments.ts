// Which environments there are, and which one a collection uses.
import type { EnvironmentList } from "#/api/types/EnvironmentList.ts";
import type { EnvironmentName } from "#/api/types/EnvironmentName.ts";

/** Name of the environment around everything. */
export const GLOBALS = "Globals";

/** Every environment of a list, `Globals` first. */
export function environmentsOf(list: EnvironmentList | undefined): EnvironmentName[] {
  if (!list) return [];
  return [
    { collection: "", name: GLOBALS },
    ...list.shared.map(({ name }) => ({ collection: "", name })),
    ...list.collections.flatMap(({ collection, environments }) =>
      environments.map(({ name }) => ({ collection, name })),
    ),
  ];
}

/** Whether a collection uses this environment: one of its own goes before one that all share. */
export function isInUse(list: EnvironmentList | undefined, context: string, environment: EnvironmentName): boolean {
  const collection = list?.collections.find((one) => one.collection === context);
  if (!collection || collection.active !== environment.name) return false;
  const isOwn = collection.environments.some(({ name }) => name === environment.name);
  return isOwn === (environment.collection !== "");
}
