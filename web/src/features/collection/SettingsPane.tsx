import type { Parent } from "#/api/types/Parent.ts";
import type { ParentView } from "#/api/types/ParentView.ts";
import type { Settings } from "#/api/types/Settings.ts";
import { applying } from "#/state/rules/inherited.ts";
import { NumberField, SettingList, SettingRow } from "#/ui/fields/SettingRow.tsx";
import { Switch } from "#/ui/fields/Switch.tsx";
import { words } from "#/words/app.ts";

/** What every request below takes over, unless it chooses its own. `typing` names the field that is typed in. */
export function SettingsPane(props: { view: ParentView; edit: (content: Parent, typing: string | null) => void }) {
  const { content, inherited, path } = props.view;
  const { settings } = content.defaults;
  const set = (part: Partial<Settings>, typing: string | null) =>
    props.edit({ ...content, defaults: { ...content.defaults, settings: { ...settings, ...part } } }, typing);
  const row = (key: keyof Settings) => ({
    ...words().requestSettings.rows[key],
    onReset: settings[key] === "inherit" ? undefined : () => set({ [key]: "inherit" }, null),
  });
  const switchRow = (key: "encodes_url" | "follows_redirects" | "forwards_authorization") => (
    <SettingRow {...row(key)}>
      <Switch
        wordless
        name={words().requestSettings.rows[key].name}
        checked={applying(settings[key], inherited[key]) ?? false}
        onCheck={(value) => set({ [key]: { value } }, null)}
      />
    </SettingRow>
  );
  const numberRow = (key: "max_redirects" | "timeout_ms") => (
    <SettingRow {...row(key)}>
      <NumberField
        name={words().requestSettings.rows[key].name}
        value={applying(settings[key], inherited[key]) ?? 0}
        onNumber={(value) => set({ [key]: { value } }, `setting ${key}`)}
      />
    </SettingRow>
  );
  return (
    <SettingList
      heading={path === "" ? words().parent.settingsOfCollection : words().parent.settingsOfFolder}
      note={path === "" ? words().parent.settingsNote : words().parent.settingsFolderNote}
    >
      {switchRow("follows_redirects")}
      {numberRow("max_redirects")}
      {switchRow("forwards_authorization")}
      {switchRow("encodes_url")}
      {numberRow("timeout_ms")}
    </SettingList>
  );
}
