import { useRef } from "react";
import { Button } from "#/ui/Button.tsx";
import { Dialog } from "#/ui/overlays/Dialog.tsx";
import { shortcutGroups } from "#/ui/shortcuts.ts";
import { Kbd } from "#/ui/signs/Badge.tsx";
import { words } from "#/words/app.ts";
import css from "./ShortcutsDialog.module.css";

/** Every key that works where this page stands. */
export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const close = useRef<HTMLButtonElement>(null);
  return (
    <Dialog
      open
      title={words().shortcuts.title}
      closeName={words().close}
      onClose={onClose}
      width={40}
      initialFocus={close}
      actions={
        <Button ref={close} look="primary" size="form" onClick={onClose}>
          {words().close}
        </Button>
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <section className={css.groups} tabIndex={0} aria-label={words().shortcuts.title}>
        {shortcutGroups().map((group) => (
          <section key={group.title}>
            <h3>{group.title}</h3>
            <dl>
              {group.rows.map((row) => (
                <div key={row.does} className={css.row}>
                  <dt>{row.does}</dt>
                  <dd>
                    {row.keys.map((keys) => (
                      <span key={keys} className={css.keys}>
                        {keys.split(" ").map((key) => (
                          <Kbd key={key}>{key}</Kbd>
                        ))}
                      </span>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </section>
    </Dialog>
  );
}
