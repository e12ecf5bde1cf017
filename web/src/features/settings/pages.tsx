import { useQuery } from "@tanstack/react-query";
import { appQuery } from "#/state/queries/workspace.ts";
import { CODE_SIZES_PX, useView } from "#/state/stores/view.ts";
import type { Theme } from "#/theme/theme.ts";
import { Radios } from "#/ui/fields/Radios.tsx";
import { Select } from "#/ui/fields/Select.tsx";
import { shortcutGroups } from "#/ui/shortcuts.ts";
import { Kbd } from "#/ui/signs/Badge.tsx";
import { words } from "#/words/app.ts";
import { SettingRow, SwitchRow, TypedField } from "./rows.tsx";
import css from "./Settings.module.css";
import type { SettingsPageProps } from "./save.ts";

/** What holds for every request, and how this window is arranged. */
export function GeneralPage({ view, save }: SettingsPageProps) {
  const { settings } = view;
  const { labels, hints } = words().settings;
  const codeFont = useView((one) => one.codeFont);
  const codePx = useView((one) => one.codePx);
  const isTwoPane = useView((one) => one.isTwoPane);
  const toggleTwoPane = useView((one) => one.toggleTwoPane);
  const asksOnClose = useView((one) => one.asksOnClose);
  return (
    <>
      <section>
        <h3>{words().settings.requests}</h3>
        <SettingRow name={labels.timeout} hint={hints.timeout}>
          <TypedField
            className={css.number}
            name={labels.timeout}
            value={String(settings.timeout_ms)}
            onText={(text) => {
              const timeout_ms = Number(text.trim() || "0");
              if (Number.isSafeInteger(timeout_ms) && timeout_ms >= 0) void save({ ...settings, timeout_ms });
            }}
          />
          <span className={css.word}>ms</span>
        </SettingRow>
        <SettingRow name={labels.maxSize} hint={hints.maxSize}>
          <TypedField
            className={css.number}
            name={labels.maxSize}
            value={String(settings.response_mb_max)}
            onText={(text) => {
              const response_mb_max = Number(text.trim() || "0");
              if (Number.isSafeInteger(response_mb_max) && response_mb_max >= 0)
                void save({ ...settings, response_mb_max });
            }}
          />
          <span className={css.word}>MB</span>
        </SettingRow>
        <SwitchRow
          name={labels.ssl}
          hint={hints.ssl}
          checked={settings.verifies_certificates}
          onCheck={(verifies_certificates) => void save({ ...settings, verifies_certificates })}
        />
        <SwitchRow
          name={labels.redirects}
          hint={hints.redirects}
          checked={settings.follows_redirects}
          onCheck={(follows_redirects) => void save({ ...settings, follows_redirects })}
        />
        <p className={css.hint}>{words().settings.precedence}</p>
      </section>
      <section>
        <h3>{words().settings.panes}</h3>
        <SwitchRow name={labels.twoPane} hint={hints.twoPane} checked={isTwoPane} onCheck={toggleTwoPane} />
        <SwitchRow
          name={labels.asksOnClose}
          hint={hints.asksOnClose}
          checked={asksOnClose}
          onCheck={(checked) => useView.setState({ asksOnClose: checked })}
        />
      </section>
      <section>
        <h3>{words().settings.code}</h3>
        <SettingRow name={labels.codeFont} hint={hints.codeFont}>
          <TypedField
            className={css.font}
            name={labels.codeFont}
            placeholder="JetBrains Mono"
            value={codeFont}
            onText={(font) => useView.setState({ codeFont: font.trim().slice(0, 100) })}
          />
        </SettingRow>
        <SettingRow name={labels.codeSize} hint={hints.codeSize}>
          <Select
            size="form"
            className={css.size}
            name={labels.codeSize}
            value={String(codePx)}
            choices={CODE_SIZES_PX.map((px) => ({ value: String(px), text: `${px} px` }))}
            onChoose={(px) => useView.setState({ codePx: Number(px) })}
          />
        </SettingRow>
      </section>
    </>
  );
}

/** Light, dark, or as the system says. */
export function ThemesPage() {
  const theme = useView((view) => view.theme);
  const setTheme = useView((view) => view.setTheme);
  const choices: { value: Theme; text: string }[] = [
    { value: "system", text: words().header.themes.system },
    { value: "light", text: words().header.themes.light },
    { value: "dark", text: words().header.themes.dark },
  ];
  return (
    <section>
      <h3>{words().header.theme}</h3>
      <Radios name={words().header.theme} value={theme} choices={choices} onChoose={setTheme} />
      <p className={css.hint}>{words().settings.themeHint}</p>
    </section>
  );
}

/** Every key that works here. */
export function ShortcutsPage() {
  return shortcutGroups().map((group) => (
    <section key={group.title}>
      <h3>{group.title}</h3>
      {group.rows.map((row) => (
        <div key={row.does} className={css.row}>
          <div>{row.does}</div>
          <div className={css.control}>
            {row.keys.map((keys) => (
              <span key={keys} className={css.keys}>
                {keys.split(" ").map((key) => (
                  <Kbd key={key}>{key}</Kbd>
                ))}
              </span>
            ))}
          </div>
        </div>
      ))}
    </section>
  ));
}

/** Where everything lies on this computer. */
export function DataPage({ view }: SettingsPageProps) {
  const { labels, hints, keeping } = words().settings;
  const places: [string, string, string][] = [
    [labels.workspace, hints.workspace, view.workspace],
    [labels.state, hints.state, view.state],
    [labels.secrets, view.keeping ? keeping[view.keeping] : keeping.none, view.secrets],
  ];
  return (
    <section>
      <h3>{words().settings.sections.data}</h3>
      {places.map(([name, hint, path]) => (
        <div key={name} className={css.row}>
          <div>
            <span>{name}</span>
            <span className={css.hint}>{hint}</span>
            <code className={css.path}>{path}</code>
          </div>
        </div>
      ))}
    </section>
  );
}

/** What this program is, and what it contains of others. */
export function AboutPage() {
  const app = useQuery(appQuery).data;
  return (
    <section>
      <h3>{words().product}</h3>
      <p>{words().parent.version({ version: app?.version ?? "" })}</p>
      <p className={css.hint}>{words().settings.aboutText}</p>
      <p>
        <a href="/licences.txt" target="_blank" rel="noreferrer">
          {words().settings.labels.licences}
        </a>
      </p>
    </section>
  );
}
