import { Columns2, PanelLeft, Unplug } from "lucide-react";
import { useView } from "#/state/view.ts";
import { IconButton } from "#/ui/Button.tsx";
import { words } from "#/words/en.ts";
import css from "./Shell.module.css";

/** The line at the bottom. */
export function StatusBar(props: {
  workspace: string;
  isConnected: boolean;
  showsSidebar: boolean;
  onSidebar: () => void;
}) {
  const { workspace, isConnected, showsSidebar, onSidebar } = props;
  const { isTwoPane, toggleTwoPane } = useView();
  return (
    <footer className={css.status} data-area="status">
      <IconButton
        size="inside"
        icon={PanelLeft}
        name={showsSidebar ? words.status.hideSidebar : words.status.showSidebar}
        keys="Ctrl \"
        onClick={onSidebar}
      />
      {isConnected ? null : (
        <span className={css.lost} role="alert">
          <Unplug size={14} strokeWidth={2} aria-hidden />
          {words.noConnection}
        </span>
      )}
      <span className={css.space} />
      <span className={css.folder} title={workspace}>
        {workspace}
      </span>
      <IconButton
        size="inside"
        className={css.wide}
        icon={Columns2}
        name={words.status.twoPane}
        keys="Ctrl Alt V"
        aria-pressed={isTwoPane}
        onClick={toggleTwoPane}
      />
    </footer>
  );
}
