import { useQuery } from "@tanstack/react-query";
import { CornerDownRight } from "lucide-react";
import { type ReactNode, useRef } from "react";
import type { Auth } from "#/api/types/Auth.ts";
import type { AuthView } from "#/api/types/AuthView.ts";
import { authQuery } from "#/state/queries/items.ts";
import type { Item } from "#/state/rules/items.ts";
import { type Choice, Select } from "#/ui/fields/Select.tsx";
import { TokenSign } from "#/ui/signs/TokenSign.tsx";
import { words } from "#/words/app.ts";
import css from "./AuthPart.module.css";
import { freshAuth } from "./fresh.ts";
import { OAuth2Panel } from "./OAuth2Panel.tsx";
import { ApiKeyPanel, BasicPanel, BearerPanel } from "./panels.tsx";

/** What the authorization tab of an item needs. `note` says who else uses this; absent on requests. */
export type AuthPartProps = {
  item: Item;
  auth: Auth;
  canInherit: boolean;
  note?: string | undefined;
  isKnown: (name: string) => boolean;
  edit: (auth: Auth, typing: string | null) => void;
  onGetToken: () => void;
  onManageTokens: () => void;
  onChooseToken: (id: string) => void;
  onOpenSource: (source: AuthView["source"]) => void;
};

/** Type at the left, its fields at the right. */
export function AuthPart(props: AuthPartProps) {
  const { item, auth, canInherit, note, edit } = props;
  const view = useQuery(authQuery(item)).data;
  const left = useRef(new Map<string, Auth>());
  const types: Auth["type"][] = ["none", "api_key", "bearer", "basic", "oauth2"];
  if (canInherit) types.unshift("inherit");
  const choices: Choice<Auth["type"]>[] = types.map((value) => ({ value, text: labelOf(value) }));
  if (auth.type === "unsupported") choices.push({ value: "unsupported", text: auth.kind });

  const choose = (type: Auth["type"]) => {
    if (type === auth.type) return;
    left.current.set(auth.type, auth);
    edit(left.current.get(type) ?? freshAuth(type, view?.effective), null);
  };

  return (
    <div className={css.grid}>
      <aside className={css.left}>
        <div className={css.stack}>
          <span className={css.label} aria-hidden>
            {words().auth.type}
          </span>
          <Select size="form" name={words().auth.type} value={auth.type} choices={choices} onChoose={choose} />
          <p className={css.help}>{words().auth.hints[auth.type]}</p>
        </div>
        {auth.type === "oauth2" ? <Placement auth={auth} edit={edit} /> : null}
        {note && auth.type !== "inherit" ? (
          <p className={css.note}>
            <CornerDownRight size={16} strokeWidth={1.75} aria-hidden />
            {note}
          </p>
        ) : null}
      </aside>
      <div className={css.right}>
        <Fields {...props} view={view} />
      </div>
    </div>
  );
}

function labelOf(type: Auth["type"]): string {
  return type === "unsupported" ? type : words().auth.types[type];
}

function Fields(props: AuthPartProps & { view: AuthView | undefined }): ReactNode {
  const { auth, edit, view, isKnown, item } = props;
  switch (auth.type) {
    case "oauth2":
      return <OAuth2Panel {...props} auth={auth} view={view} />;
    case "bearer":
      return <BearerPanel auth={auth} edit={edit} item={item} />;
    case "basic":
      return <BasicPanel auth={auth} edit={edit} item={item} isKnown={isKnown} />;
    case "api_key":
      return <ApiKeyPanel auth={auth} edit={edit} item={item} isKnown={isKnown} />;
    case "inherit":
      return <Inherited {...props} />;
    case "none":
      return <p className={css.quiet}>{words().auth.nothing}</p>;
    case "unsupported":
      return <p className={css.quiet}>{words().auth.hints.unsupported}</p>;
  }
}

function Inherited({ view, onOpenSource }: AuthPartProps & { view: AuthView | undefined }) {
  if (!view) return null;
  const { effective, source } = view;
  const label = effective.type === "unsupported" ? effective.kind : labelOf(effective.type);
  return (
    <section className={css.inherited}>
      <div className={css.inheritedHead}>
        <h2 className={css.section}>{label}</h2>
        {view.current_token ? <TokenSign expiresAtMs={view.current_token.expires_at_ms} /> : null}
      </div>
      <p className={css.quiet}>{words().auth.from({ name: source.name })}</p>
      <button type="button" className={css.link} onClick={() => onOpenSource(source)}>
        {words().auth.openParent({ name: source.name })}
      </button>
    </section>
  );
}

function Placement({ auth, edit }: { auth: Auth & { type: "oauth2" }; edit: AuthPartProps["edit"] }) {
  const { token_placement: placement } = auth;
  return (
    <div className={css.stack}>
      <span className={css.label} aria-hidden>
        {words().auth.addTo}
      </span>
      <Select
        size="form"
        name={words().auth.addTo}
        value={placement.in}
        choices={[
          { value: "header", text: words().auth.inHeaders },
          { value: "query", text: words().auth.inUrl },
        ]}
        onChoose={(where) => {
          if (where === placement.in) return;
          edit(
            {
              ...auth,
              token_placement:
                where === "header"
                  ? { in: "header", name: "Authorization", prefix: "Bearer" }
                  : { in: "query", name: "access_token" },
            },
            null,
          );
        }}
      />
    </div>
  );
}
