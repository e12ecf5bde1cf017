import { Tooltip } from "@base-ui/react/tooltip";
import type { LucideIcon } from "lucide-react";
import type { ComponentPropsWithRef } from "react";
import css from "./Button.module.css";
import tip from "./overlays/Tooltip.module.css";

type Look = "primary" | "secondary" | "ghost" | "danger";
type Size = "pane" | "form" | "tight" | "url";

/** Props of a button; everything else goes to the native element. */
export type ButtonProps = ComponentPropsWithRef<"button"> & {
  look?: Look;
  size?: Size | "inside";
  icon?: LucideIcon;
};

/** A button with words; the icon stands left of them. */
export function Button({ look = "secondary", size = "pane", icon: Icon, className, children, ...rest }: ButtonProps) {
  return (
    <button type="button" {...rest} className={[css.button, css[look], css[size], className].filter(Boolean).join(" ")}>
      {Icon ? <Icon size={16} strokeWidth={1.75} aria-hidden /> : null}
      {children}
    </button>
  );
}

/** Props of an icon button: its name is also its tooltip. */
export type IconButtonProps = Omit<ComponentPropsWithRef<"button">, "children" | "aria-label"> & {
  name: string;
  keys?: string | undefined;
  icon: LucideIcon;
  size?: Size | "inside";
  look?: Look;
};

/** A square button without words. `keys` is the shortcut shown beside the name, absent when there is none. */
export function IconButton({
  name,
  keys,
  icon: Icon,
  size = "pane",
  look = "ghost",
  className,
  ...rest
}: IconButtonProps) {
  const dense = size === "tight" || size === "inside";
  return (
    <Tooltip.Root>
      <Tooltip.Trigger
        delay={400}
        render={
          <button
            type="button"
            {...rest}
            aria-label={name}
            className={[css.button, css[look], css[size], css.square, className].filter(Boolean).join(" ")}
          >
            <Icon size={dense ? 14 : 16} strokeWidth={dense ? 2 : 1.75} aria-hidden />
          </button>
        }
      />
      <Tooltip.Portal>
        <Tooltip.Positioner sideOffset={6} className={tip.positioner}>
          <Tooltip.Popup className={tip.popup}>
            {name}
            {keys ? <span className={tip.keys}>{keys}</span> : null}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
