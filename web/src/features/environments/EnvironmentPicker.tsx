import { useQuery } from "@tanstack/react-query";
import { Globe } from "lucide-react";
import { environmentsQuery } from "#/state/queries/variables.ts";
import { Select } from "#/ui/fields/Select.tsx";
import { words } from "#/words/app.ts";
import { useEnvironmentChanges } from "./changes.ts";
import css from "./Environments.module.css";

const NONE = " none";
const MANAGE = " manage";

/** Which environment the collection in front uses, and where each one is from. `context` is empty without a collection. */
export function EnvironmentPicker({ context, onManage }: { context: string; onManage: () => void }) {
  const view = useQuery({ ...environmentsQuery(context), enabled: context !== "" }).data;
  const { use } = useEnvironmentChanges();
  return (
    <Select
      quiet
      className={css.picker}
      name={words().header.environment}
      value={view?.active ?? NONE}
      choices={[
        { value: NONE, text: words().header.noEnvironment, brief: <InUse name={words().header.noEnvironment} /> },
        ...(view?.environments ?? []).map((one) => ({
          value: one.name,
          text: one.name,
          brief: <InUse name={one.name} />,
          shown: (
            <span className={css.choice}>
              <span>{one.name}</span>
              <span className={css.from}>{words().environments.places[one.place]}</span>
            </span>
          ),
        })),
      ]}
      last={[{ value: MANAGE, text: words().environments.manage }]}
      onChoose={(name) => {
        if (name === MANAGE) onManage();
        else if (context !== "") void use(context, name === NONE ? undefined : name);
      }}
    />
  );
}

function InUse({ name }: { name: string }) {
  return (
    <span className={css.inUse}>
      <Globe size={16} strokeWidth={1.75} aria-hidden />
      <span className="cut">{name}</span>
    </span>
  );
}
