import { useQuery } from "@tanstack/react-query";
import { Keyboard, Monitor, Moon, Search, Sun } from "lucide-react";
import { post } from "#/api/client.ts";
import { environmentsQuery } from "#/state/asked.ts";
import { type Theme, useView } from "#/state/view.ts";
import { Kbd } from "#/ui/Badge.tsx";
import { IconButton } from "#/ui/Button.tsx";
import { Menu } from "#/ui/Menu.tsx";
import { Select } from "#/ui/Select.tsx";
import { words } from "#/words/en.ts";
import css from "./Shell.module.css";

const THEMES: readonly { value: Theme; icon: typeof Sun }[] = [
  { value: "system", icon: Monitor },
  { value: "light", icon: Sun },
  { value: "dark", icon: Moon },
];

/** Mark, environment of the collection in front, theme, shortcuts. */
export function Header(props: { collection: string | undefined; onSearch: () => void; onShortcuts: () => void }) {
  const { collection, onSearch, onShortcuts } = props;
  const theme = useView((view) => view.theme);
  const setTheme = useView((view) => view.setTheme);
  const icon = THEMES.find((one) => one.value === theme)?.icon ?? Monitor;
  return (
    <header className={css.top} data-area="header">
      <svg className={css.mark} viewBox="0 0 24 24" aria-hidden="true">
        <path d="M1.8 15.5h12.7" />
        <circle cx="9.3" cy="10.3" r="5.2" />
        <path fill="currentColor" d="M14.5 15.5c2.8 0 4.8-1.5 7.2-4v8c-2.4-2.5-4.4-4-7.2-4z" />
      </svg>
      <span className={css.wordmark}>{words.product}</span>
      <span className={css.space} />
      <button type="button" className={css.search} onClick={onSearch}>
        <Search size={16} strokeWidth={1.75} aria-hidden />
        <span>{words.palette.open}</span>
        <span aria-hidden>
          <Kbd>Ctrl K</Kbd>
        </span>
      </button>
      <span className={css.space} />
      {collection === undefined ? null : <Environment collection={collection} />}
      <Menu
        trigger={<IconButton icon={icon} name={words.header.theme} />}
        groups={[
          THEMES.map((one) => ({
            text: words.header.themes[one.value],
            icon: one.icon,
            onChoose: () => setTheme(one.value),
          })),
        ]}
      />
      <IconButton icon={Keyboard} name={words.header.shortcuts} keys="Ctrl /" onClick={onShortcuts} />
    </header>
  );
}

const NONE = " none";

/** Which environment is in use; absent while the collection has none to choose from. */
function Environment({ collection }: { collection: string }) {
  const view = useQuery(environmentsQuery(collection)).data;
  if (!view || view.environments.length === 0) return null;
  return (
    <Select
      quiet
      className={css.environment}
      name={words.header.environment}
      value={view.active ?? NONE}
      choices={[
        { value: NONE, text: words.header.noEnvironment },
        ...view.environments.map((one) => ({ value: one.name, text: one.name })),
      ]}
      onChoose={(name) => void post("/api/environments/use", { collection, ...(name === NONE ? {} : { name }) })}
    />
  );
}
