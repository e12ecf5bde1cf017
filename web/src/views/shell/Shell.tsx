import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { Group, Panel, Separator } from "react-resizable-panels";
import { problemOf } from "#/api/client.ts";
import type { CollectionNode } from "#/api/types/CollectionNode.ts";
import type { ImportReport } from "#/api/types/ImportReport.ts";
import type { WorkspaceView } from "#/api/types/WorkspaceView.ts";
import { ComparisonTab } from "#/features/history/ComparisonTab.tsx";
import { EntryTab } from "#/features/history/EntryTab.tsx";
import { type FirstImport, ImportDialog, type Places } from "#/features/import/ImportDialog.tsx";
import { FilePicker } from "#/features/request/FilePicker.tsx";
import { KeptAnswer } from "#/features/response/KeptAnswer.tsx";
import { SettingsDialog } from "#/features/settings/SettingsDialog.tsx";

import { useNewRequest } from "#/features/tree/NewMenu.tsx";
import { PlacePicker } from "#/features/tree/PlacePicker.tsx";
import { useProgram } from "#/state/program.tsx";
import { itemAbout } from "#/state/queries/topics.ts";
import { environmentListQuery } from "#/state/queries/variables.ts";
import { appQuery, workspaceQuery } from "#/state/queries/workspace.ts";
import { keyOf } from "#/state/rules/items.ts";
import { collectionOf, isOfTree, itemTab, type Tab } from "#/state/rules/tabs.ts";
import { parentsOf } from "#/state/rules/tree.ts";
import { useConsole } from "#/state/stores/console.ts";
import { closeSettings, openSettings, showDialog, useDialogs } from "#/state/stores/dialogs.ts";
import { type OpenTab, useTabs } from "#/state/stores/tabs.ts";
import { useView } from "#/state/stores/view.ts";
import { useTreeActions } from "#/state/treeActions.ts";
import { Boundary } from "#/ui/Boundary.tsx";
import { sentence } from "#/ui/Message.tsx";
import { Dialog } from "#/ui/overlays/Dialog.tsx";
import { useToast } from "#/ui/overlays/Toasts.tsx";
import { Over } from "#/views/Over.tsx";
import { EnvironmentTab } from "#/views/tabs/EnvironmentTab.tsx";
import { ExampleTab } from "#/views/tabs/ExampleTab.tsx";
import { KeptScroll } from "#/views/tabs/KeptScroll.tsx";
import { ParentTab } from "#/views/tabs/ParentTab.tsx";
import { RequestTab } from "#/views/tabs/RequestTab.tsx";
import { useNarrowWindow } from "#/views/wide.ts";
import { words } from "#/words/app.ts";
import { controlWords } from "#/words/controls.ts";
import { useCloseTabs } from "./closeTabs.tsx";
import { useCommands } from "./commands.ts";
import { DocTabs, type NamedTab } from "./DocTabs.tsx";
import { Everything } from "./Everything.tsx";
import { Header } from "./Header.tsx";
import { useKeys } from "./keys.ts";
import { environmentNames, namesOf } from "./names.ts";
import { OverConsole } from "./OverConsole.tsx";
import css from "./Shell.module.css";
import { ShortcutsDialog } from "./ShortcutsDialog.tsx";
import { Sidebar } from "./Sidebar.tsx";
import { StatusBar } from "./StatusBar.tsx";
import { Welcome } from "./Welcome.tsx";

/** Header, sidebar, main area, status bar; and what belongs to the whole window. */
export function Shell() {
  const app = useQuery(appQuery).data;
  const workspace = useQuery(workspaceQuery).data;
  const environments = useQuery(environmentListQuery).data;
  const { isConnected } = useProgram();
  const client = useQueryClient();
  const { tabs, active, open, keepOnly, bringBack, reopen, step, choose } = useTabs();
  const { showsSidebar, toggleSidebar, toggleTwoPane } = useView();
  const toast = useToast();
  const treeActions = useTreeActions();
  const { shown: dialog, settings: settingsSection } = useDialogs();
  const isNarrow = useNarrowWindow();
  const [isOver, setOver] = useState(false);
  const [first, setFirst] = useState<FirstImport>();
  const filterBox = useRef<HTMLInputElement>(null);
  const [looksQuickly, setLooksQuickly] = useState(false);
  const names = useMemo(() => namesOf(workspace), [workspace]);
  const environmentsByKey = useMemo(() => environmentNames(environments), [environments]);
  const shown = tabs.find((tab) => tab.key === active);
  const context = useContextCollection(shown, workspace);

  // What the answer before this one held and this one does not is gone. What neither holds is newer than both: an answer that
  // was on its way when an item was made must not close the tab of the item.
  const namesBefore = useRef<ReadonlyMap<string, unknown> | null>(null);
  useEffect(() => {
    if (!workspace) return;
    const before = namesBefore.current;
    namesBefore.current = names;
    const isGone = (key: string) => !names.has(key) && (before === null || before.has(key));
    keepOnly((tab) => !isOfTree(tab) || !isGone(tab.key));
    bringBack((tab) => names.has(tab.key));
    // What is gone is forgotten: something else may get its path, and must not begin with what stood there before.
    client.removeQueries({
      predicate: ({ queryKey }) => {
        const item = itemAbout(queryKey, ["request", "parent", "auth"]);
        return item !== undefined && isGone(keyOf(item));
      },
    });
  }, [workspace, names, keepOnly, bringBack, client]);
  useEffect(() => {
    if (!environments) return;
    keepOnly((tab) => tab.kind !== "environment" || environmentsByKey.has(tab.key));
    bringBack((tab) => environmentsByKey.has(tab.key));
  }, [environments, environmentsByKey, keepOnly, bringBack]);

  // The tree opens the folders above the chosen tab, so that it is always in sight.
  useEffect(() => {
    const shown = useTabs.getState().tabs.find((tab) => tab.key === active);
    if (!shown || !workspace) return;
    const item = shown.kind === "example" ? shown.example : "item" in shown ? shown.item : undefined;
    const collection = workspace.collections.find((node) => node.id === item?.collection);
    if (!item || !collection || item.path === "") return;
    const parents = parentsOf(collection, item.path);
    useView.getState().expand(shown.kind === "example" ? [...parents, keyOf(item)] : parents, true);
  }, [active, workspace]);

  const imported = useCallback(
    (report: ImportReport) => {
      showDialog(null);
      setFirst(undefined);
      const { collection, path } = report;
      useView.getState().expand([keyOf({ collection, path: "" })], true);
      open(itemTab(path === "" ? "collection" : "request", { collection, path }), true);
      const undo = async () => {
        try {
          if (report.replaced === undefined) await treeActions.remove({ collection, path });
          else await treeActions.restore(report.replaced);
        } catch (thrown) {
          toast.problem(sentence(problemOf(thrown).message));
        }
      };
      const complete = words().import.complete({ name: report.name, requests: report.request_count });
      toast(complete, { text: words().undo, onChoose: () => void undo() });
    },
    [open, toast, treeActions],
  );

  const sidebarPx = useRef(0);
  const keepSidebar = (_layout: unknown, { isUserInteraction }: { isUserInteraction: boolean }) => {
    if (isUserInteraction && sidebarPx.current > 0) useView.setState({ sidebarPx: sidebarPx.current });
  };

  const turnSidebar = () => (isNarrow ? setOver(!isOver) : toggleSidebar());
  const openFromSidebar = useCallback(
    (tab: Tab, pinned: boolean) => {
      open(tab, pinned);
      setOver(false);
    },
    [open],
  );
  const manageEnvironments = () => {
    useView.getState().chooseSection("environments");
    if (isNarrow) setOver(true);
    else if (!showsSidebar) toggleSidebar();
  };
  const importAtOnce = (given: FirstImport) => {
    setFirst(given);
    showDialog("import");
  };
  const closeDialog = () => {
    showDialog(null);
    setFirst(undefined);
  };
  const closeDialogs = () => {
    closeDialog();
    closeSettings();
  };
  const named: NamedTab[] = tabs.map((tab) => ({
    ...tab,
    ...(names.get(tab.key) ??
      environmentsByKey.get(tab.key) ?? { name: "name" in tab ? tab.name : "", isChanged: false }),
  }));
  const closing = useCloseTabs(named);
  const closeActive = () => {
    if (active) closing.close([active]);
  };
  const newRequest = useNewRequest(workspace);
  const nth = Object.fromEntries(
    Array.from({ length: 9 }, (_, index) => [index + 1, () => choose(tabs[index]?.key ?? active ?? "")]),
  );
  useKeys({
    "Ctrl K": () => showDialog("palette"),
    "Ctrl O": () => showDialog("import"),
    "Ctrl /": () => showDialog("shortcuts"),
    "Ctrl ,": () => openSettings(),
    "Ctrl \\": turnSidebar,
    "Ctrl Alt V": toggleTwoPane,
    "Ctrl Alt E": () => setLooksQuickly(!looksQuickly),
    "Ctrl Alt C": useConsole.getState().toggle,
    "Ctrl Shift F": () => filterBox.current?.focus(),
    "Ctrl N": () => newRequest?.(),
    "Alt N": () => newRequest?.(),
    "Ctrl T": () => newRequest?.(),
    "Alt T": () => newRequest?.(),
    "Ctrl W": closeActive,
    "Alt W": closeActive,
    "Ctrl Shift T": reopen,
    "Alt Shift T": reopen,
    "Alt PageDown": () => step(1),
    "Alt PageUp": () => step(-1),
    "Ctrl Tab": () => step(1),
    "Ctrl Shift Tab": () => step(-1),
    // biome-ignore lint/correctness/noComponentHookFactories: the name of a key, not a component.
    F6: () => nextArea(1),
    "Shift F6": () => nextArea(-1),
    ...Object.fromEntries(
      Object.entries(nth).flatMap(([digit, act]) => [
        [`Ctrl ${digit}`, act],
        [`Alt ${digit}`, act],
      ]),
    ),
  });

  const commands = useCommands(context, {
    newRequest,
    import: () => showDialog("import"),
    importSample: () => importAtOnce({ isSample: true }),
    settings: () => openSettings(),
    shortcuts: () => showDialog("shortcuts"),
    quickLook: () => setLooksQuickly(true),
    manageEnvironments,
    filter: () => filterBox.current?.focus(),
    turnSidebar,
    showsSidebar: isNarrow ? isOver : showsSidebar,
    closeTab: closeActive,
  });
  const sidebar = (
    <div className={css.sidebar} data-area="sidebar">
      <Boundary where="app">
        <Sidebar
          workspaceName={app?.workspace_name ?? ""}
          firstCollection={workspace?.collections[0]?.id}
          activeKey={active}
          context={context}
          filterBox={filterBox}
          onOpen={openFromSidebar}
          onImport={() => showDialog("import")}
          onClose={isNarrow ? () => setOver(false) : undefined}
        />
      </Boundary>
    </div>
  );
  return (
    <div className={css.shell}>
      <Header
        context={context}
        looksQuickly={looksQuickly}
        onQuickLook={setLooksQuickly}
        onEdit={(tab) => open(tab, true)}
        onManageEnvironments={manageEnvironments}
        onSearch={() => showDialog("palette")}
        onShortcuts={() => showDialog("shortcuts")}
        onSettings={() => openSettings()}
      />
      <Group orientation="horizontal" className={css.middle} id="shell" onLayoutChanged={keepSidebar}>
        {showsSidebar && !isNarrow ? (
          <>
            <Panel
              id="side"
              defaultSize={sidebarWidth()}
              onResize={({ inPixels }) => {
                sidebarPx.current = Math.round(inPixels);
              }}
              minSize="220px"
              maxSize="480px"
              groupResizeBehavior="preserve-pixel-size"
            >
              {sidebar}
            </Panel>
            <Separator className={css.sideHandle} aria-label={words().sidebar.resize} />
          </>
        ) : null}
        <Panel id="main" minSize="30%">
          <main className={css.main}>
            {tabs.length > 0 ? (
              <DocTabs tabs={named} active={active} onClose={closing.close} onNew={newRequest} />
            ) : null}
            <OverConsole>
              {shown ? (
                <KeptScroll key={shown.key} tabKey={shown.key}>
                  <Boundary where="app">
                    <TabContent tab={shown} context={context} isThere={(key) => names.has(key)} />
                  </Boundary>
                </KeptScroll>
              ) : (
                <Welcome
                  hasCollections={(workspace?.collections.length ?? 0) > 0}
                  onImport={importAtOnce}
                  onNew={() => newRequest?.()}
                />
              )}
            </OverConsole>
          </main>
        </Panel>
      </Group>
      {isNarrow && isOver ? <Over onClose={() => setOver(false)}>{sidebar}</Over> : null}
      <StatusBar
        workspace={app?.workspace ?? ""}
        workspaceShort={app?.workspace_short ?? ""}
        isConnected={isConnected}
        showsSidebar={isNarrow ? isOver : showsSidebar}
        onSidebar={turnSidebar}
      />
      {closing.dialog}
      <Boundary
        where="dialog"
        shows={settingsSection ?? dialog ?? "none"}
        frame={(said) => (
          <Dialog
            open
            title={controlWords().broken.dialogName}
            closeName={words().close}
            onClose={closeDialogs}
            actions={null}
          >
            {said}
          </Dialog>
        )}
      >
        {dialog === "import" ? (
          <ImportDialog
            first={first}
            places={placesIn(workspace?.collections ?? [])}
            onClose={closeDialog}
            onDone={imported}
          />
        ) : null}
        {settingsSection ? (
          <SettingsDialog
            first={settingsSection}
            onClose={closeSettings}
            pickFile={(choice) => <FilePicker collection="" {...choice} />}
          />
        ) : null}
        {dialog === "palette" ? <Everything workspace={workspace} commands={commands} onClose={closeDialog} /> : null}
        {dialog === "shortcuts" ? <ShortcutsDialog onClose={() => showDialog(null)} /> : null}
      </Boundary>
    </div>
  );
}

/** The collection whose environments and variables are looked at: that of the tab in front, else the last one, else the first. */
function useContextCollection(shown: Tab | undefined, workspace: WorkspaceView | undefined): string {
  const last = useRef("");
  const own = shown ? collectionOf(shown) : "";
  const isThere = (id: string) => workspace?.collections.some((one) => one.id === id) ?? false;
  if (isThere(own)) last.current = own;
  if (isThere(last.current)) return last.current;
  return workspace?.collections[0]?.id ?? "";
}

/** Where a request can go; undefined while there is no collection. */
function placesIn(collections: readonly CollectionNode[]): Places | undefined {
  const [first] = collections;
  return (
    first && {
      first: { collection: first.id, path: "" },
      pick: (chosen, onChoose) => <PlacePicker collections={collections} chosen={chosen} onChoose={onChoose} />,
    }
  );
}

const keptAnswer = (exchange: string, collection: string) => (
  <KeptAnswer key={exchange} exchange={exchange} collection={collection} />
);

function TabContent(props: { tab: OpenTab; context: string; isThere: (key: string) => boolean }) {
  const { tab, context, isThere } = props;
  switch (tab.kind) {
    case "entry":
      return <EntryTab id={tab.id} tabKey={tab.key} isThere={isThere} context={context} answerOf={keptAnswer} />;
    case "comparison":
      return <ComparisonTab first={tab.before} second={tab.after} />;
    case "environment":
      return <EnvironmentTab environment={tab.environment} context={context} />;
    case "example":
      return <ExampleTab example={tab.example} />;
    case "request":
      return <RequestTab item={tab.item} />;
    default:
      return <ParentTab item={tab.item} />;
  }
}

function sidebarWidth(): string {
  const { sidebarPx } = useView.getState();
  if (sidebarPx !== null) return `${sidebarPx}px`;
  return window.innerWidth <= 1100 ? "248px" : "288px";
}

/** Moves the focus to the next area of the window that can take it. */
function nextArea(by: number): void {
  const areas = [...document.querySelectorAll<HTMLElement>("[data-area]")];
  const at = areas.findIndex((area) => area.contains(document.activeElement));
  for (let step = 1; step <= areas.length; step += 1) {
    const area = areas[(at + by * step + areas.length * 2) % areas.length];
    const first = area?.querySelector<HTMLElement>(
      '[role=treeitem][tabindex="0"], [role=tab][tabindex="0"], button:not(:disabled):not([tabindex="-1"]), input:not([tabindex="-1"])',
    );
    if (first) {
      first.focus();
      return;
    }
  }
}
