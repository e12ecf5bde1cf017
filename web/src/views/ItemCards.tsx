import { useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useCallback } from "react";
import type { PlaceView } from "#/api/types/PlaceView.ts";
import { VariableCard } from "#/features/request/VariableCard.tsx";
import { environmentListQuery } from "#/state/asked.ts";
import { environmentKey, GLOBALS } from "#/state/environments.ts";
import { type Item, keyOf } from "#/state/items.ts";
import { useTabs } from "#/state/tabs.ts";
import { useView } from "#/state/view.ts";
import { VariableCards } from "#/ui/VariableCard.tsx";

/** Variables in fields below show their card, as seen from this item. */
export function ItemCards({ item, children }: { item: Item; children: ReactNode }) {
  const open = useTabs((tabs) => tabs.open);
  const client = useQueryClient();
  const openPlace = useCallback(
    (place: PlaceView) => {
      if (place.kind === "collection") {
        const key = keyOf({ collection: item.collection, path: "" });
        useView.getState().chooseParentPart(key, "variables");
        open(key, "collection", true);
        return;
      }
      const name = place.kind === "globals" ? GLOBALS : place.name;
      const own = client
        .getQueryData(environmentListQuery.queryKey)
        ?.collections.find((one) => one.collection === item.collection)
        ?.environments.some((one) => one.name === name);
      open(environmentKey({ collection: own ? item.collection : "", name }), "environment", true);
    },
    [client, item, open],
  );
  const draw = useCallback(
    (name: string, close: () => void) => <VariableCard name={name} item={item} close={close} openPlace={openPlace} />,
    [item, openPlace],
  );
  return <VariableCards draw={draw}>{children}</VariableCards>;
}
