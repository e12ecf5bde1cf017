import { type RefObject, useLayoutEffect, useState } from "react";

/** What had the focus before something opened, to give it back; false when nothing had it. */
export function useFocusBefore(): () => HTMLElement | false {
  const [before] = useState(() => openerOf(document.activeElement));
  return () => (before instanceof HTMLElement && before !== document.body && before.isConnected ? before : false);
}

/** The entry of a menu is gone as soon as it was chosen; the button that opened the menu stays. */
function openerOf(active: Element | null): Element | null {
  const menu = active?.closest('[role="menu"]');
  return (menu?.id && document.querySelector(`[aria-controls="${CSS.escape(menu.id)}"]`)) || active;
}

/** Takes the focus in the same moment as what it stands in appears, so that no key typed meanwhile is lost. */
export function FirstFocus({ target }: { target: RefObject<HTMLElement | null> }) {
  useLayoutEffect(() => target.current?.focus(), [target]);
  return null;
}
