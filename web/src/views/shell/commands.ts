import { useQuery } from "@tanstack/react-query";
import { Globe, SquareChevronRight } from "lucide-react";
import { useEnvironmentChanges } from "#/features/environments/changes.ts";
import type { PaletteEntry } from "#/features/palette/Palette.tsx";
import { useRowActions } from "#/features/tree/rowActions.ts";
import { environmentsQuery } from "#/state/queries/variables.ts";
import { useConsole } from "#/state/stores/console.ts";
import { openCookies } from "#/state/stores/dialogs.ts";
import { useTabCommands } from "#/state/stores/tabCommands.ts";
import { useTabs } from "#/state/stores/tabs.ts";
import { useView } from "#/state/stores/view.ts";
import type { Theme } from "#/theme/theme.ts";
import { useCopyAsCurl } from "#/views/tabs/RequestMenu.tsx";
import { words } from "#/words/app.ts";

/** What the window itself does. `newRequest` is absent until the workspace is known. */
export type WindowCommands = {
  newRequest: (() => void) | undefined;
  import: () => void;
  importSample: () => void;
  settings: () => void;
  shortcuts: () => void;
  quickLook: () => void;
  manageEnvironments: () => void;
  filter: () => void;
  turnSidebar: () => void;
  showsSidebar: boolean;
  closeTab: () => void;
};

/** Everything that can be done now, as entries of the palette: only what would do something. */
export function useCommands(context: string, window: WindowCommands): PaletteEntry[] {
  const { add } = useRowActions();
  const { use } = useEnvironmentChanges();
  const { tabs, active, closed, reopen } = useTabs();
  const { toggleTwoPane, setTheme } = useView();
  const here = useTabCommands((one) => one.commands);
  const environments = useQuery({ ...environmentsQuery(context), enabled: context !== "" }).data;
  const copy = useCopyAsCurl();
  const shown = tabs.find((tab) => tab.key === active);
  const request = shown?.kind === "request" ? shown.item : undefined;

  const commands: (PaletteEntry | null)[] = [
    command("send", words().request.send, "Ctrl Enter", here.send),
    command("send-to-file", words().request.sendToFile, "Ctrl Alt Enter", here.sendToFile),
    command("save", words().save, "Ctrl S", here.save),
    command("save-as", words().tree.saveAs, "Ctrl Shift S", here.saveAs),
    command("curl", words().curl.copy, "", request && (() => void copy(request, false))),
    command("curl-secrets", words().curl.copyWithSecrets, "", request && (() => void copy(request, true))),
    command("new-request", words().palette.newRequest, "Alt T", window.newRequest),
    command("new-collection", words().palette.newCollection, "", () => add("collection", { collection: "", path: "" })),
    command("import", words().sidebar.import, "Ctrl O", window.import),
    command("import-sample", words().palette.sample, "", window.importSample),
    command("close-tab", words().palette.closeTab, "Alt W", shown && window.closeTab),
    command("reopen", words().tabs.reopen, "Alt Shift T", closed.length > 0 ? reopen : undefined),
    command("quick-look", words().environments.quickLook, "Ctrl Alt E", window.quickLook),
    command("manage", words().environments.manage, "", window.manageEnvironments),
    command("console", words().console.name, "Ctrl Alt C", useConsole.getState().toggle),
    command("cookies", words().cookies.title, "", openCookies),
    command("settings", words().settings.title, "Ctrl ,", window.settings),
    command("shortcuts", words().shortcuts.title, "Ctrl /", window.shortcuts),
    command("pane", words().status.twoPane, "Ctrl Alt V", toggleTwoPane),
    command(
      "side",
      window.showsSidebar ? words().status.hideSidebar : words().status.showSidebar,
      "Ctrl \\",
      window.turnSidebar,
    ),
    command("filter", words().palette.filterSidebar, "Ctrl Shift F", window.showsSidebar ? window.filter : undefined),
    ...(["system", "light", "dark"] as Theme[]).map((theme) =>
      command(`theme-${theme}`, words().palette.theme({ name: words().header.themes[theme] }), "", () =>
        setTheme(theme),
      ),
    ),
  ];
  const names = [undefined, ...(environments?.environments ?? []).map(({ name }) => name)];
  const uses = names.map((name): PaletteEntry => {
    const entry: PaletteEntry = {
      id: `environment-${name ?? ""}`,
      group: "environments",
      icon: Globe,
      name: name ?? words().header.noEnvironment,
      act: () => void use(context, name),
    };
    return environments?.active === name ? { ...entry, detail: words().palette.inUse } : entry;
  });
  return [...commands.filter((entry) => entry !== null), ...(environments ? uses : [])];
}

function command(id: string, name: string, keys: string, act: (() => void) | undefined): PaletteEntry | null {
  return act ? { id, group: "commands", icon: SquareChevronRight, name, act, ...(keys === "" ? {} : { keys }) } : null;
}
