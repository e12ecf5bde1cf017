import type { Auth } from "#/api/types/Auth.ts";
import type { Item } from "#/state/rules/items.ts";
import { Select } from "#/ui/fields/Select.tsx";
import { VariableField } from "#/ui/variables/VariableField.tsx";
import { words } from "#/words/app.ts";
import css from "./AuthPart.module.css";
import { FormRow } from "./FormRow.tsx";
import { VaultField } from "./VaultField.tsx";

type PanelProps<T extends Auth["type"]> = {
  auth: Auth & { type: T };
  item: Item;
  edit: (auth: Auth, typing: string | null) => void;
};
type Known = { isKnown: (name: string) => boolean };

/** A token that is pasted. */
export function BearerPanel({ auth, item, edit }: PanelProps<"bearer">) {
  return (
    <div className={css.form}>
      <FormRow label={words().auth.token}>
        <VaultField
          name={words().auth.token}
          collection={item.collection}
          value={auth.token}
          onValue={(token) => edit({ ...auth, token }, null)}
        />
      </FormRow>
    </div>
  );
}

/** User name and password. */
export function BasicPanel({ auth, item, edit, isKnown }: PanelProps<"basic"> & Known) {
  return (
    <div className={css.form}>
      <FormRow label={words().auth.username}>
        <VariableField
          name={words().auth.username}
          value={auth.username}
          isKnown={isKnown}
          onText={(username) => edit({ ...auth, username }, "username")}
        />
      </FormRow>
      <FormRow label={words().auth.password}>
        <VaultField
          name={words().auth.password}
          collection={item.collection}
          value={auth.password}
          onValue={(password) => edit({ ...auth, password }, null)}
        />
      </FormRow>
    </div>
  );
}

/** A named key. */
export function ApiKeyPanel({ auth, item, edit, isKnown }: PanelProps<"api_key"> & Known) {
  return (
    <div className={css.form}>
      <FormRow label={words().auth.key}>
        <VariableField
          name={words().auth.key}
          value={auth.key}
          isKnown={isKnown}
          onText={(key) => edit({ ...auth, key }, "key")}
        />
      </FormRow>
      <FormRow label={words().auth.value}>
        <VaultField
          name={words().auth.value}
          collection={item.collection}
          value={auth.value}
          onValue={(value) => edit({ ...auth, value }, null)}
        />
      </FormRow>
      <FormRow label={words().auth.addKeyTo}>
        <Select
          size="form"
          name={words().auth.addKeyTo}
          value={auth.placement}
          choices={[
            { value: "header", text: words().auth.header },
            { value: "query", text: words().auth.queryParams },
          ]}
          onChoose={(placement) => edit({ ...auth, placement }, null)}
        />
      </FormRow>
    </div>
  );
}
