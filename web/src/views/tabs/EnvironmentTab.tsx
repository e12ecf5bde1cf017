import { useQuery } from "@tanstack/react-query";
import { Check, Copy, Earth, Ellipsis, Globe, Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { post } from "#/api/client.ts";
import type { EnvironmentName } from "#/api/types/EnvironmentName.ts";
import { useEnvironmentChanges } from "#/features/environments/changes.ts";
import { NameDialog } from "#/features/environments/NameDialog.tsx";
import { VariablesPane } from "#/features/variables/VariablesPane.tsx";
import { environmentListQuery } from "#/state/queries/variables.ts";
import { GLOBALS, isInUse } from "#/state/rules/environments.ts";
import { environmentKey } from "#/state/rules/tabs.ts";
import { useTabs } from "#/state/stores/tabs.ts";
import { Button, IconButton } from "#/ui/Button.tsx";
import { Menu } from "#/ui/overlays/Menu.tsx";
import { Badge } from "#/ui/signs/Badge.tsx";
import { words } from "#/words/app.ts";
import css from "./RequestTab.module.css";

/** An environment: whose it is, whether it is in use, and its variables. `context` is the collection it is looked at from. */
export function EnvironmentTab({ environment, context }: { environment: EnvironmentName; context: string }) {
  const { collection, name } = environment;
  const list = useQuery(environmentListQuery).data;
  const pin = useTabs((tabs) => tabs.pin);
  const { use, duplicate, remove } = useEnvironmentChanges();
  const [isRenaming, setRenaming] = useState(false);
  const isGlobals = collection === "" && name === GLOBALS;
  const user = collection || context;
  const isUsed = isInUse(list, user, environment);
  const owner = list?.collections.find((one) => one.collection === collection)?.name;
  const Icon = isGlobals ? Earth : Globe;
  return (
    <div className={css.tab} data-area="request">
      <div className={`${css.title} ${css.large}`}>
        <Icon size={16} strokeWidth={1.75} aria-hidden />
        <h1 className="cut">{name}</h1>
        {isUsed ? (
          <Badge tone="ok" icon={Check}>
            {words().environments.inUse}
          </Badge>
        ) : null}
        <Badge tone="line">
          {owner ?? (isGlobals ? words().environments.everywhere : words().environments.shared)}
        </Badge>
        <span className={css.space} />
        {isGlobals || user === "" ? null : (
          <Button onClick={() => void use(user, isUsed ? undefined : name)}>
            {isUsed ? words().environments.stopUsing : words().environments.use}
          </Button>
        )}
        {isGlobals ? null : (
          <Menu
            trigger={<IconButton icon={Ellipsis} name={words().environments.moreOf({ name })} />}
            groups={[
              [
                { text: words().environments.rename, icon: Pencil, onChoose: () => setRenaming(true) },
                { text: words().environments.duplicate, icon: Copy, onChoose: () => void duplicate(environment) },
              ],
              [
                {
                  text: words().environments.delete,
                  icon: Trash2,
                  danger: true,
                  onChoose: () => void remove(environment),
                },
              ],
            ]}
          />
        )}
      </div>
      <VariablesPane
        place={{ kind: "environment", collection, name }}
        seenFrom={context}
        onEdit={async (variables, base) => {
          pin(environmentKey(environment));
          await post("/api/environment/save", { ...environment, base, variables });
        }}
      />
      {isRenaming ? <NameDialog renames={environment} collections={[]} onClose={() => setRenaming(false)} /> : null}
    </div>
  );
}
