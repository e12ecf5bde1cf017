// The theme of Waystation's pages, kept by the browser for both of them.
import { useSyncExternalStore } from "react";
import { applyTheme, isTheme, type Theme } from "./theme.ts";

const KEY = "waystation.theme";
const listeners = new Set<() => void>();

/** The chosen theme. */
export function chosenTheme(): Theme {
  try {
    const kept = localStorage.getItem(KEY);
    return isTheme(kept) ? kept : "system";
  } catch {
    // A browser that keeps nothing follows the system.
    return "system";
  }
}

/** Puts a theme on the page and keeps it. */
export function chooseTheme(theme: Theme): void {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // Then it holds until the page is left.
  }
  applyTheme(theme);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The chosen theme, kept current. */
export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, chosenTheme);
}
