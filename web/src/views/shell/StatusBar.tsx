import { Columns2, Cookie, PanelLeft, SquareTerminal, Unplug } from "lucide-react";
import { CookiesDialog } from "#/features/cookies/CookiesDialog.tsx";
import { useConsole } from "#/state/stores/console.ts";
import { openCookies, useDialogs } from "#/state/stores/dialogs.ts";
import { useView } from "#/state/stores/view.ts";
import { Button, IconButton } from "#/ui/Button.tsx";
import { words } from "#/words/app.ts";
import css from "./Shell.module.css";

/** The line at the bottom. */
export function StatusBar(props: {
  workspace: string;
  /** The workspace with the home folder as `~`. */
  workspaceShort: string;
  isConnected: boolean;
  showsSidebar: boolean;
  onSidebar: () => void;
}) {
  const { workspace, workspaceShort, isConnected, showsSidebar, onSidebar } = props;
  const { isTwoPane, toggleTwoPane, showsConsole } = useView();
  const showsCookies = useDialogs((dialogs) => dialogs.cookies);
  const toggleConsole = useConsole((store) => store.toggle);
  return (
    <footer className={css.status} data-area="status">
      <IconButton
        size="inside"
        icon={PanelLeft}
        name={showsSidebar ? words().status.hideSidebar : words().status.showSidebar}
        keys="Ctrl \"
        onClick={onSidebar}
      />
      <Button
        look="ghost"
        size="inside"
        className={css.named}
        icon={SquareTerminal}
        title="Ctrl Alt C"
        aria-pressed={showsConsole}
        onClick={toggleConsole}
      >
        {words().console.name}
      </Button>
      {isConnected ? null : (
        <span className={css.lost} role="alert">
          <Unplug size={14} strokeWidth={2} aria-hidden />
          {words().noConnection}
        </span>
      )}
      <span className={css.space} />
      <span className={css.folder} title={workspace}>
        {workspaceShort}
      </span>
      <Button look="ghost" size="inside" className={css.named} icon={Cookie} onClick={openCookies}>
        {words().cookies.title}
      </Button>
      <IconButton
        size="inside"
        className={css.wide}
        icon={Columns2}
        name={words().status.twoPane}
        keys="Ctrl Alt V"
        aria-pressed={isTwoPane}
        onClick={toggleTwoPane}
      />
      {showsCookies ? <CookiesDialog onClose={() => useDialogs.setState({ cookies: false })} /> : null}
    </footer>
  );
}
