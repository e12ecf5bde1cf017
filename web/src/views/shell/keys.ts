import { useEffect, useRef } from "react";

/** What a key press may do; keys are written `Ctrl Shift T`, modifiers in the order Ctrl, Alt, Shift. */
export type KeyMap = Record<string, () => void>;

/** The written form of a key press. The command key of a Mac counts as Ctrl. */
export function written(event: KeyboardEvent): string {
  const parts: string[] = [];
  if (event.ctrlKey || event.metaKey) parts.push("Ctrl");
  if (event.altKey) parts.push("Alt");
  if (event.shiftKey) parts.push("Shift");
  const letter = /^Key([A-Z])$/.exec(event.code)?.[1];
  const digit = /^Digit([0-9])$/.exec(event.code)?.[1];
  const named = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  parts.push(event.altKey ? (letter ?? digit ?? named) : named);
  return parts.join(" ");
}

/** Listens for the keys of `map` anywhere on the page, before fields see them. */
export function useKeys(map: KeyMap): void {
  const latest = useRef(map);
  latest.current = map;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const act = latest.current[written(event)];
      // While a dialog asks something, the page behind it stands still.
      if (!act || event.defaultPrevented || document.querySelector("[data-modal]")) return;
      event.preventDefault();
      event.stopPropagation();
      act();
    };
    window.addEventListener("keydown", press, true);
    return () => window.removeEventListener("keydown", press, true);
  }, []);
}

/** Whether something has its own undo: a line of text or an editor. */
export function isTextField(target: EventTarget): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !["checkbox", "radio", "button"].includes(target.type);
  return target instanceof HTMLTextAreaElement || target.isContentEditable;
}
