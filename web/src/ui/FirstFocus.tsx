import { type RefObject, useLayoutEffect, useState } from "react";

/** What had the focus before something opened, to give it back; false when nothing had it. */
export function useFocusBefore(): () => HTMLElement | false {
  const [before] = useState(() => document.activeElement);
  return () => (before instanceof HTMLElement && before !== document.body && before.isConnected ? before : false);
}

/** Takes the focus in the same moment as what it stands in appears, so that no key typed meanwhile is lost. */
export function FirstFocus({ target }: { target: RefObject<HTMLElement | null> }) {
  useLayoutEffect(() => target.current?.focus(), [target]);
  return null;
}
