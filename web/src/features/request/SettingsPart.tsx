import { useQuery } from "@tanstack/react-query";
import type { Settings } from "#/api/types/Settings.ts";
import { settingsQuery } from "#/state/queries/workspace.ts";
import { applying } from "#/state/rules/inherited.ts";
import { Select } from "#/ui/fields/Select.tsx";
import { NumberField, SettingList, SettingRow } from "#/ui/fields/SettingRow.tsx";
import { Switch } from "#/ui/fields/Switch.tsx";
import { words } from "#/words/app.ts";
import type { PartProps } from "./ParamsPart.tsx";
import css from "./parts.module.css";

type Props = PartProps & {
  /** What applies where the request leaves a setting to its parents. */
  inherited: Settings;
};

type OwnSwitch =
  | "verifies_certificates"
  | "keeps_method_on_redirect"
  | "removes_referer_on_redirect"
  | "disables_cookies";

/** How this request is sent. A switch acts at once; what it leaves alone comes from folder and collection. */
export function SettingsPart({ request, edit, inherited }: Props) {
  const { behavior, settings } = request;
  const verifies = useQuery(settingsQuery).data?.settings.verifies_certificates ?? true;
  const own = (part: Partial<typeof behavior>) => edit({ ...request, behavior: { ...behavior, ...part } }, "url", null);
  const set = (part: Partial<Settings>, typing: string | null) =>
    edit({ ...request, settings: { ...settings, ...part } }, "url", typing);

  const ownRow = (key: OwnSwitch, fallback: boolean) => {
    const { name, hint } = words().requestSettings.rows[key];
    return (
      <SettingRow name={name} hint={hint} onReset={behavior[key] === null ? undefined : () => own({ [key]: null })}>
        <Switch
          wordless
          name={name}
          checked={behavior[key] ?? fallback}
          onCheck={(value) => own({ [key]: value === fallback ? null : value })}
        />
      </SettingRow>
    );
  };
  const inheritedRow = (key: "encodes_url" | "follows_redirects" | "forwards_authorization") => {
    const { name, hint } = words().requestSettings.rows[key];
    const value = settings[key];
    return (
      <SettingRow
        name={name}
        hint={hint}
        onReset={value === "inherit" ? undefined : () => set({ [key]: "inherit" }, null)}
      >
        <Switch
          wordless
          name={name}
          checked={applying(value, inherited[key]) ?? false}
          onCheck={(checked) => set({ [key]: { value: checked } }, null)}
        />
      </SettingRow>
    );
  };
  const numberRow = (key: "max_redirects" | "timeout_ms") => {
    const { name, hint } = words().requestSettings.rows[key];
    const value = settings[key];
    return (
      <SettingRow
        name={name}
        hint={hint}
        onReset={value === "inherit" ? undefined : () => set({ [key]: "inherit" }, null)}
      >
        <NumberField
          name={name}
          value={applying(value, inherited[key]) ?? 0}
          onNumber={(number) => set({ [key]: { value: number } }, `setting ${key}`)}
        />
      </SettingRow>
    );
  };
  const version = words().requestSettings.rows.protocol_version;
  return (
    <SettingList>
      <SettingRow
        name={version.name}
        hint={version.hint}
        onReset={behavior.protocol_version === null ? undefined : () => own({ protocol_version: null })}
      >
        <Select
          className={css.version}
          name={version.name}
          value={behavior.protocol_version ?? "auto"}
          choices={Object.entries(words().requestSettings.versions).map(([value, text]) => ({ value, text }))}
          onChoose={(value) => own({ protocol_version: value === "auto" ? null : value })}
        />
      </SettingRow>
      {ownRow("verifies_certificates", verifies)}
      {inheritedRow("follows_redirects")}
      {ownRow("keeps_method_on_redirect", false)}
      {inheritedRow("forwards_authorization")}
      {ownRow("removes_referer_on_redirect", false)}
      {inheritedRow("encodes_url")}
      {ownRow("disables_cookies", false)}
      {numberRow("max_redirects")}
      {numberRow("timeout_ms")}
    </SettingList>
  );
}
