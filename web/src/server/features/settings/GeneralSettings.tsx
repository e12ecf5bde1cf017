import { Info, Lock } from "lucide-react";
import { type FormEvent, type ReactNode, useId, useState } from "react";
import type { RoleName } from "#/server/types/RoleName.ts";
import type { SettingsView } from "#/server/types/SettingsView.ts";
import type { SettingView } from "#/server/types/SettingView.ts";
import { fieldsOf, saidOf } from "#/server/ui/messages.ts";
import { Body } from "#/server/ui/Page.tsx";
import { Failed } from "#/server/ui/State.tsx";
import { lengthInWords, secondsOf, type Unit, When } from "#/server/ui/times.tsx";
import { Button } from "#/ui/Button.tsx";
import { Select } from "#/ui/fields/Select.tsx";
import { Switch } from "#/ui/fields/Switch.tsx";
import { TextField } from "#/ui/fields/TextField.tsx";
import { Badge } from "#/ui/signs/Badge.tsx";
import { rich } from "#/words/rich.tsx";
import { words } from "#/words/server.ts";
import css from "./Settings.module.css";
import { useChange, useSettings } from "./settings.ts";

/** What holds for everybody on this server. Choices act at once and can be taken back; what is typed is saved. */
export function GeneralSettings() {
  const { data: settings, error, refetch } = useSettings();
  if (error) return <Failed thrown={error} onAgain={() => void refetch()} />;
  if (!settings) return null;
  const { settings: said } = words();
  return (
    <Body className={css.body}>
      <section>
        <h2>{said.people}</h2>
        <DefaultRole settings={settings} />
        <Register setting={settings.users_can_register} />
      </section>
      <section>
        <h2>{said.api}</h2>
        <Length
          of="token_life_s"
          name={said.tokenLife}
          hint={said.tokenLifeHint}
          unit="minutes"
          setting={settings.token_life_s}
        />
        <Row name={said.failedProofs} hint={said.failedProofsHint}>
          <TextField
            name={said.failedProofs}
            size="form"
            readOnly
            className={css.number}
            value={String(settings.failed_proofs_max)}
          />
          <span className={css.unit}>{said.perMinute}</span>
          <Badge icon={Lock}>{said.builtIn}</Badge>
        </Row>
      </section>
      <section>
        <h2>{said.signIn}</h2>
        <Length
          of="idle_limit_s"
          name={said.idle}
          hint={said.idleHint}
          unit="minutes"
          setting={settings.idle_limit_s}
        />
        <Length
          of="absolute_limit_s"
          name={said.absolute}
          hint={said.absoluteHint}
          unit="hours"
          setting={settings.absolute_limit_s}
        />
      </section>
    </Body>
  );
}

/** Name and hint, the control, and who set it. */
function Row(props: { name: string; hint: string; by?: ReactNode; below?: ReactNode; children: ReactNode }) {
  return (
    <div className={css.row}>
      <div>
        <div className={css.name} aria-hidden>
          {props.name}
        </div>
        <div className={css.hint}>{props.hint}</div>
      </div>
      <div>
        <div className={css.control}>{props.children}</div>
        {props.below}
      </div>
      <div className={css.by}>{props.by}</div>
    </div>
  );
}

function By({ setting }: { setting: SettingView<unknown> }) {
  if (setting.fixed_by !== undefined) return null;
  if (setting.set_by === undefined || setting.set_at_ms === undefined) return words().settings.initially;
  return (
    <>
      {setting.set_by}, <When at_ms={setting.set_at_ms} />
    </>
  );
}

/** Nobody becomes Curator by default. */
const ROLES: readonly RoleName[] = ["NoAccess", "Viewer", "Member", "Artisan"];

function DefaultRole({ settings }: { settings: SettingsView }) {
  const { settings: said } = words();
  const { value } = settings.default_role;
  const { mutate, isPending, error } = useChange();
  const choose = (role: RoleName) => {
    if (role === value || isPending) return;
    const says = said.changed({ name: said.defaultRole, value: words().roles[role] });
    mutate({ body: { default_role: role }, back: { default_role: value }, says });
  };
  return (
    <Row
      name={said.defaultRole}
      hint={said.defaultRoleHint({ count: settings.default_role_count })}
      by={<By setting={settings.default_role} />}
      below={<Wrong thrown={error} />}
    >
      <Select
        name={said.defaultRole}
        size="form"
        className={css.choice}
        value={value}
        choices={ROLES.map((role) => ({ value: role, text: words().roles[role] }))}
        onChoose={choose}
      />
    </Row>
  );
}

function Register({ setting }: { setting: SettingView<boolean> }) {
  const { settings: said } = words();
  const { mutate, isPending, error } = useChange();
  const turn = (on: boolean) => {
    if (isPending) return;
    const says = said.changed({ name: said.register, value: on ? words().on : words().off });
    mutate({ body: { users_can_register: on }, back: { users_can_register: !on }, says });
  };
  return (
    <Row name={said.register} hint={said.registerHint} by={<By setting={setting} />} below={<Wrong thrown={error} />}>
      <Switch wordless name={said.register} checked={setting.value} onCheck={turn} />
      <span className={css.unit} aria-hidden>
        {setting.value ? words().on : words().off}
      </span>
    </Row>
  );
}

/** A length of time, typed in a unit in which it is readable. */
function Length(props: {
  of: "token_life_s" | "idle_limit_s" | "absolute_limit_s";
  name: string;
  hint: string;
  unit: Unit;
  setting: SettingView<number>;
}) {
  const { of, name, hint, setting } = props;
  const { settings: said } = words();
  // What is shorter than the unit is not readable in it.
  const unit = setting.value < secondsOf(props.unit) ? "seconds" : props.unit;
  const [text, setText] = useState<string | null>(null);
  const wrongId = useId();
  const { mutate, isPending, error, reset } = useChange();
  const shown = text ?? String(setting.value / secondsOf(unit));
  const typed_s = secondsIn(shown, unit);
  const outside = typed_s === null ? said.wholeNumber : outOfBounds(typed_s, setting);
  const isChanged = text !== null && typed_s !== setting.value;
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (!isChanged || outside || typed_s === null || isPending) return;
    const says = said.changed({ name, value: lengthInWords(typed_s) });
    mutate({ body: { [of]: typed_s }, back: { [of]: setting.value }, says }, { onSuccess: () => setText(null) });
  };
  const cancel = () => {
    setText(null);
    reset();
  };
  if (setting.fixed_by !== undefined)
    return <Fixed name={name} hint={hint} shown={shown} unit={unit} flag={setting.fixed_by} value_s={setting.value} />;
  return (
    <form onSubmit={save} noValidate>
      <Row
        name={name}
        hint={hint}
        by={isChanged ? said.before({ value: lengthInWords(setting.value) }) : <By setting={setting} />}
        below={
          <span id={wrongId}>
            {isChanged && outside ? <p className={css.wrong}>{outside}</p> : null}
            <Wrong thrown={error} />
          </span>
        }
      >
        <TextField
          name={name}
          size="form"
          inputMode="decimal"
          className={css.number}
          wrong={isChanged && outside !== ""}
          aria-describedby={wrongId}
          value={shown}
          onText={setText}
        />
        <span className={css.unit}>{said.units[unit]({ count: Number(shown) })}</span>
        {isChanged ? (
          <>
            <Button size="form" look="primary" type="submit" aria-disabled={outside !== "" || isPending || undefined}>
              {words().save}
            </Button>
            <Button size="form" look="ghost" onClick={cancel}>
              {words().cancel}
            </Button>
          </>
        ) : null}
      </Row>
    </form>
  );
}

function Fixed(props: { name: string; hint: string; shown: string; unit: Unit; flag: string; value_s: number }) {
  const { name, hint, shown, unit, flag, value_s } = props;
  const { settings: said } = words();
  return (
    <Row
      name={name}
      hint={hint}
      below={
        <p className={css.fixed}>
          <Info size={14} strokeWidth={2} aria-hidden />
          <span>{rich(said.startedWith, { flag: <code>{`${flag} ${value_s}s`}</code> })}</span>
        </p>
      }
    >
      <TextField name={name} size="form" readOnly className={css.number} value={shown} />
      <span className={css.unit}>{said.units[unit]({ count: Number(shown) })}</span>
      <Badge icon={Lock}>{said.fixedAtStart}</Badge>
    </Row>
  );
}

/** What was typed, in whole seconds; null where it is no number. */
function secondsIn(text: string, unit: Unit): number | null {
  const plain = text.trim().replace(",", ".");
  return /^\d{1,9}(\.\d{1,4})?$/.test(plain) ? Math.round(Number(plain) * secondsOf(unit)) : null;
}

function outOfBounds(value_s: number, { least, greatest }: SettingView<number>): string {
  const isOutside = (least !== undefined && value_s < least) || (greatest !== undefined && value_s > greatest);
  return isOutside
    ? words().settings.bounds({ least: lengthInWords(least ?? 0), greatest: lengthInWords(greatest ?? 0) })
    : "";
}

function Wrong({ thrown }: { thrown: Error | null }) {
  if (!thrown) return null;
  return (
    <p className={css.wrong} role="alert">
      {Object.values(fieldsOf(thrown)).join(" ") || saidOf(thrown)}
    </p>
  );
}
