import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import type { ReactNode, RefObject } from "react";
import { Boundary } from "#/ui/Boundary.tsx";
import { IconButton } from "#/ui/Button.tsx";
import css from "./Dialog.module.css";
import { FirstFocus, useFocusBefore } from "./FirstFocus.tsx";

/** Props of a dialog: head with `title`, body as children, foot with `help` left and `actions` right. */
export type DialogProps = {
  title: string;
  closeName: string;
  open: boolean;
  onClose: () => void;
  children: ReactNode;
  help?: ReactNode;
  actions: ReactNode;
  /** What has the focus first; absent means the first field. */
  initialFocus?: RefObject<HTMLElement | null>;
  /** Width in rem. */
  width?: number;
  /** Height in rem; absent means as high as its content. */
  height?: number;
};

/** A modal dialog. Escape and the cross close it; focus goes back to where it came from. */
export function Dialog(props: DialogProps) {
  const { title, closeName, open, onClose, children, help, actions, initialFocus, width = 36, height } = props;
  const before = useFocusBefore();
  return (
    <Base.Root
      open={open}
      onOpenChange={(next) => {
        if (!next) onClose();
      }}
    >
      <Base.Portal>
        <Base.Backdrop className={css.scrim} />
        <Base.Popup
          className={css.dialog}
          data-modal
          style={{ width: `${width}rem`, ...(height ? { height: `${height}rem` } : {}) }}
          finalFocus={before}
          {...(initialFocus ? { initialFocus } : {})}
        >
          <header className={css.head}>
            <Base.Title className={css.title}>{title}</Base.Title>
            <IconButton icon={X} name={closeName} onClick={onClose} />
          </header>
          <Boundary where="dialog">{children}</Boundary>
          <footer className={css.foot}>
            <span className={css.help}>{help}</span>
            {actions}
          </footer>
          {initialFocus ? <FirstFocus target={initialFocus} /> : null}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
