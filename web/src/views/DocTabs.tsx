import { FolderOpen, Globe, Layers, type LucideIcon, X } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { type OpenTab, useTabs } from "#/state/tabs.ts";
import { MethodBadge } from "#/ui/Badge.tsx";
import { words } from "#/words/en.ts";
import css from "./DocTabs.module.css";

/** An open tab with what is known of its item. */
export type NamedTab = OpenTab & { name: string; method?: string; isChanged: boolean };

/** The open items. Arrows move, Delete closes; the cross is for the pointer. */
export function DocTabs({ tabs, active }: { tabs: readonly NamedTab[]; active: string | null }) {
  const { choose, close, pin } = useTabs();
  const list = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (active)
      list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ inline: "nearest", block: "nearest" });
  }, [active]);

  const keys = (event: KeyboardEvent<HTMLElement>) => {
    const at = tabs.findIndex((tab) => tab.key === active);
    const steps: Record<string, number> = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 };
    const next = tabs[((steps[event.key] ?? -1) + tabs.length) % tabs.length];
    if (event.key in steps && next) {
      choose(next.key);
      event.preventDefault();
      requestAnimationFrame(() => list.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus());
    }
    if (event.key === "Delete" && active) close(active);
  };

  return (
    <div className={css.docs} data-area="tabs">
      <div ref={list} className={css.list} role="tablist" aria-label={words.tabs.name} onKeyDown={keys}>
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
              if (event.button === 1) close(tab.key);
            }}
          >
            <Sign tab={tab} />
            <span className={tab.isPreview ? `cut ${css.preview}` : "cut"}>{tab.name}</span>
            <span className={css.end}>
              {tab.isChanged ? (
                <span className={css.dot} role="img" aria-label={words.tabs.unsaved} title={words.tabs.unsaved} />
              ) : null}
              <span
                className={css.close}
                aria-hidden
                title={words.tabs.close}
                onClick={(event) => {
                  event.stopPropagation();
                  close(tab.key);
                }}
              >
                <X size={14} strokeWidth={2} aria-hidden />
              </span>
            </span>
          </div>
        ))}
      </div>
    </div>
  );
}

function Sign({ tab }: { tab: NamedTab }) {
  if (tab.method !== undefined) return <MethodBadge method={tab.method} short />;
  const icons: Partial<Record<OpenTab["kind"], LucideIcon>> = { folder: FolderOpen, environment: Globe };
  const Icon = icons[tab.kind] ?? Layers;
  return <Icon size={16} strokeWidth={1.75} aria-hidden />;
}
