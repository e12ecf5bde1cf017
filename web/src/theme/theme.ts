// Which theme is in use. What keeps the choice is each page's own business.

/** `system` follows the operating system. */
export type Theme = "system" | "light" | "dark";

/** Every theme a person can choose. */
export const THEMES: readonly Theme[] = ["system", "light", "dark"];

/** Whether a text names a theme. */
export function isTheme(text: string | null): text is Theme {
  return THEMES.some((theme) => theme === text);
}

/** Puts the chosen theme on the page; `system` leaves it to the tokens' media query. */
export function applyTheme(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}
