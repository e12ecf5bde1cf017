import { useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useCallback } from "react";
import type { PlaceView } from "#/api/types/PlaceView.ts";
import type { VariablesView } from "#/api/types/VariablesView.ts";
import { VariableCard } from "#/features/request/VariableCard.tsx";
import { environmentListQuery, visibleVariablesQuery } from "#/state/queries/variables.ts";
import { GLOBALS } from "#/state/rules/environments.ts";
import { type Item, keyOf } from "#/state/rules/items.ts";
import { fromPlace, specialPlace } from "#/state/rules/placeNames.ts";
import { environmentTab, itemTab } from "#/state/rules/tabs.ts";
import { useTabs } from "#/state/stores/tabs.ts";
import { useView } from "#/state/stores/view.ts";
import type { Candidate } from "#/ui/variables/completion.ts";
import { VariableCards } from "#/ui/variables/VariableCard.tsx";
import { VariableCompletions } from "#/ui/variables/VariableCompletion.tsx";
import { words } from "#/words/app.ts";
import { named } from "#/words/words.ts";

/** What the program knows at an item, as it is offered while a name is typed: what is sent, and from where. */
function candidatesOf(view: VariablesView): Candidate[] {
  const known = view.variables.flatMap((variable): Candidate[] => {
    const place = variable.wins === undefined ? undefined : view.places[variable.wins];
    const value = variable.values.find((one) => one.place === variable.wins);
    if (!place || !value) return [];
    const from = fromPlace(place);
    return [{ name: variable.name, from, value: value.is_secret ? undefined : value.value }];
  });
  const made = view.made
    .filter((name) => !known.some((one) => one.name === name))
    .map((name) => ({ name, from: specialPlace(name) ?? "", value: named(words().variable.made, name) ?? "" }));
  return [...known, ...made];
}

/** Opens where a place keeps its variables, as seen from an item. */
export function useOpenPlace(item: Item): (place: PlaceView) => void {
  const open = useTabs((tabs) => tabs.open);
  const client = useQueryClient();
  return useCallback(
    (place) => {
      if (place.kind === "collection") {
        const key = keyOf({ collection: item.collection, path: "" });
        useView.getState().chooseParentPart(key, "variables");
        open(itemTab("collection", { collection: item.collection, path: "" }), true);
        return;
      }
      const name = place.kind === "globals" ? GLOBALS : place.name;
      const own = client
        .getQueryData(environmentListQuery.queryKey)
        ?.collections.find((one) => one.collection === item.collection)
        ?.environments.some((one) => one.name === name);
      open(environmentTab({ collection: own ? item.collection : "", name }), true);
    },
    [client, item, open],
  );
}

/** Variables in fields below show their card and are completed while they are typed, as seen from this item. */
export function ItemCards({ item, children }: { item: Item; children: ReactNode }) {
  const client = useQueryClient();
  const openPlace = useOpenPlace(item);
  const draw = useCallback(
    (name: string, close: () => void) => <VariableCard name={name} item={item} close={close} openPlace={openPlace} />,
    [item, openPlace],
  );
  const load = useCallback(
    async () => candidatesOf(await client.fetchQuery({ ...visibleVariablesQuery(item), staleTime: 0 })),
    [client, item],
  );
  return (
    <VariableCards draw={draw}>
      <VariableCompletions load={load}>{children}</VariableCompletions>
    </VariableCards>
  );
}
