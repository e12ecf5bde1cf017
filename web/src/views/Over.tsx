import { type ReactNode, useEffect, useRef } from "react";
import { useFocusBefore } from "#/ui/overlays/FirstFocus.tsx";
import css from "./shell/Shell.module.css";

/** The sidebar of a small window, over the page. It takes the focus and gives it back. */
export function Over({ onClose, children }: { onClose: () => void; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  const before = useFocusBefore();
  const giveBack = useRef(before);
  useEffect(() => {
    const back = giveBack.current();
    box.current?.querySelector<HTMLElement>("button")?.focus();
    return () => {
      if (back && (document.activeElement === null || document.activeElement === document.body)) back.focus();
    };
  }, []);
  return (
    <>
      <button type="button" className={css.scrim} tabIndex={-1} aria-hidden onClick={onClose} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: hears Escape of what stands in it. */}
      <div
        ref={box}
        className={css.over}
        onKeyDown={(event) => {
          if (event.key === "Escape" && !event.defaultPrevented) onClose();
        }}
      >
        {children}
      </div>
    </>
  );
}
