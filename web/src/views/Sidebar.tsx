import { Import } from "lucide-react";
import { type RefObject, useState } from "react";
import { HistoryList } from "#/features/history/HistoryList.tsx";
import { CollectionsSection } from "#/features/tree/Collections.tsx";
import { NewMenu } from "#/features/tree/NewMenu.tsx";
import { keyOf } from "#/state/items.ts";
import type { TabKind } from "#/state/tabs.ts";
import { Button } from "#/ui/Button.tsx";
import { TabPanel, Tabs } from "#/ui/Tabs.tsx";
import { words } from "#/words/en.ts";
import css from "./Sidebar.module.css";

type Section = "collections" | "history";

/** Props of the sidebar. `workspaceName` is empty until it is known. */
export type SidebarProps = {
  workspaceName: string;
  /** Id of the collection that gets what is made while nothing is open. */
  firstCollection: string | undefined;
  activeKey: string | null;
  filterBox: RefObject<HTMLInputElement | null>;
  onOpen: (key: string, kind: TabKind, pinned: boolean) => void;
  onImport: () => void;
};

/** Workspace, Import, and what one can open. */
export function Sidebar(props: SidebarProps) {
  const { workspaceName, firstCollection, activeKey, filterBox, onOpen, onImport } = props;
  const [section, setSection] = useState<Section>("collections");
  return (
    <nav className={css.side} aria-label={words.sidebar.name}>
      <div className={css.bar}>
        <span className={css.workspace} title={workspaceName}>
          {workspaceName}
        </span>
        <NewMenu firstCollection={firstCollection} className={css.import} />
        <Button icon={Import} onClick={onImport} className={css.import}>
          {words.sidebar.import}
        </Button>
      </div>
      <Tabs
        name={words.sidebar.sections}
        value={section}
        onChoose={setSection}
        className={css.tabs}
        listClassName={css.strip}
        tabs={[
          { value: "collections", text: words.sidebar.collections },
          { value: "history", text: words.sidebar.history },
        ]}
      >
        <TabPanel value="collections">
          <CollectionsSection activeKey={activeKey} filterBox={filterBox} onOpen={onOpen} onImport={onImport} />
        </TabPanel>
        <TabPanel value="history">
          <HistoryList onOpen={(collection, path) => onOpen(keyOf({ collection, path }), "request", false)} />
        </TabPanel>
      </Tabs>
    </nav>
  );
}
