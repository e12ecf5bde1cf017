// Keys that work where this page stands, in the order in which they are listed.
import { type Words, words } from "#/words/app.ts";

type Does = keyof Words["shortcuts"]["does"];
type Group = keyof Words["shortcuts"]["groups"];

/** A row of the list: what the keys do. Keys of one stroke are apart by a space. */
export type Shortcut = { does: string; keys: readonly string[] };

const KEYS: Record<Group, readonly (readonly [Does, ...string[]])[]> = {
  request: [
    ["send", "Ctrl Enter"],
    ["download", "Ctrl Alt Enter"],
    ["save", "Ctrl S"],
    ["saveAs", "Ctrl Shift S"],
    ["url", "Ctrl L"],
    ["beautify", "Ctrl B"],
    ["search", "Ctrl F"],
    ["fold", "Ctrl Shift [", "Ctrl Shift ]"],
    ["foldAll", "Ctrl Alt [", "Ctrl Alt ]"],
    ["undo", "Ctrl Z", "Ctrl Shift Z"],
  ],
  window: [
    ["palette", "Ctrl K"],
    ["import", "Ctrl O"],
    ["filter", "Ctrl Shift F"],
    ["sidebar", "Ctrl \\"],
    ["twoPane", "Ctrl Alt V"],
    ["environment", "Ctrl Alt E"],
    ["console", "Ctrl Alt C"],
    ["visited", "Alt ←", "Alt →"],
    ["areas", "F6", "Shift F6"],
    ["settings", "Ctrl ,"],
    ["list", "Ctrl /"],
  ],
  row: [
    ["actions", "Shift F10"],
    ["rename", "F2", "Ctrl E"],
    ["duplicate", "Ctrl D"],
    ["move", "Alt ↑", "Alt ↓"],
    ["delete", "Delete"],
    ["bringBack", "Ctrl Z"],
  ],
  tabs: [
    ["newRequest", "Alt N", "Alt T"],
    ["close", "Alt W"],
    ["reopen", "Alt Shift T"],
    ["nextTab", "Alt PageDown", "Alt PageUp"],
    ["nthTab", "Alt 1 … 9"],
  ],
};

/** The keys by their groups. */
export function shortcutGroups(): { title: string; rows: Shortcut[] }[] {
  const { groups, does } = words().shortcuts;
  return (Object.keys(KEYS) as Group[]).map((group) => ({
    title: groups[group],
    rows: KEYS[group].map(([what, ...keys]) => ({ does: does[what], keys })),
  }));
}
