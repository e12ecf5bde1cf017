import {
  ChevronDown,
  FileText,
  FolderOpen,
  GitCompareArrows,
  Globe,
  History,
  Layers,
  type LucideIcon,
  Plus,
  X,
} from "lucide-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";

import { type OpenTab, useTabs } from "#/state/stores/tabs.ts";
import { IconButton } from "#/ui/Button.tsx";
import { AnchoredMenu, Menu, type MenuEntry } from "#/ui/overlays/Menu.tsx";
import { MethodBadge } from "#/ui/signs/Badge.tsx";
import { TroubleSign } from "#/ui/signs/TroubleSign.tsx";
import { words } from "#/words/app.ts";
import css from "./DocTabs.module.css";
import type { ItemNameAndState } from "./names.ts";

/** An open tab with what is known of its item. */
export type NamedTab = OpenTab & ItemNameAndState;

/** Props of the strip. `onNew` is absent while there is no collection that could get a request. */
export type DocTabsProps = {
  tabs: readonly NamedTab[];
  active: string | null;
  onClose: (keys: readonly string[]) => void;
  onNew: (() => void) | undefined;
};

/** The open items. Arrows move, Delete closes, Shift F10 opens a tab's menu; the cross is for the pointer. */
export function DocTabs({ tabs, active, onClose, onNew }: DocTabsProps) {
  const { choose, pin, reopen, closed } = useTabs();
  const list = useRef<HTMLDivElement>(null);
  const [menuOf, setMenuOf] = useState<string | null>(null);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);

  useEffect(() => {
    if (active)
      list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ inline: "nearest", block: "nearest" });
  }, [active]);

  const openMenu = (key: string, tab: HTMLElement) => {
    setMenuOf(key);
    setAnchor(tab);
  };
  const keys = (event: KeyboardEvent<HTMLElement>) => {
    const at = tabs.findIndex((tab) => tab.key === active);
    const steps: Record<string, number> = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 };
    const next = tabs[((steps[event.key] ?? -1) + tabs.length) % tabs.length];
    if (event.key in steps && next) {
      choose(next.key);
      event.preventDefault();
      requestAnimationFrame(() => list.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus());
    }
    if (event.key === "Delete" && active) onClose([active]);
    const tab = list.current?.querySelector<HTMLElement>('[aria-selected="true"]');
    if ((event.key === "ContextMenu" || (event.shiftKey && event.key === "F10")) && active && tab) {
      event.preventDefault();
      openMenu(active, tab);
    }
  };
  const everyKey = tabs.map((tab) => tab.key);
  const ends: MenuEntry[] = [
    { text: words().tabs.closeAll, onChoose: () => onClose(everyKey) },
    { text: words().tabs.reopen, end: "Alt Shift T", disabled: closed.length === 0, onChoose: reopen },
  ];
  const shown = tabs.find((tab) => tab.key === menuOf);

  return (
    <div className={css.docs} data-area="tabs">
      <div ref={list} className={css.list} role="tablist" aria-label={words().tabs.name} onKeyDown={keys}>
        {tabs.map((tab) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the tab list handles the keys of all tabs.
          <div
            key={tab.key}
            role="tab"
            tabIndex={tab.key === active ? 0 : -1}
            aria-selected={tab.key === active}
            className={css.tab}
            title={tab.name}
            onClick={() => choose(tab.key)}
            onDoubleClick={() => pin(tab.key)}
            onAuxClick={(event) => {
              if (event.button === 1) onClose([tab.key]);
            }}
            onContextMenu={(event) => {
              event.preventDefault();
              openMenu(tab.key, event.currentTarget);
            }}
          >
            <Sign tab={tab} />
            <span className={tab.isPreview ? `cut ${css.preview}` : "cut"}>{tab.name}</span>
            <span className={css.end}>
              {tab.trouble ? (
                <TroubleSign trouble={tab.trouble} />
              ) : tab.isChanged ? (
                <span className={css.dot} role="img" aria-label={words().tabs.unsaved} title={words().tabs.unsaved} />
              ) : null}
              <span
                className={css.close}
                aria-hidden
                title={words().tabs.close}
                onClick={(event) => {
                  event.stopPropagation();
                  onClose([tab.key]);
                }}
              >
                <X size={14} strokeWidth={2} aria-hidden />
              </span>
            </span>
          </div>
        ))}
      </div>
      {onNew ? (
        <div className={css.actions}>
          <IconButton size="tight" icon={Plus} name={words().tabs.newRequest} keys="Alt T" onClick={onNew} />
        </div>
      ) : null}
      <div className={css.actions}>
        <Menu
          trigger={<IconButton size="tight" icon={ChevronDown} name={words().tabs.all} />}
          groups={[tabs.map((tab) => ({ text: tab.name, id: tab.key, onChoose: () => choose(tab.key) })), ends]}
        />
      </div>
      {shown ? (
        <AnchoredMenu
          name={words().tabs.menuOf({ name: shown.name })}
          anchor={anchor}
          focusAfter={() => list.current?.querySelector<HTMLElement>('[tabindex="0"]') ?? null}
          onClose={() => setAnchor(null)}
          groups={[
            [
              { text: words().tabs.close, end: "Alt W", onChoose: () => onClose([shown.key]) },
              {
                text: words().tabs.closeOthers,
                disabled: tabs.length < 2,
                onChoose: () => onClose(everyKey.filter((key) => key !== shown.key)),
              },
              ...ends,
            ],
          ]}
        />
      ) : null}
    </div>
  );
}

function Sign({ tab }: { tab: NamedTab }) {
  if (tab.method !== undefined) return <MethodBadge method={tab.method} short />;
  const icons: Partial<Record<OpenTab["kind"], LucideIcon>> = {
    folder: FolderOpen,
    environment: Globe,
    example: FileText,
    entry: History,
    comparison: GitCompareArrows,
  };
  const Icon = icons[tab.kind] ?? Layers;
  return <Icon size={16} strokeWidth={1.75} aria-hidden />;
}
