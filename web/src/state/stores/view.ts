// How this window is arranged: theme, sidebar, panes, open folders, chosen inner tabs.
import { create } from "zustand";
import { persist } from "zustand/middleware";
import type { Theme } from "#/theme/theme.ts";
import { layoutStorage } from "./layout.ts";

/** Size of code and values as long as nobody chose one, in pixels at 100 %. */
export const CODE_PX = 12.5;
/** Sizes that can be chosen. */
export const CODE_SIZES_PX: readonly number[] = [11, 12, CODE_PX, 13, 14, 15, 16];

/** Inner tabs of a request. */
export type RequestPart = "params" | "authorization" | "headers" | "body" | "settings";
/** Inner tabs of a collection or folder. */
export type ParentPart = "overview" | "authorization" | "variables" | "settings";

/** Tabs of the sidebar. */
export type SidebarSection = "collections" | "environments" | "history";

type View = {
  theme: Theme;
  /** Font of code and values; empty for the own one. */
  codeFont: string;
  /** Its size in pixels at 100 %. */
  codePx: number;
  showsSidebar: boolean;
  section: SidebarSection;
  isTwoPane: boolean;
  open: string[];
  requestPart: Record<string, RequestPart>;
  parentPart: Record<string, ParentPart>;
  showsGenerated: boolean;
  /** Width of the sidebar in pixels; null as long as nobody chose one. */
  sidebarPx: number | null;
  /** Share of the request among request and response, in per cent. */
  requestShare: number;
  showsConsole: boolean;
  /** Height of the Console in pixels. */
  consolePx: number;
  showsTimestamps: boolean;
  /** Whether the Console shows an opened exchange as bare text. */
  showsRawLog: boolean;
  /** Whether closing a tab with unsaved changes asks. Otherwise its edits stay a draft. */
  asksOnClose: boolean;
  /** Members whose values are passed over when two answers are compared. */
  ignoredKeys: string[];
  /** Choices of the last import that differ from their default, by option id. */
  importSettings: Record<string, string>;
  setImportSettings: (settings: Record<string, string>) => void;
  setTheme: (theme: Theme) => void;
  toggleSidebar: () => void;
  chooseSection: (section: SidebarSection) => void;
  toggleTwoPane: () => void;
  toggleGenerated: () => void;
  expand: (ids: readonly string[], expanded: boolean) => void;
  /** Follows items to their new keys. */
  rekey: (change: (key: string) => string) => void;
  chooseRequestPart: (key: string, part: RequestPart) => void;
  chooseParentPart: (key: string, part: ParentPart) => void;
};

/** The arrangement of this window. */
export const useView = create<View>()(
  persist(
    (set) => ({
      theme: "system",
      codeFont: "",
      codePx: CODE_PX,
      showsSidebar: true,
      section: "collections",
      isTwoPane: false,
      open: [],
      requestPart: {},
      parentPart: {},
      showsGenerated: false,
      sidebarPx: null,
      requestShare: 58,
      showsConsole: false,
      consolePx: 380,
      showsTimestamps: true,
      showsRawLog: false,
      asksOnClose: true,
      ignoredKeys: [],
      importSettings: {},
      setImportSettings: (importSettings) => set({ importSettings }),
      setTheme: (theme) => set({ theme }),
      toggleSidebar: () => set(({ showsSidebar }) => ({ showsSidebar: !showsSidebar })),
      chooseSection: (section) => set({ section }),
      toggleTwoPane: () => set(({ isTwoPane }) => ({ isTwoPane: !isTwoPane })),
      toggleGenerated: () => set(({ showsGenerated }) => ({ showsGenerated: !showsGenerated })),
      expand: (ids, expanded) =>
        set(({ open }) => {
          const next = new Set(open);
          for (const id of ids) {
            if (expanded) next.add(id);
            else next.delete(id);
          }
          return { open: [...next] };
        }),
      rekey: (change) =>
        set(({ open, requestPart, parentPart }) => ({
          open: open.map(change),
          requestPart: rekeyed(requestPart, change),
          parentPart: rekeyed(parentPart, change),
        })),
      chooseRequestPart: (key, part) => set(({ requestPart }) => ({ requestPart: { ...requestPart, [key]: part } })),
      chooseParentPart: (key, part) => set(({ parentPart }) => ({ parentPart: { ...parentPart, [key]: part } })),
    }),
    { name: "view", storage: layoutStorage<View>(), skipHydration: true },
  ),
);

function rekeyed<V>(parts: Record<string, V>, change: (key: string) => string): Record<string, V> {
  return Object.fromEntries(Object.entries(parts).map(([key, part]) => [change(key), part]));
}

/** Puts the chosen font of code and values on the page; rows are 20 pixels high, so its size stays below that. */
export function applyCodeFont(font: string, px: number): void {
  const { style } = document.documentElement;
  const name = font.replace(/["\\;{}]/g, "").trim();
  if (name === "") style.removeProperty("--font-code");
  else style.setProperty("--font-code", `"${name}", "JetBrains Mono Variable", ui-monospace, monospace`);
  if (px === CODE_PX) style.removeProperty("--size-code");
  else style.setProperty("--size-code", `${px / 16}rem`);
}
