import { useQuery } from "@tanstack/react-query";
import { RotateCcw } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import type { Inheritable } from "#/api/types/Inheritable.ts";
import type { Settings } from "#/api/types/Settings.ts";
import { settingsQuery } from "#/state/asked.ts";
import { IconButton } from "#/ui/Button.tsx";
import { Select } from "#/ui/Select.tsx";
import { Switch } from "#/ui/Switch.tsx";
import { TextField } from "#/ui/TextField.tsx";
import { words } from "#/words/en.ts";
import type { PartProps } from "./ParamsPart.tsx";
import css from "./SettingsPart.module.css";

type Props = PartProps & {
  /** What applies where the request leaves a setting to its parents. */
  inherited: Settings;
};

type OwnSwitch =
  | "verifies_certificates"
  | "keeps_method_on_redirect"
  | "removes_referer_on_redirect"
  | "disables_cookies";
type Inherited = keyof Settings;

/** How this request is sent. A switch acts at once; what it leaves alone comes from folder and collection. */
export function SettingsPart({ request, edit, inherited }: Props) {
  const { behavior, settings } = request;
  const verifies = useQuery(settingsQuery).data?.settings.verifies_certificates ?? true;
  const own = (part: Partial<typeof behavior>) => edit({ ...request, behavior: { ...behavior, ...part } }, "url", null);
  const set = (part: Partial<Settings>, typing: string | null) =>
    edit({ ...request, settings: { ...settings, ...part } }, "url", typing);

  const ownRow = (key: OwnSwitch, fallback: boolean) => {
    const { name, hint } = words.requestSettings.rows[key];
    return (
      <Row name={name} hint={hint} onReset={behavior[key] === null ? undefined : () => own({ [key]: null })}>
        <Switch
          wordless
          name={name}
          checked={behavior[key] ?? fallback}
          onCheck={(value) => own({ [key]: value === fallback ? null : value })}
        />
      </Row>
    );
  };
  const inheritedRow = (key: "encodes_url" | "follows_redirects" | "forwards_authorization") => {
    const { name, hint } = words.requestSettings.rows[key];
    const value = settings[key];
    return (
      <Row name={name} hint={hint} onReset={value === "inherit" ? undefined : () => set({ [key]: "inherit" }, null)}>
        <Switch
          wordless
          name={name}
          checked={effective(value, inherited[key]) ?? false}
          onCheck={(checked) => set({ [key]: { value: checked } }, null)}
        />
      </Row>
    );
  };
  const numberRow = (key: "max_redirects" | "timeout_ms") => {
    const { name, hint } = words.requestSettings.rows[key];
    const value = settings[key];
    return (
      <Row name={name} hint={hint} onReset={value === "inherit" ? undefined : () => set({ [key]: "inherit" }, null)}>
        <NumberField
          name={name}
          value={effective(value, inherited[key]) ?? 0}
          onNumber={(number) => set({ [key]: { value: number } }, `setting ${key}`)}
        />
      </Row>
    );
  };
  const version = words.requestSettings.rows.protocol_version;
  return (
    <div className={css.scroll}>
      <div className={css.list}>
        <Row
          name={version.name}
          hint={version.hint}
          onReset={behavior.protocol_version === null ? undefined : () => own({ protocol_version: null })}
        >
          <Select
            className={css.select}
            name={version.name}
            value={behavior.protocol_version ?? "auto"}
            choices={Object.entries(words.requestSettings.versions).map(([value, text]) => ({ value, text }))}
            onChoose={(value) => own({ protocol_version: value === "auto" ? null : value })}
          />
        </Row>
        {ownRow("verifies_certificates", verifies)}
        {inheritedRow("follows_redirects")}
        {ownRow("keeps_method_on_redirect", false)}
        {inheritedRow("forwards_authorization")}
        {ownRow("removes_referer_on_redirect", false)}
        {inheritedRow("encodes_url")}
        {ownRow("disables_cookies", false)}
        {numberRow("max_redirects")}
        {numberRow("timeout_ms")}
      </div>
    </div>
  );
}

function effective<T>(own: Inheritable<T>, inherited: Settings[Inherited] | Inheritable<T>): T | undefined {
  if (own !== "inherit") return own.value;
  return inherited === "inherit" ? undefined : (inherited.value as T);
}

function Row(props: { name: string; hint: string; onReset: (() => void) | undefined; children: ReactNode }) {
  return (
    <div className={css.row}>
      <div className={css.text}>
        <span>{props.name}</span>
        <span className={css.hint}>{props.hint}</span>
      </div>
      {props.onReset ? (
        <IconButton
          size="tight"
          icon={RotateCcw}
          name={words.requestSettings.reset(props.name)}
          onClick={props.onReset}
        />
      ) : null}
      {props.children}
    </div>
  );
}

/** A whole number from 0; what is none is marked and not taken over. */
function NumberField(props: { name: string; value: number; onNumber: (value: number) => void }) {
  const [text, setText] = useState<string | null>(null);
  const hint = useId();
  const shown = text ?? String(props.value);
  const isNumber = /^\d{1,9}$/.test(shown.trim());
  return (
    <span className={css.number}>
      <TextField
        mono
        name={props.name}
        inputMode="numeric"
        wrong={!isNumber}
        aria-describedby={isNumber ? undefined : hint}
        value={shown}
        onText={(next) => {
          setText(next);
          if (/^\d{1,9}$/.test(next.trim())) props.onNumber(Number(next.trim()));
        }}
        onBlur={() => setText(null)}
      />
      {isNumber ? null : (
        <span id={hint} className={css.wrong}>
          {words.requestSettings.wholeNumber}
        </span>
      )}
    </span>
  );
}
