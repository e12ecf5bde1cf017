import { useQuery } from "@tanstack/react-query";
import { Check, Copy, Earth, Ellipsis, Globe, ListFilter, Pencil, Plus, Trash2 } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import type { EnvironmentName } from "#/api/types/EnvironmentName.ts";
import { environmentListQuery } from "#/state/queries/variables.ts";
import { GLOBALS, isInUse } from "#/state/rules/environments.ts";
import { environmentKey, environmentTab, type Tab } from "#/state/rules/tabs.ts";
import { Button, IconButton } from "#/ui/Button.tsx";
import { TextField } from "#/ui/fields/TextField.tsx";
import { Menu } from "#/ui/overlays/Menu.tsx";
import { Badge } from "#/ui/signs/Badge.tsx";
import { words } from "#/words/app.ts";
import { useEnvironmentChanges } from "./changes.ts";
import css from "./Environments.module.css";
import { NameDialog } from "./NameDialog.tsx";

/** Props of the section; `context` is the collection that uses what is chosen here, empty when there is none. */
export type EnvironmentsSectionProps = {
  activeKey: string | null;
  context: string;
  onOpen: (tab: Tab, pinned: boolean) => void;
};

type Group = { title: string; rows: { environment: EnvironmentName; count: number }[] };

/** Globals, the environments that all collections share, and those of each collection. */
export function EnvironmentsSection({ activeKey, context, onOpen }: EnvironmentsSectionProps) {
  const list = useQuery(environmentListQuery).data;
  const [filter, setFilter] = useState("");
  const [asks, setAsks] = useState<EnvironmentName | "new" | null>(null);
  const { use, duplicate, remove, restoreLast } = useEnvironmentChanges();
  const wanted = filter.trim().toLowerCase();
  const fits = (name: string) => name.toLowerCase().includes(wanted);
  const groups: Group[] = list
    ? [
        { title: "", rows: [{ environment: { collection: "", name: GLOBALS }, count: list.global_count }] },
        {
          title: words().environments.shared,
          rows: list.shared.map(({ name, variable_count: count }) => ({
            environment: { collection: "", name },
            count,
          })),
        },
        ...list.collections.map(({ collection, name: title, environments }) => ({
          title,
          rows: environments.map(({ name, variable_count: count }) => ({ environment: { collection, name }, count })),
        })),
      ]
    : [];
  const shown = groups
    .map((group) => ({ ...group, rows: group.rows.filter(({ environment }) => fits(environment.name)) }))
    .filter((group) => group.rows.length > 0);
  const isEmpty = groups.every((group) => group.title === "" || group.rows.length === 0);

  const menuOf = (environment: EnvironmentName) => {
    const isUsed = isInUse(list, context, environment);
    // A collection's own environment is for that collection.
    const user = environment.collection || context;
    return [
      user === ""
        ? []
        : [
            {
              text: isUsed ? words().environments.stopUsing : words().environments.use,
              icon: Check,
              onChoose: () => void use(user, isUsed ? undefined : environment.name),
            },
          ],
      [
        { text: words().environments.rename, icon: Pencil, onChoose: () => setAsks(environment) },
        { text: words().environments.duplicate, icon: Copy, onChoose: () => void duplicate(environment) },
      ],
      [{ text: words().environments.delete, icon: Trash2, danger: true, onChoose: () => void remove(environment) }],
    ].filter((group) => group.length > 0);
  };

  return (
    <>
      <div className={css.head}>
        <TextField
          className={css.filter}
          name={words().environments.filter}
          placeholder={words().environments.filterHint}
          icon={ListFilter}
          value={filter}
          onText={setFilter}
        />
        <IconButton icon={Plus} name={words().environments.newTitle} onClick={() => setAsks("new")} />
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrows move between the buttons of the list, Ctrl Z brings back. */}
      <div
        className={css.list}
        onKeyDown={(event) => {
          if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z")
            void restoreLast();
          else moveBetweenRows(event);
        }}
      >
        {shown.map((group) => (
          <section key={group.title} aria-label={group.title || words().environments.globals}>
            {group.title === "" ? null : <h3 className={css.caption}>{group.title}</h3>}
            {group.rows.map(({ environment, count }) => {
              const key = environmentKey(environment);
              const isGlobals = environment.collection === "" && environment.name === GLOBALS;
              const Icon = isGlobals ? Earth : Globe;
              return (
                <div key={key} className={css.row} data-selected={key === activeKey || undefined}>
                  <button
                    type="button"
                    data-row
                    aria-current={key === activeKey || undefined}
                    onClick={() => onOpen(environmentTab(environment), false)}
                    onDoubleClick={() => onOpen(environmentTab(environment), true)}
                  >
                    <Icon size={16} strokeWidth={1.75} aria-hidden />
                    <span className="cut">{environment.name}</span>
                    {isInUse(list, environment.collection || context, environment) ? (
                      <Badge tone="ok" icon={Check}>
                        {words().environments.inUse}
                      </Badge>
                    ) : null}
                    <span className={css.count}>{count}</span>
                  </button>
                  {isGlobals ? null : (
                    <Menu
                      trigger={
                        <IconButton
                          size="tight"
                          icon={Ellipsis}
                          name={words().environments.moreOf({ name: environment.name })}
                        />
                      }
                      groups={menuOf(environment)}
                    />
                  )}
                </div>
              );
            })}
          </section>
        ))}
        {shown.length === 0 && list ? <p className={css.none}>{words().sidebar.nothingFound({ filter })}</p> : null}
        {isEmpty && list ? (
          <div className={css.empty}>
            <p>{words().environments.emptyText}</p>
            <Button icon={Plus} onClick={() => setAsks("new")}>
              {words().environments.newTitle}
            </Button>
          </div>
        ) : null}
      </div>
      {asks === null ? null : (
        <NameDialog
          {...(asks === "new" ? {} : { renames: asks })}
          collections={(list?.collections ?? []).map(({ collection: id, name }) => ({ id, name }))}
          onClose={() => setAsks(null)}
        />
      )}
    </>
  );
}

function moveBetweenRows(event: KeyboardEvent<HTMLElement>) {
  if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-row]")];
  const at = rows.indexOf(document.activeElement as HTMLElement);
  const next = rows[at + (event.key === "ArrowDown" ? 1 : -1)];
  if (at < 0 || !next) return;
  event.preventDefault();
  next.focus();
}
