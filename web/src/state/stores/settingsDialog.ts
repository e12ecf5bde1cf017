// Whether the settings are open, and where: whoever names a setting can lead to it.
import { create } from "zustand";
import type { Words } from "#/words/app.ts";

/** A section of the settings. */
export type SettingsSection = keyof Words["settings"]["sections"];

/** The section that the settings open with; null while they are closed. */
export const useSettingsDialog = create<{
  section: SettingsSection | null;
  open: (section: SettingsSection) => void;
  close: () => void;
}>()((set) => ({
  section: null,
  open: (section) => set({ section }),
  close: () => set({ section: null }),
}));
