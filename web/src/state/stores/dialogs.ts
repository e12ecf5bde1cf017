// Dialogs of the whole window: whoever names a setting or a cookie can lead to it.
import { create } from "zustand";
import type { Words } from "#/words/app.ts";

/** A section of the settings. */
export type SettingsSection = keyof Words["settings"]["sections"];

type Dialogs = {
  /** The dialog that a command of the window opened; null when none is open. */
  shown: "import" | "shortcuts" | "palette" | null;
  /** The section that the settings open with; null while they are closed. They may stand over another dialog. */
  settings: SettingsSection | null;
  /** Whether the cookies are open, also over another dialog. */
  cookies: boolean;
};

/** The open dialogs of this window. */
export const useDialogs = create<Dialogs>()(() => ({ shown: null, settings: null, cookies: false }));

/** Shows the settings. */
export function openSettings(section: SettingsSection = "general"): void {
  useDialogs.setState({ settings: section });
}

/** Closes the settings. */
export function closeSettings(): void {
  useDialogs.setState({ settings: null });
}

/** Shows the cookies. */
export function openCookies(): void {
  useDialogs.setState({ cookies: true });
}

/** Opens a dialog of the window in place of the one before; null closes it. */
export function showDialog(shown: Dialogs["shown"]): void {
  useDialogs.setState({ shown });
}
