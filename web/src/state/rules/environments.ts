// Environments as the page names them: a tab of one has a key like every item, below the reserved folder `environments`.
import type { EnvironmentList } from "#/api/types/EnvironmentList.ts";
import type { EnvironmentName } from "#/api/types/EnvironmentName.ts";
import { itemOf, keyOf } from "./items.ts";

const FOLDER = "environments/";

/** Name of the environment around everything. */
export const GLOBALS = "Globals";

/** The key of an environment's tab. An empty collection means the workspace. */
export function environmentKey({ collection, name }: EnvironmentName): string {
  return keyOf({ collection, path: `${FOLDER}${name}` });
}

/** Whether a tab's key is that of an environment. */
export function isEnvironmentKey(key: string): boolean {
  return itemOf(key).path.startsWith(FOLDER);
}

/** The environment of a tab's key. */
export function environmentOf(key: string): EnvironmentName {
  const { collection, path } = itemOf(key);
  return { collection, name: path.slice(FOLDER.length) };
}

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
