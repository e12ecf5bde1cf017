import { Import, X } from "lucide-react";
import type { RefObject } from "react";
import { EnvironmentsSection } from "#/features/environments/EnvironmentsSection.tsx";
import { HistoryList } from "#/features/history/HistoryList.tsx";
import { CollectionsSection } from "#/features/tree/Collections.tsx";
import { NewMenu } from "#/features/tree/NewMenu.tsx";
import type { Tab } from "#/state/rules/tabs.ts";
import { useView } from "#/state/stores/view.ts";
import { Button, IconButton } from "#/ui/Button.tsx";
import { TabPanel, Tabs } from "#/ui/Tabs.tsx";
import { words } from "#/words/app.ts";
import css from "./Sidebar.module.css";

/** Props of the sidebar. `workspaceName` is empty until it is known; `context` is the collection in front, if there is one. */
export type SidebarProps = {
  workspaceName: string;
  /** Id of the collection that gets what is made while nothing is open. */
  firstCollection: string | undefined;
  activeKey: string | null;
  context: string;
  filterBox: RefObject<HTMLInputElement | null>;
  onOpen: (tab: Tab, pinned: boolean) => void;
  onImport: () => void;
  /** Absent where it stands beside the page. */
  onClose: (() => void) | undefined;
};

/** Workspace, Import, and what one can open. */
export function Sidebar(props: SidebarProps) {
  const { workspaceName, firstCollection, activeKey, context, filterBox, onOpen, onImport, onClose } = props;
  const section = useView((view) => view.section);
  const setSection = useView((view) => view.chooseSection);
  return (
    <nav className={css.side} aria-label={words().sidebar.name}>
      <div className={css.bar}>
        {onClose ? <IconButton icon={X} name={words().status.hideSidebar} keys="Ctrl \\" onClick={onClose} /> : null}
        <span className={css.workspace} title={workspaceName}>
          {workspaceName}
        </span>
        <NewMenu firstCollection={firstCollection} className={css.import} />
        <Button icon={Import} onClick={onImport} className={css.import}>
          {words().sidebar.import}
        </Button>
      </div>
      <Tabs
        name={words().sidebar.sections}
        value={section}
        onChoose={setSection}
        className={css.tabs}
        listClassName={css.strip}
        tabs={[
          { value: "collections", text: words().sidebar.collections },
          { value: "environments", text: words().sidebar.environments },
          { value: "history", text: words().sidebar.history },
        ]}
      >
        <TabPanel value="collections">
          <CollectionsSection activeKey={activeKey} filterBox={filterBox} onOpen={onOpen} onImport={onImport} />
        </TabPanel>
        <TabPanel value="environments">
          <EnvironmentsSection activeKey={activeKey} context={context} onOpen={onOpen} />
        </TabPanel>
        <TabPanel value="history">
          <HistoryList activeKey={activeKey} onOpen={onOpen} />
        </TabPanel>
      </Tabs>
    </nav>
  );
}
