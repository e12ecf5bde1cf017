import { useQuery } from "@tanstack/react-query";
import { Copy, Eye, EyeOff } from "lucide-react";
import { useId, useState } from "react";
import type { Auth } from "#/api/types/Auth.ts";
import type { AuthView } from "#/api/types/AuthView.ts";
import type { TokenView } from "#/api/types/TokenView.ts";
import { copyText } from "#/host/host.ts";
import { tokenQuery } from "#/state/queries/items.ts";
import type { Item } from "#/state/rules/items.ts";
import { Button, IconButton } from "#/ui/Button.tsx";
import { type Choice, Select } from "#/ui/fields/Select.tsx";
import { Switch } from "#/ui/fields/Switch.tsx";
import { TextField } from "#/ui/fields/TextField.tsx";
import { expiryOf } from "#/ui/signs/expiry.ts";
import { useNow } from "#/ui/signs/now.ts";
import { TokenSign } from "#/ui/signs/TokenSign.tsx";
import { TabPanel, Tabs } from "#/ui/Tabs.tsx";
import { VariableField } from "#/ui/variables/VariableField.tsx";
import { type Words, words } from "#/words/app.ts";
import { AdvancedOptions } from "./AdvancedOptions.tsx";
import css from "./AuthPart.module.css";
import { FormRow } from "./FormRow.tsx";
import { VaultField } from "./VaultField.tsx";

type OAuth2 = Auth & { type: "oauth2" };

/** Props of the OAuth 2.0 panel; `view` is absent until the program answered. */
export type OAuth2PanelProps = {
  item: Item;
  auth: OAuth2;
  view: AuthView | undefined;
  isKnown: (name: string) => boolean;
  edit: (auth: Auth, typing: string | null) => void;
  onGetToken: () => void;
  onManageTokens: () => void;
  onChooseToken: (id: string) => void;
};

/** Current Token above Configure New Token, in the order of the walk-through. */
export function OAuth2Panel(props: OAuth2PanelProps) {
  return (
    <>
      <CurrentToken {...props} />
      <NewToken {...props} />
    </>
  );
}

const MANAGE = " manage";

function CurrentToken({ auth, view, edit, onChooseToken, onManageTokens, isKnown }: OAuth2PanelProps) {
  const current = view?.current_token;
  const heading = useId();
  const now = useNow();
  const isExpired = (token: TokenView) => expiryOf(token.expires_at_ms, now).state === "expired";
  const placement = auth.token_placement;
  const choices = (view?.tokens ?? []).map(
    (token): Choice<string> => ({
      value: token.id,
      text: isExpired(token) ? `${token.name} ${words().token.expired}` : token.name,
      shown: <TokenName token={token} isExpired={isExpired(token)} />,
      brief: <BriefName token={token} isExpired={isExpired(token)} />,
    }),
  );
  return (
    <section aria-labelledby={heading}>
      <div className={css.head}>
        <h2 className={css.section} id={heading}>
          {words().auth.currentToken}
        </h2>
        {current ? <TokenSign expiresAtMs={current.expires_at_ms} /> : null}
      </div>
      <div className={css.form}>
        <FormRow label={words().auth.accessToken}>
          <AccessToken token={current} />
        </FormRow>
        <FormRow label={words().auth.availableTokens}>
          <Select
            size="form"
            name={words().auth.availableTokens}
            value={current?.id ?? ""}
            placeholder={words().auth.chooseToken}
            choices={choices}
            last={[{ value: MANAGE, text: words().auth.manageTokens }]}
            onChoose={(id) => (id === MANAGE ? onManageTokens() : onChooseToken(id))}
          />
        </FormRow>
        {placement.in === "header" ? (
          <FormRow label={words().auth.headerPrefix}>
            <VariableField
              name={words().auth.headerPrefix}
              value={placement.prefix}
              isKnown={isKnown}
              onText={(prefix) => edit({ ...auth, token_placement: { ...placement, prefix } }, "prefix")}
            />
          </FormRow>
        ) : null}
        <FormRow label={words().auth.keepFresh}>
          <div className={css.switches}>
            <Switch
              name={words().auth.autoFetch}
              checked={auth.fetches_automatically}
              onCheck={(fetches_automatically) => edit({ ...auth, fetches_automatically }, null)}
            />
            <Switch
              name={words().auth.autoRefresh}
              checked={auth.renews_automatically}
              onCheck={(renews_automatically) => edit({ ...auth, renews_automatically }, null)}
            />
          </div>
        </FormRow>
      </div>
    </section>
  );
}

/** In the closed field: the name, struck through and with the word when it has ended. */
function BriefName({ token, isExpired }: { token: TokenView; isExpired: boolean }) {
  if (!isExpired) return token.name;
  return (
    <>
      <s className={css.struck}>{token.name}</s> {words().token.expired}
    </>
  );
}

function TokenName({ token, isExpired }: { token: TokenView; isExpired: boolean }) {
  return (
    <span className={css.token}>
      {isExpired ? <s className={css.struck}>{token.name}</s> : <span>{token.name}</span>}
      <TokenSign isShort expiresAtMs={token.expires_at_ms} />
    </span>
  );
}

/** The token in use, as dots until the eye is pressed. It cannot be typed: another one is chosen below. */
function AccessToken({ token }: { token: TokenView | undefined }) {
  const [shown, setShown] = useState(false);
  const details = useQuery({ ...tokenQuery(token?.id ?? ""), enabled: token !== undefined });
  const text = token ? (details.data?.access_token ?? "") : "";
  const masked: Record<string, string> = shown ? {} : { WebkitTextSecurity: "disc" };
  return (
    <TextField
      size="form"
      mono
      readOnly
      name={words().auth.accessToken}
      placeholder={words().auth.noToken}
      value={text}
      style={masked}
      trail={
        token ? (
          <>
            <IconButton
              size="inside"
              icon={shown ? EyeOff : Eye}
              name={
                shown
                  ? words().auth.hide({ name: words().auth.accessToken })
                  : words().auth.show({ name: words().auth.accessToken })
              }
              aria-pressed={shown}
              onClick={() => setShown(!shown)}
            />
            <IconButton size="inside" icon={Copy} name={words().auth.copyToken} onClick={() => void copyText(text)} />
          </>
        ) : null
      }
    />
  );
}

function NewToken({ item, auth, edit, isKnown, onGetToken }: OAuth2PanelProps) {
  const heading = useId();
  const set = (part: Partial<OAuth2>, typing: string | null) => edit({ ...auth, ...part }, typing);
  const [part, setPart] = useState<"options" | "advanced">("options");
  return (
    <section aria-labelledby={heading}>
      <div className={css.head}>
        <h2 className={css.section} id={heading}>
          {words().auth.configure}
        </h2>
      </div>
      <Tabs
        name={words().auth.configureTabs}
        value={part}
        onChoose={setPart}
        listClassName={css.subtabs}
        tabs={[
          { value: "options", text: words().auth.options },
          { value: "advanced", text: words().auth.advanced, count: auth.token_parameters.length },
        ]}
      >
        <TabPanel value="options">
          <Options item={item} auth={auth} set={set} isKnown={isKnown} />
        </TabPanel>
        <TabPanel value="advanced">
          <AdvancedOptions auth={auth} set={set} isKnown={isKnown} />
        </TabPanel>
      </Tabs>
      <div className={css.form}>
        <div className={css.go}>
          <Button look="primary" size="form" onClick={onGetToken} disabled={!(auth.grant in words().auth.grants)}>
            {words().auth.get}
          </Button>
        </div>
      </div>
    </section>
  );
}

type PartProps = {
  item: Item;
  auth: OAuth2;
  set: (part: Partial<OAuth2>, typing: string | null) => void;
  isKnown: (name: string) => boolean;
};

/** What every token needs, in the order of the walk-through. */
function Options({ item, auth, set, isKnown }: PartProps) {
  const grants: Choice<string>[] = Object.entries(words().auth.grants).map(([value, text]) => ({ value, text }));
  const isForeign = !(auth.grant in words().auth.grants);
  if (isForeign) {
    grants.push({
      value: auth.grant,
      text: words().auth.otherGrants[auth.grant as keyof Words["auth"]["otherGrants"]],
    });
  }
  return (
    <div className={css.form}>
      <FormRow label={words().auth.tokenName}>
        <TextField
          size="form"
          name={words().auth.tokenName}
          placeholder={words().auth.tokenNameHint}
          value={auth.token_name}
          onText={(token_name) => set({ token_name }, "token_name")}
        />
      </FormRow>
      <FormRow label={words().auth.grantType}>
        <Select
          size="form"
          name={words().auth.grantType}
          value={auth.grant}
          choices={grants}
          onChoose={(grant) => set({ grant: grant as OAuth2["grant"] }, null)}
        />
      </FormRow>
      {isForeign ? <p className={css.wide}>{words().auth.otherGrant}</p> : null}
      <FormRow label={words().auth.accessTokenUrl}>
        <VariableField
          name={words().auth.accessTokenUrl}
          value={auth.access_token_url}
          isKnown={isKnown}
          onText={(access_token_url) => set({ access_token_url }, "access_token_url")}
        />
      </FormRow>
      <FormRow label={words().auth.clientId}>
        <VariableField
          name={words().auth.clientId}
          value={auth.client_id}
          isKnown={isKnown}
          onText={(client_id) => set({ client_id }, "client_id")}
        />
      </FormRow>
      <FormRow label={words().auth.clientSecret}>
        <VaultField
          name={words().auth.clientSecret}
          collection={item.collection}
          value={auth.client_secret}
          onValue={(client_secret) => set({ client_secret }, null)}
        />
      </FormRow>
      {auth.grant === "password" ? <Owner item={item} auth={auth} set={set} isKnown={isKnown} /> : null}
      <FormRow label={words().auth.scope}>
        <VariableField
          name={words().auth.scope}
          placeholder={words().auth.scopeHint}
          value={auth.scope}
          isKnown={isKnown}
          onText={(scope) => set({ scope }, "scope")}
        />
      </FormRow>
      <FormRow label={words().auth.clientAuthentication}>
        <Select
          size="form"
          name={words().auth.clientAuthentication}
          value={auth.client_authentication}
          choices={[
            { value: "basic_header", text: words().auth.basicHeader },
            { value: "body", text: words().auth.inBody },
          ]}
          onChoose={(client_authentication) => set({ client_authentication }, null)}
        />
      </FormRow>
    </div>
  );
}

function Owner({ item, auth, set, isKnown }: PartProps) {
  const owner = auth.resource_owner;
  return (
    <>
      <FormRow label={words().auth.username}>
        <VariableField
          name={words().auth.username}
          value={owner.username}
          isKnown={isKnown}
          onText={(username) => set({ resource_owner: { ...owner, username } }, "username")}
        />
      </FormRow>
      <FormRow label={words().auth.password}>
        <VaultField
          name={words().auth.password}
          collection={item.collection}
          value={owner.password}
          onValue={(password) => set({ resource_owner: { ...owner, password } }, null)}
        />
      </FormRow>
    </>
  );
}
