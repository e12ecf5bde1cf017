import type { RoleName } from "#/server/types/RoleName.ts";
import { Row } from "#/server/ui/fields.tsx";
import { Checkbox } from "#/ui/fields/Checkbox.tsx";
import { Select } from "#/ui/fields/Select.tsx";
import { type Words, words } from "#/words/server.ts";
import css from "./Permissions.module.css";

const ROLES: readonly RoleName[] = ["Evaluated", "NoAccess", "Viewer", "Member", "Artisan", "Curator"];

/** The choice of a role, with what the chosen one may do. */
export function RoleRow({ value, onChoose }: { value: RoleName; onChoose: (role: RoleName) => void }) {
  return (
    <Row label={words().fields.role} hint={words().newUser.roleHints[value]}>
      <Select
        name={words().fields.role}
        size="form"
        value={value}
        choices={ROLES.map((role) => ({ value: role, text: words().roles[role] }))}
        onChoose={onChoose}
      />
    </Row>
  );
}

/** A check box with its word. */
export function Ticked(props: { name: string; checked: boolean; onCheck: (checked: boolean) => void }) {
  const { name, checked, onCheck } = props;
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the check box names itself; the label widens its pointer target.
    <label className={css.ticked}>
      <Checkbox name={name} checked={checked} onCheck={onCheck} />
      <span aria-hidden>{name}</span>
    </label>
  );
}

/** Single switches, as check boxes in two columns. */
export function PermissionBoxes<Name extends keyof Words["permissions"]>(props: {
  names: readonly Name[];
  values: Record<Name, boolean>;
  onChange: (some: Partial<Record<Name, boolean>>) => void;
}) {
  return props.names.map((name) => (
    <Ticked
      key={name}
      name={words().permissions[name]}
      checked={props.values[name]}
      onCheck={(checked) => props.onChange({ [name]: checked } as Partial<Record<Name, boolean>>)}
    />
  ));
}
