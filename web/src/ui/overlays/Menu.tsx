import { Menu as Base } from "@base-ui/react/menu";
import type { LucideIcon } from "lucide-react";
import { Check } from "lucide-react";
import { type ReactElement, useRef } from "react";
import css from "./Menu.module.css";

/** One entry of a menu; `end` is a count or a shortcut at the right. */
export type MenuEntry = {
  text: string;
  /** Tells entries of one text apart. */
  id?: string;
  icon?: LucideIcon;
  end?: string | undefined;
  /** A sign at the right, such as that one leaves the page. */
  endIcon?: LucideIcon;
  /** Given for one of several choices: whether it is the one in use. */
  isChosen?: boolean;
  danger?: boolean;
  disabled?: boolean;
  onChoose: () => void;
};

/** A menu that opens from `trigger`. A line stands between groups; `head` and `foot` say something and cannot be chosen. */
export function Menu(props: {
  trigger: ReactElement<Record<string, unknown>>;
  groups: readonly (readonly MenuEntry[])[];
  align?: "start" | "end";
  head?: { text: string; below: string };
  foot?: string | undefined;
}) {
  return (
    <Base.Root modal={false}>
      <Base.Trigger render={props.trigger} />
      <Base.Portal>
        <Base.Positioner className={css.positioner} sideOffset={4} align={props.align ?? "end"}>
          <Base.Popup className={css.popup}>
            {props.head ? (
              <div className={css.head} role="presentation">
                <span>{props.head.text}</span>
                <span className={css.below}>{props.head.below}</span>
              </div>
            ) : null}
            <Groups groups={props.groups} />
            {props.foot ? (
              <div className={css.foot} role="presentation">
                {props.foot}
              </div>
            ) : null}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

/**
 * A menu at an element that is no trigger of it, such as a row of a tree. The focus goes back to `focusAfter` before an entry acts,
 * so that an entry may move it on.
 */
export function AnchoredMenu(props: {
  name: string;
  anchor: HTMLElement | null;
  focusAfter: () => HTMLElement | null;
  groups: readonly (readonly MenuEntry[])[];
  onClose: () => void;
}) {
  const chosen = useRef<(() => void) | null>(null);
  const groups = props.groups.map((group) =>
    group.map((entry) => ({
      ...entry,
      onChoose: () => {
        chosen.current = entry.onChoose;
      },
    })),
  );
  return (
    <Base.Root
      open={props.anchor !== null}
      onOpenChange={(open) => {
        if (!open) props.onClose();
      }}
      onOpenChangeComplete={(open) => {
        if (open) return;
        const act = chosen.current;
        chosen.current = null;
        props.focusAfter()?.focus();
        act?.();
      }}
      modal={false}
    >
      <Base.Portal>
        <Base.Positioner className={css.positioner} anchor={props.anchor} sideOffset={4} align="end">
          <Base.Popup className={css.popup} aria-label={props.name} finalFocus={false}>
            <Groups groups={groups} />
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

function Groups({ groups }: { groups: readonly (readonly MenuEntry[])[] }) {
  return groups.map((group, index) => (
    <Base.Group key={group[0]?.id ?? group[0]?.text ?? index} className={css.group}>
      {group.map((entry) => (
        <Entry key={entry.id ?? entry.text} entry={entry} />
      ))}
    </Base.Group>
  ));
}

function Entry({ entry }: { entry: MenuEntry }) {
  const shared = {
    className: entry.danger ? `${css.item} ${css.danger}` : css.item,
    disabled: entry.disabled ?? false,
    onClick: entry.onChoose,
    children: (
      <>
        {entry.icon ? <entry.icon size={16} strokeWidth={1.75} aria-hidden /> : null}
        {entry.text}
        {entry.end ? (
          <span className={css.end} aria-hidden>
            {entry.end}
          </span>
        ) : null}
        {entry.endIcon ? <entry.endIcon className={css.endIcon} size={14} strokeWidth={2} aria-hidden /> : null}
        {entry.isChosen ? <Check className={css.endIcon} size={14} strokeWidth={2} aria-hidden /> : null}
      </>
    ),
  };
  if (entry.isChosen === undefined) return <Base.Item {...shared} />;
  return <Base.CheckboxItem {...shared} checked={entry.isChosen} closeOnClick />;
}
