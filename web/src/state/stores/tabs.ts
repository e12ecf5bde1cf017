// Which items are open in the main area. Several windows share what the last of them kept.
import { create } from "zustand";
import { persist } from "zustand/middleware";
import type { Item } from "../rules/items.ts";
import { type StoredTab, tabOfStored } from "../rules/storedTabs.ts";
import { movedTab, type Tab, tabKey } from "../rules/tabs.ts";
import { layoutStorage } from "./layout.ts";

/** One open tab with its `tabKey`; a preview tab gives its place to the next one that is opened. */
export type OpenTab = Tab & { key: string; isPreview: boolean };

/** A tab whose item is gone, and where it stood. */
type GoneTab = { tab: OpenTab; at: number };

/** So many closed tabs, and as many gone ones, can come back. */
const KEPT_MAX = 20;

/** What of the tabs outlives the window. */
type KeptTabs = Pick<Tabs, "tabs" | "active" | "closed" | "gone">;

/** The same as version 0.1 kept it. */
type StoredTabs = {
  tabs: StoredTab[];
  active: string | null;
  closed?: StoredTab[];
  gone?: { tab: StoredTab; at: number }[];
};

type Tabs = {
  tabs: OpenTab[];
  active: string | null;
  closed: OpenTab[];
  /** Tabs that wait for their items: what was deleted or replaced may be brought back. */
  gone: GoneTab[];
  open: (tab: Tab, pinned: boolean) => void;
  pin: (key: string) => void;
  close: (key: string) => void;
  reopen: () => void;
  choose: (key: string) => void;
  step: (by: number) => void;
  /** Follows an item, and all that stands in it, to its new place. */
  follow: (from: Item, to: Item) => void;
  /** Puts tabs aside whose item is gone. */
  keepOnly: (exists: (tab: OpenTab) => boolean) => void;
  /** Brings back tabs whose item is there again. */
  bringBack: (isThere: (tab: OpenTab) => boolean) => void;
};

function openTab(tab: Tab, isPreview: boolean): OpenTab {
  return { ...tab, key: tabKey(tab), isPreview };
}

function ofVersion0({ tabs, active, closed = [], gone = [] }: StoredTabs): KeptTabs {
  const renew = (tab: StoredTab) => openTab(tabOfStored(tab), tab.isPreview);
  const shown = tabs.find((tab) => tab.key === active);
  return {
    tabs: tabs.map(renew),
    active: shown ? renew(shown).key : null,
    closed: closed.map(renew),
    gone: gone.map(({ tab, at }) => ({ tab: renew(tab), at })),
  };
}

/** The open tabs of this window. */
export const useTabs = create<Tabs>()(
  persist(
    (set) => ({
      tabs: [],
      active: null,
      closed: [],
      gone: [],
      open: (shown, pinned) =>
        set(({ tabs }) => {
          const key = tabKey(shown);
          const at = tabs.findIndex((tab) => tab.key === key);
          const found = tabs[at];
          if (found) {
            return { active: key, tabs: tabs.with(at, { ...found, isPreview: found.isPreview && !pinned }) };
          }
          const tab = openTab(shown, !pinned);
          const preview = tabs.findIndex((other) => other.isPreview);
          return { active: key, tabs: preview >= 0 ? tabs.with(preview, tab) : [...tabs, tab] };
        }),
      pin: (key) =>
        set(({ tabs }) => {
          const at = tabs.findIndex((tab) => tab.key === key);
          const found = tabs[at];
          return found?.isPreview ? { tabs: tabs.with(at, { ...found, isPreview: false }) } : {};
        }),
      close: (key) =>
        set(({ tabs, active, closed }) => {
          const at = tabs.findIndex((tab) => tab.key === key);
          const gone = tabs[at];
          if (!gone) return {};
          const left = tabs.toSpliced(at, 1);
          const next = active === key ? (left[at] ?? left[at - 1])?.key : active;
          return { tabs: left, active: next ?? null, closed: [...closed, gone].slice(-KEPT_MAX) };
        }),
      reopen: () =>
        set(({ tabs, closed }) => {
          const tab = closed.at(-1);
          if (!tab) return {};
          const isOpen = tabs.some((other) => other.key === tab.key);
          return {
            closed: closed.slice(0, -1),
            active: tab.key,
            tabs: isOpen ? tabs : [...tabs, { ...tab, isPreview: false }],
          };
        }),
      choose: (key) => set({ active: key }),
      step: (by) =>
        set(({ tabs, active }) => {
          const at = tabs.findIndex((tab) => tab.key === active);
          const next = tabs[(at + by + tabs.length) % Math.max(1, tabs.length)];
          return next ? { active: next.key } : {};
        }),
      follow: (from, to) =>
        set(({ tabs, active, closed, gone }) => {
          const renew = (tab: OpenTab) => openTab(movedTab(tab, from, to), tab.isPreview);
          const shown = tabs.find((tab) => tab.key === active);
          return {
            tabs: tabs.map(renew),
            closed: closed.map(renew),
            gone: gone.map(({ tab, at }) => ({ tab: renew(tab), at })),
            active: shown ? renew(shown).key : active,
          };
        }),
      keepOnly: (exists) =>
        set(({ tabs, active, gone }) => {
          const left = tabs.filter(exists);
          if (left.length === tabs.length) return {};
          const lost = tabs.map((tab, at) => ({ tab, at })).filter(({ tab }) => !left.includes(tab));
          return {
            tabs: left,
            gone: [...gone, ...lost].slice(-KEPT_MAX),
            active: left.some((tab) => tab.key === active) ? active : (left[0]?.key ?? null),
          };
        }),
      bringBack: (isThere) =>
        set(({ tabs, active, gone }) => {
          const back = gone.filter(({ tab }) => isThere(tab));
          if (back.length === 0) return {};
          const next = [...tabs];
          for (const { tab, at } of back) {
            if (!next.some((other) => other.key === tab.key)) next.splice(at, 0, { ...tab, isPreview: false });
          }
          return {
            tabs: next,
            gone: gone.filter((one) => !back.includes(one)),
            active: active ?? next[0]?.key ?? null,
          };
        }),
    }),
    {
      name: "tabs",
      version: 1,
      migrate: (stored, version) => (version === 0 ? ofVersion0(stored as StoredTabs) : stored) as KeptTabs,
      storage: layoutStorage<KeptTabs>(),
      skipHydration: true,
      partialize: ({ tabs, active, closed, gone }) => ({ tabs, active, closed, gone }),
    },
  ),
);
