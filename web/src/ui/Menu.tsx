import { Menu as Base } from "@base-ui/react/menu";
import type { LucideIcon } from "lucide-react";
import type { ReactElement } from "react";
import css from "./Menu.module.css";

/** One entry of a menu; `end` is a count or a shortcut at the right. */
export type MenuEntry = {
  text: string;
  icon?: LucideIcon;
  end?: string | undefined;
  danger?: boolean;
  disabled?: boolean;
  onChoose: () => void;
};

/** A menu that opens from `trigger`. A line stands between groups. */
export function Menu(props: {
  trigger: ReactElement<Record<string, unknown>>;
  groups: readonly (readonly MenuEntry[])[];
  align?: "start" | "end";
}) {
  return (
    <Base.Root modal={false}>
      <Base.Trigger render={props.trigger} />
      <Base.Portal>
        <Base.Positioner className={css.positioner} sideOffset={4} align={props.align ?? "end"}>
          <Base.Popup className={css.popup}>
            {props.groups.map((group, index) => (
              <Base.Group key={group[0]?.text ?? index} className={css.group}>
                {group.map((entry) => (
                  <Base.Item
                    key={entry.text}
                    className={entry.danger ? `${css.item} ${css.danger}` : css.item}
                    disabled={entry.disabled ?? false}
                    onClick={entry.onChoose}
                  >
                    {entry.icon ? <entry.icon size={16} strokeWidth={1.75} aria-hidden /> : null}
                    {entry.text}
                    {entry.end ? (
                      <span className={css.end} aria-hidden>
                        {entry.end}
                      </span>
                    ) : null}
                  </Base.Item>
                ))}
              </Base.Group>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
