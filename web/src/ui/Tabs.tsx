import { Tabs as Base } from "@base-ui/react/tabs";
import type { ReactNode } from "react";
import css from "./Tabs.module.css";

/** One tab: `text` is its whole accessible name; `count` and `hasContent` are shown beside it. */
export type Tab<V extends string> = { value: V; text: string; count?: number | undefined; hasContent?: boolean };

/** Props of a tab list with its panels as children; `lead` stands left of the list, `end` at the right. */
export type TabsProps<V extends string> = {
  name: string;
  value: V;
  tabs: readonly Tab<V>[];
  onChoose: (value: V) => void;
  lead?: ReactNode;
  end?: ReactNode;
  children: ReactNode;
  className?: string | undefined;
  listClassName?: string | undefined;
};

/** Tabs of the second level. Arrows move, Enter or Space chooses. */
export function Tabs<V extends string>(props: TabsProps<V>) {
  const { name, value, tabs, onChoose, lead, end, children, className, listClassName } = props;
  return (
    <Base.Root
      value={value}
      onValueChange={(next) => onChoose(next as V)}
      className={[css.root, className].filter(Boolean).join(" ")}
    >
      <div className={[css.strip, listClassName].filter(Boolean).join(" ")}>
        {lead ? <div className={css.lead}>{lead}</div> : null}
        <Base.List aria-label={name} className={css.list} activateOnFocus>
          {tabs.map((tab) => (
            <Base.Tab key={tab.value} value={tab.value} className={css.tab}>
              {tab.text}
              {tab.count ? (
                <span className={css.count} aria-hidden>
                  {tab.count}
                </span>
              ) : null}
              {tab.hasContent ? <span className={css.dot} aria-hidden /> : null}
            </Base.Tab>
          ))}
        </Base.List>
        {end ? <div className={css.end}>{end}</div> : null}
      </div>
      {children}
    </Base.Root>
  );
}

/** The panel of one tab; only the chosen one is rendered. */
export function TabPanel(props: { value: string; className?: string | undefined; children: ReactNode }) {
  return (
    <Base.Panel value={props.value} className={[css.panel, props.className].filter(Boolean).join(" ")} tabIndex={-1}>
      {props.children}
    </Base.Panel>
  );
}
