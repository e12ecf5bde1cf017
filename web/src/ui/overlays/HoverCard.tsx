import { Popover } from "@base-ui/react/popover";
import { type ReactElement, type ReactNode, useState } from "react";
import css from "./HoverCard.module.css";

/** Props of a card. `name` names the button that it belongs to; `shown` is what stands on it. */
export type HoverCardProps = {
  name: string;
  title: string;
  shown: ReactNode;
  children: ReactNode;
  trigger?: ReactElement<Record<string, unknown>>;
};

/** Facts behind a short figure: there on hover, on focus and on click; Escape closes it. */
export function HoverCard({ name, title, shown, children }: HoverCardProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover.Root open={isOpen} onOpenChange={setOpen}>
      <Popover.Trigger
        openOnHover
        delay={300}
        className={css.trigger}
        aria-label={name}
        onFocus={(event) => {
          if (event.currentTarget.matches(":focus-visible")) setOpen(true);
        }}
        onBlur={() => setOpen(false)}
      >
        {shown}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner className={css.positioner} sideOffset={4} align="end">
          <Popover.Popup className={css.card} initialFocus={false} finalFocus={false}>
            <Popover.Title className={css.title}>{title}</Popover.Title>
            {children}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
