import { useQuery } from "@tanstack/react-query";
import { FolderOpen, Layers, Save } from "lucide-react";
import { useState } from "react";
import { problemOf } from "#/api/client.ts";
import type { Parent } from "#/api/types/Parent.ts";
import { Overview } from "#/features/collection/Overview.tsx";
import { SettingsPane } from "#/features/collection/SettingsPane.tsx";
import { VariablesPane } from "#/features/variables/VariablesPane.tsx";
import { useProgram } from "#/state/program.tsx";
import { authQuery, parentQuery } from "#/state/queries/items.ts";
import { workspaceQuery } from "#/state/queries/workspace.ts";
import { type Item, keyOf } from "#/state/rules/items.ts";
import { useOfferedCommands } from "#/state/stores/tabCommands.ts";
import { useTabs } from "#/state/stores/tabs.ts";
import { useView } from "#/state/stores/view.ts";
import { Button } from "#/ui/Button.tsx";
import { sentence } from "#/ui/Message.tsx";
import { useToast } from "#/ui/overlays/Toasts.tsx";
import { Badge } from "#/ui/signs/Badge.tsx";
import { TabPanel, Tabs } from "#/ui/Tabs.tsx";
import { isTextField, useKeys } from "#/views/shell/keys.ts";
import { methodsBelow } from "#/views/shell/names.ts";
import { words } from "#/words/app.ts";
import { AuthorizationTab } from "./AuthorizationTab.tsx";
import { Conflict, ConflictStrip, GoneStrip } from "./Conflict.tsx";
import { ItemCards } from "./ItemCards.tsx";
import css from "./RequestTab.module.css";

/** A collection or folder: what it is, and what everything in it takes over. */
export function ParentTab({ item }: { item: Item }) {
  const key = keyOf(item);
  const view = useQuery(parentQuery(item));
  const auth = useQuery(authQuery(item)).data;
  const workspace = useQuery(workspaceQuery).data;
  const { edits } = useProgram();
  const pin = useTabs((tabs) => tabs.pin);
  const part = useView((one) => one.parentPart[key] ?? "overview");
  const choosePart = useView((one) => one.chooseParentPart);
  const toast = useToast();
  const data = view.data;
  const isFolder = item.path !== "";
  const [isLater, setLater] = useState(false);

  const save = async () => {
    (document.activeElement as HTMLElement | null)?.blur?.();
    try {
      await edits.settled(item);
      await edits.save("parent", item);
      toast(words().request.saved({ name: data?.content.name ?? "" }));
    } catch (thrown) {
      toast.problem(sentence(problemOf(thrown).message));
    }
  };
  useOfferedCommands({ save: () => void save() });
  useKeys({ "Ctrl S": () => void save() });

  if (view.isError) return <p className={css.gone}>{sentence(problemOf(view.error).message)}</p>;
  if (!data) return null;
  const { content } = data;
  const edit = (next: Parent, typing: string | null) => {
    pin(key);
    edits.editParent(item, next, typing);
  };
  const Icon = isFolder ? FolderOpen : Layers;
  if (data.is_conflicting && !isLater) {
    return (
      <div className={css.tab} data-area="request">
        <div className={`${css.title} ${css.large}`}>
          <Icon size={16} strokeWidth={1.75} aria-hidden />
          <h1 className="cut">{content.name}</h1>
          <span className={css.space} />
          <Button look="ghost" onClick={() => setLater(true)}>
            {words().conflict.later}
          </Button>
        </div>
        <Conflict item={item} name={content.name} />
      </div>
    );
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: catches undo for the whole tab, wherever the focus is.
    <div
      className={css.tab}
      data-area="request"
      onKeyDown={(event) => {
        if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z" || isTextField(event.target)) return;
        if (edits.undo("parent", item, event.shiftKey ? "redo" : "undo")) event.preventDefault();
      }}
    >
      <div className={`${css.title} ${css.large}`}>
        <Icon size={16} strokeWidth={1.75} aria-hidden />
        <h1 className="cut">{content.name}</h1>
        <Badge tone="line">{words().parent.requests({ count: data.request_count })}</Badge>
        <span className={css.space} />
        <Button
          look={data.is_changed ? "secondary" : "ghost"}
          icon={Save}
          aria-disabled={!data.is_changed}
          onClick={() => {
            if (data.is_changed) void save();
          }}
        >
          {words().save}
        </Button>
      </div>
      {data.is_conflicting ? <ConflictStrip onResolve={() => setLater(false)} /> : null}
      {data.is_gone ? <GoneStrip item={item} kind="parent" onSave={() => void save()} /> : null}
      <Tabs
        name={isFolder ? words().parent.folderTabs : words().parent.tabs}
        value={part}
        onChoose={(next) => choosePart(key, next)}
        className={css.parts}
        tabs={[
          { value: "overview", text: words().parent.overview },
          { value: "authorization", text: words().parent.authorization },
          { value: "variables", text: words().parent.variables, count: content.defaults.variables.length },
          { value: "settings", text: words().parent.settings },
        ]}
      >
        <TabPanel value="overview">
          <Overview
            view={data}
            auth={auth}
            methods={methodsBelow(workspace, item.collection, item.path)}
            onOpenAuthorization={() => choosePart(key, "authorization")}
            onOpenVariables={() => choosePart(key, "variables")}
            edit={edit}
          />
        </TabPanel>
        <TabPanel value="authorization">
          <ItemCards item={item}>
            <AuthorizationTab
              item={item}
              ownerName={content.name}
              auth={content.defaults.auth}
              canInherit={isFolder}
              note={isFolder ? words().auth.inheritedFolder : words().auth.inherited}
              isKnown={() => true}
              edit={(next, typing) => edit({ ...content, defaults: { ...content.defaults, auth: next } }, typing)}
            />
          </ItemCards>
        </TabPanel>
        <TabPanel value="variables">
          <VariablesPane
            place={{ kind: "item", collection: item.collection, name: item.path }}
            seenFrom={item.collection}
            onEdit={(variables) => {
              edit({ ...content, defaults: { ...content.defaults, variables } }, null);
              return edits.settled(item);
            }}
          />
        </TabPanel>
        <TabPanel value="settings">
          <SettingsPane key={key} view={data} edit={edit} />
        </TabPanel>
      </Tabs>
    </div>
  );
}
