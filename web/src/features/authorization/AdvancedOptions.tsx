import { useId } from "react";
import type { Auth } from "#/api/types/Auth.ts";
import type { ExtraParameter } from "#/api/types/ExtraParameter.ts";
import type { SendIn } from "#/api/types/SendIn.ts";
import { Select } from "#/ui/fields/Select.tsx";
import { Switch } from "#/ui/fields/Switch.tsx";
import { type KeyValue, KeyValueTable, type TableWords } from "#/ui/tables/KeyValueTable.tsx";
import { VariableField } from "#/ui/variables/VariableField.tsx";
import { words } from "#/words/app.ts";
import css from "./AuthPart.module.css";
import { FormRow } from "./FormRow.tsx";

type OAuth2 = Auth & { type: "oauth2" };
type Row = KeyValue & { sendIn: SendIn };

const EMPTY: Row = { name: "", value: "", description: "", isEnabled: true, sendIn: "body" };
const WHERE: readonly SendIn[] = ["body", "url", "header"];

const rowOf = ({ name, value, send_in, is_enabled }: ExtraParameter): Row => ({
  name,
  value,
  description: "",
  isEnabled: is_enabled,
  sendIn: send_in,
});
const parameterOf = ({ name, value, sendIn, isEnabled }: Row): ExtraParameter => ({
  name,
  value,
  send_in: sendIn,
  is_enabled: isEnabled,
});

/** Props of what a server wants besides; `set` changes a part of the block. */
export type AdvancedOptionsProps = {
  auth: OAuth2;
  set: (part: Partial<OAuth2>, typing: string | null) => void;
  isKnown: (name: string) => boolean;
};

/** Resource and audience, the encoding of the credentials, and every further parameter of the two requests. */
export function AdvancedOptions({ auth, set, isKnown }: AdvancedOptionsProps) {
  const parameters = auth.token_parameters;
  const own = (name: string) => parameters.findIndex((one) => one.name === name && one.is_enabled);
  const setOwn = (name: string, value: string) => {
    const at = own(name);
    const old = parameters[at];
    if (!old) set({ token_parameters: [...parameters, parameterOf({ ...EMPTY, name, value })] }, name);
    else if (value === "") set({ token_parameters: parameters.toSpliced(at, 1) }, name);
    else set({ token_parameters: parameters.with(at, { ...old, value }) }, name);
  };
  return (
    <div className={css.form}>
      {(["resource", "audience"] as const).map((name) => (
        <FormRow key={name} label={words().auth[name]}>
          <VariableField
            name={words().auth[name]}
            placeholder={words().auth.hintOf[name]}
            value={parameters[own(name)]?.value ?? ""}
            isKnown={isKnown}
            onText={(value) => setOwn(name, value)}
          />
        </FormRow>
      ))}
      {auth.client_authentication === "basic_header" ? (
        <FormRow label={words().auth.credentials}>
          <div className={css.switches}>
            <Switch
              name={words().auth.unencoded}
              checked={auth.sends_credentials_unencoded}
              onCheck={(sends_credentials_unencoded) => set({ sends_credentials_unencoded }, null)}
            />
          </div>
        </FormRow>
      ) : null}
      <FormRow label={words().auth.refreshUrl}>
        <VariableField
          name={words().auth.refreshUrl}
          placeholder={words().auth.refreshUrlHint}
          value={auth.refresh_token_url}
          isKnown={isKnown}
          onText={(refresh_token_url) => set({ refresh_token_url }, "refresh_token_url")}
        />
      </FormRow>
      <ParameterTable
        name={words().auth.tokenRequest}
        hint={words().auth.tokenRequestHint}
        parameters={parameters}
        isKnown={isKnown}
        onParameters={(token_parameters, isTyping) => set({ token_parameters }, isTyping ? "token_parameters" : null)}
      />
      <ParameterTable
        name={words().auth.refreshRequest}
        hint={words().auth.refreshRequestHint}
        parameters={auth.refresh_parameters}
        isKnown={isKnown}
        onParameters={(refresh_parameters, isTyping) =>
          set({ refresh_parameters }, isTyping ? "refresh_parameters" : null)
        }
      />
    </div>
  );
}

/** Further parameters of one request to the token endpoint, each with its place in it. */
function ParameterTable(props: {
  name: string;
  hint: string;
  parameters: readonly ExtraParameter[];
  isKnown: (name: string) => boolean;
  onParameters: (parameters: ExtraParameter[], isTyping: boolean) => void;
}) {
  const { name, hint, parameters, isKnown, onParameters } = props;
  const heading = useId();
  const rows = parameters.map(rowOf);
  const { description: _, ...shared } = words().table;
  const table: TableWords = { ...shared, table: name, add: words().table.addParameter };
  return (
    <section className={css.whole} aria-labelledby={heading}>
      <h3 className={css.sub} id={heading}>
        {name}
      </h3>
      <p className={css.help}>{hint}</p>
      <div className={css.table}>
        <KeyValueTable
          words={table}
          rows={rows}
          empty={EMPTY}
          isKnown={isKnown}
          onRows={(next) => onParameters(next.map(parameterOf), next.length === rows.length)}
          cells={{
            column: {
              head: words().auth.sendIn,
              cell: (row, change) => (
                <Select
                  className={css.sendIn}
                  name={row?.name ? words().auth.sendInOf({ name: row.name }) : words().auth.sendIn}
                  value={row?.sendIn ?? "body"}
                  choices={WHERE.map((value) => ({ value, text: words().auth.sendIns[value] }))}
                  onChoose={(sendIn) => change({ sendIn })}
                />
              ),
            },
          }}
        />
      </div>
    </section>
  );
}
