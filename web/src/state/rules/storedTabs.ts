// Tabs as version 0.1 of the arrangement kept them: a key that says everything, and a kind.
import type { ItemKind } from "#/api/types/ItemKind.ts";
import { itemOf } from "./items.ts";
import type { Tab } from "./tabs.ts";

/** A stored tab of that version. */
export type StoredTab = {
  key: string;
  kind: ItemKind | "example" | "environment" | "history" | "comparison";
  isPreview: boolean;
};

const ENVIRONMENTS = "environments/";

/** What the tab shows. Numbers and name of the history stand in its key, between blanks. */
export function tabOfStored({ key, kind }: StoredTab): Tab {
  const [, first, second, ...rest] = key.split(" ");
  switch (kind) {
    case "history":
      return { kind: "entry", id: Number(first), name: [second, ...rest].join(" ") };
    case "comparison":
      return { kind, before: Number(first), after: Number(second), name: rest.join(" ") };
    case "environment": {
      const { collection, path } = itemOf(key);
      return { kind, environment: { collection, name: path.slice(ENVIRONMENTS.length) } };
    }
    case "example": {
      const [item = "", at] = key.split("\n");
      return { kind, example: { ...itemOf(item), at: Number(at) } };
    }
    default:
      return { kind, item: itemOf(key) };
  }
}
