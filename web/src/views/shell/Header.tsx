import { Keyboard, Monitor, Moon, Search, Settings as SettingsIcon, Sun } from "lucide-react";
import { EnvironmentPicker } from "#/features/environments/EnvironmentPicker.tsx";
import { QuickLook } from "#/features/environments/QuickLook.tsx";
import type { Tab } from "#/state/rules/tabs.ts";
import { useView } from "#/state/stores/view.ts";
import type { Theme } from "#/theme/theme.ts";
import { IconButton } from "#/ui/Button.tsx";
import { Menu } from "#/ui/overlays/Menu.tsx";
import { Kbd } from "#/ui/signs/Badge.tsx";
import { words } from "#/words/app.ts";
import css from "./Shell.module.css";
import { VisitedButtons } from "./VisitedButtons.tsx";

const THEMES: readonly { value: Theme; icon: typeof Sun }[] = [
  { value: "system", icon: Monitor },
  { value: "light", icon: Sun },
  { value: "dark", icon: Moon },
];

/** Props of the header. `context` is the collection in front, empty when there is none. */
export type HeaderProps = {
  context: string;
  looksQuickly: boolean;
  onQuickLook: (open: boolean) => void;
  onEdit: (tab: Tab) => void;
  onManageEnvironments: () => void;
  onSearch: () => void;
  onShortcuts: () => void;
  onSettings: () => void;
};

/** Mark, search, environment in use, theme, shortcuts. */
export function Header(props: HeaderProps) {
  const { context, onSearch, onShortcuts } = props;
  const theme = useView((view) => view.theme);
  const setTheme = useView((view) => view.setTheme);
  const icon = THEMES.find((one) => one.value === theme)?.icon ?? Monitor;
  return (
    <header className={css.top} data-area="header">
      <div className={css.side}>
        <svg className={css.mark} viewBox="0 0 24 24" aria-hidden="true">
          <path d="M1.8 15.5h12.7" />
          <circle cx="9.3" cy="10.3" r="5.2" />
          <path fill="currentColor" d="M14.5 15.5c2.8 0 4.8-1.5 7.2-4v8c-2.4-2.5-4.4-4-7.2-4z" />
        </svg>
        <span className={css.wordmark}>{words().product}</span>
        <VisitedButtons />
      </div>
      <button type="button" className={css.search} onClick={onSearch}>
        <Search size={16} strokeWidth={1.75} aria-hidden />
        <span>{words().palette.open}</span>
        <span aria-hidden>
          <Kbd>Ctrl K</Kbd>
        </span>
      </button>
      <div className={`${css.side} ${css.right}`}>
        <EnvironmentPicker context={context} onManage={props.onManageEnvironments} />
        <QuickLook context={context} open={props.looksQuickly} onOpen={props.onQuickLook} onEdit={props.onEdit} />
        <Menu
          trigger={<IconButton icon={icon} name={words().header.theme} />}
          groups={[
            THEMES.map((one) => ({
              text: words().header.themes[one.value],
              icon: one.icon,
              onChoose: () => setTheme(one.value),
            })),
          ]}
        />
        <IconButton icon={Keyboard} name={words().header.shortcuts} keys="Ctrl /" onClick={onShortcuts} />
        <IconButton icon={SettingsIcon} name={words().settings.title} keys="Ctrl ," onClick={props.onSettings} />
      </div>
    </header>
  );
}
