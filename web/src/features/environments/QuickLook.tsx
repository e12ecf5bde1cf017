import { Popover } from "@base-ui/react/popover";
import { useQuery } from "@tanstack/react-query";
import { Eye, Pencil } from "lucide-react";
import type { VariablePlace } from "#/api/types/VariablePlace.ts";
import { environmentListQuery, variableTableQuery } from "#/state/queries/variables.ts";
import { GLOBALS } from "#/state/rules/environments.ts";
import { environmentTab, itemTab, type Tab } from "#/state/rules/tabs.ts";
import { Button, IconButton } from "#/ui/Button.tsx";
import { words } from "#/words/app.ts";
import css from "./Environments.module.css";

/** Props of the quick look. `onEdit` opens the tab in which a scope is edited. */
export type QuickLookProps = {
  context: string;
  open: boolean;
  onOpen: (open: boolean) => void;
  onEdit: (tab: Tab) => void;
};

/** The eye in the header: every variable that the collection in front sees, from the narrowest scope outwards. */
export function QuickLook({ context, open, onOpen, onEdit }: QuickLookProps) {
  const list = useQuery({ ...environmentListQuery, enabled: open }).data;
  const collection = list?.collections.find((one) => one.collection === context);
  const active = collection?.active;
  const isOwn = collection?.environments.some((one) => one.name === active) ?? false;
  const edit = (tab: Tab) => {
    onOpen(false);
    onEdit(tab);
  };
  return (
    <Popover.Root open={open} onOpenChange={onOpen}>
      <Popover.Trigger render={<IconButton icon={Eye} name={words().environments.quickLook} keys="Ctrl Alt E" />} />
      <Popover.Portal>
        <Popover.Positioner className={css.positioner} sideOffset={6} align="end">
          <Popover.Popup className={css.look}>
            <Popover.Title className="sr">{words().environments.quickLook}</Popover.Title>
            {active === undefined ? (
              <section>
                <header>
                  <h3>{words().header.noEnvironment}</h3>
                </header>
                <p className={css.none}>{words().environments.chooseOne}</p>
              </section>
            ) : (
              <Part
                title={active}
                place={{ kind: "environment", collection: isOwn ? context : "", name: active }}
                seenFrom={context}
                onEdit={() => edit(environmentTab({ collection: isOwn ? context : "", name: active }))}
              />
            )}
            {collection ? (
              <Part
                title={collection.name}
                place={{ kind: "item", collection: context, name: "" }}
                seenFrom={context}
                onEdit={() => edit(itemTab("collection", { collection: context, path: "" }))}
              />
            ) : null}
            <Part
              title={GLOBALS}
              place={{ kind: "environment", collection: "", name: GLOBALS }}
              seenFrom={context}
              onEdit={() => edit(environmentTab({ collection: "", name: GLOBALS }))}
            />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

function Part(props: { title: string; place: VariablePlace; seenFrom: string; onEdit: () => void }) {
  const { title, place, seenFrom, onEdit } = props;
  const rows = useQuery(variableTableQuery(place, seenFrom)).data?.rows ?? [];
  const used = rows.filter((row) => row.variable.is_enabled);
  return (
    <section aria-label={title}>
      <header>
        <h3 className="cut">{title}</h3>
        <Button look="ghost" icon={Pencil} aria-label={words().environments.editOf({ name: title })} onClick={onEdit}>
          {words().environments.edit}
        </Button>
      </header>
      {used.length === 0 ? (
        <p className={css.none}>{words().environments.noVariables}</p>
      ) : (
        <table className={css.values}>
          <thead className="sr">
            <tr>
              <th scope="col">{words().variables.variable}</th>
              <th scope="col">{words().variables.current}</th>
            </tr>
          </thead>
          <tbody>
            {used.map(({ variable, current, has_secret, notes }) => {
              const loses = notes.find((note) => note.note === "overridden");
              const kept = has_secret ? "••••••••" : words().variables.notKept;
              const value = variable.is_secret ? kept : (current ?? variable.value);
              return (
                <tr key={variable.name}>
                  <th scope="row">{variable.name}</th>
                  <td>
                    <span className={css.value}>
                      {loses ? <s className="cut">{value}</s> : <span className="cut">{value}</span>}
                      {loses ? <span className={css.from}>{words().variables.notes.overridden}</span> : null}
                    </span>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </section>
  );
}
