import { useQuery } from "@tanstack/react-query";
import { ChevronDown, ChevronRight, Layers, Save, SaveAll } from "lucide-react";
import { Fragment, type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { problemOf } from "#/api/client.ts";
import type { EditedSide } from "#/api/types/EditedSide.ts";
import type { Request } from "#/api/types/Request.ts";
import type { RequestView } from "#/api/types/RequestView.ts";
import { BodyPart } from "#/features/request/BodyPart.tsx";
import { CurlNotice } from "#/features/request/CurlNotice.tsx";
import { HeadersPart } from "#/features/request/HeadersPart.tsx";
import { ParamsPart } from "#/features/request/ParamsPart.tsx";
import { SettingsPart } from "#/features/request/SettingsPart.tsx";
import { UrlRow } from "#/features/request/UrlRow.tsx";
import { useBeautify } from "#/features/request/useBeautify.ts";
import { Response } from "#/features/response/Response.tsx";
import { SaveAsDialog } from "#/features/tree/SaveAsDialog.tsx";
import { useProgram } from "#/state/program.tsx";
import { saveExample } from "#/state/queries/examples.ts";
import { requestQuery } from "#/state/queries/items.ts";
import { type Item, keyOf } from "#/state/rules/items.ts";
import { openCookies } from "#/state/stores/dialogs.ts";
import { useOfferedCommands } from "#/state/stores/tabCommands.ts";
import { useTabs } from "#/state/stores/tabs.ts";
import { type RequestPart, useView } from "#/state/stores/view.ts";
import { useRows } from "#/state/treeActions.ts";
import { Boundary } from "#/ui/Boundary.tsx";
import { Button, IconButton } from "#/ui/Button.tsx";
import { sentence } from "#/ui/Message.tsx";
import { Menu, type MenuEntry } from "#/ui/overlays/Menu.tsx";
import { useToast } from "#/ui/overlays/Toasts.tsx";
import { TabPanel, Tabs } from "#/ui/Tabs.tsx";
import { isTextField, useKeys } from "#/views/shell/keys.ts";
import { useNarrowWindow } from "#/views/wide.ts";
import { words } from "#/words/app.ts";
import { AuthorizationTab } from "./AuthorizationTab.tsx";
import { Conflict, ConflictStrip, GoneStrip } from "./Conflict.tsx";
import { Evidence } from "./Evidence.tsx";
import { ItemCards } from "./ItemCards.tsx";
import { Panes } from "./Panes.tsx";
import { usePastedCurl } from "./pastedCurl.ts";
import { RequestMenu } from "./RequestMenu.tsx";
import css from "./RequestTab.module.css";
import { Unauthorized } from "./Unauthorized.tsx";
import { useSend } from "./useSend.ts";

/** One request: what will be sent above, what came back below. */
export function RequestTab({ item }: { item: Item }) {
  const key = keyOf(item);
  const view = useQuery(requestQuery(item));
  const { edits } = useProgram();
  const pin = useTabs((tabs) => tabs.pin);
  const { sending, send, cancel } = useSend(item);
  const isNarrow = useNarrowWindow();
  const toast = useToast();
  const urlBox = useRef<HTMLInputElement>(null);
  const hasFailed = useRef(false);
  const data = view.data;
  const [isSavingAs, setSavingAs] = useState(false);
  const [isLater, setLater] = useState(false);
  const isFresh = useRows((rows) => rows.fresh === key);
  const isHere = data !== undefined;

  // A request that was just made begins with its address.
  useEffect(() => {
    if (!isFresh || !isHere) return;
    const frame = requestAnimationFrame(() => {
      urlBox.current?.focus();
      useRows.getState().setFresh(null);
    });
    return () => cancelAnimationFrame(frame);
  }, [isFresh, isHere]);

  const edit = useCallback(
    (request: Request, edited: EditedSide, typing: string | null) => {
      pin(key);
      edits.editRequest(item, request, edited, typing);
    },
    [edits, item, key, pin],
  );

  const save = async () => {
    (document.activeElement as HTMLElement | null)?.blur?.();
    try {
      await edits.settled(item);
      await edits.save("request", item);
      toast(words().request.saved({ name: data?.request.name ?? "" }));
    } catch (thrown) {
      toast.problem(sentence(problemOf(thrown).message));
    }
  };
  const saveAsExample = async (id: string) => {
    try {
      const { at, example } = await saveExample(item, id);
      useView.getState().expand([key], true);
      toast(words().examples.saved({ name: example.name }), {
        text: words().examples.open,
        onChoose: () => useTabs.getState().open({ kind: "example", example: { ...item, at } }, true),
      });
    } catch (thrown) {
      toast.problem(sentence(problemOf(thrown).message));
    }
  };
  const beautify = useBeautify(data?.request, edit);
  const curl = usePastedCurl(item, edit);

  useOfferedCommands({
    send: () => void send(),
    sendToFile: () => void send({ toFile: true }),
    save: () => void save(),
    saveAs: () => setSavingAs(true),
  });
  useKeys({
    "Ctrl Enter": () => void send(),
    "Ctrl Alt Enter": () => void send({ toFile: true }),
    "Ctrl S": () => void save(),
    "Ctrl Shift S": () => setSavingAs(true),
    "Ctrl B": () => void beautify(),
    "Ctrl L": () => {
      urlBox.current?.focus();
      urlBox.current?.select();
    },
  });

  if (view.isError) return <p className={css.gone}>{sentence(problemOf(view.error).message)}</p>;
  if (!data) return null;
  const isSending = sending?.isRunning ?? false;
  // While it is sent once more the panes stay as they are.
  if (sending?.head || !isSending) hasFailed.current = sending !== undefined && !sending.head;
  const saving = <SaveButton view={data} onSave={() => void save()} onSaveAs={() => setSavingAs(true)} />;
  const saveEntries: MenuEntry[] = [
    { text: words().save, icon: Save, end: "Ctrl S", disabled: !data.is_changed, onChoose: () => void save() },
    { text: words().tree.saveAs, icon: SaveAll, end: "Ctrl Shift S", onChoose: () => setSavingAs(true) },
  ];
  if (data.is_conflicting && !isLater) {
    return (
      <div className={css.tab} data-area="request">
        <TitleRow view={data}>
          <Button look="ghost" onClick={() => setLater(true)}>
            {words().conflict.later}
          </Button>
        </TitleRow>
        <Conflict item={item} name={data.request.name} onSaveCopy={() => setSavingAs(true)} />
        {isSavingAs ? (
          <SaveAsDialog
            item={item}
            name={words().conflict.copyName({ name: data.request.name })}
            onClose={() => setSavingAs(false)}
          />
        ) : null}
      </div>
    );
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: catches undo for the whole tab, wherever the focus is.
    <div
      className={css.tab}
      onKeyDown={(event) => {
        if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z") return;
        // A command that replaced the whole request is no edit of the line alone: the line's own undo does not know it.
        if (hasOwnUndo(event.target) && !(curl.isFresh && event.target === urlBox.current)) return;
        curl.forget();
        if (edits.undo("request", item, event.shiftKey ? "redo" : "undo")) event.preventDefault();
      }}
    >
      <Panes
        sentId={sending?.id}
        status={sending?.head?.status}
        needsRoom={hasFailed.current}
        title={<TitleRow view={data}>{saving}</TitleRow>}
        address={
          <>
            {data.is_conflicting ? <ConflictStrip onResolve={() => setLater(false)} /> : null}
            {data.is_gone ? <GoneStrip item={item} kind="request" onSave={() => void save()} /> : null}
            <ItemCards item={item}>
              <UrlRow
                method={data.request.method}
                url={data.request.url}
                isSending={isSending}
                urlBox={urlBox}
                isKnown={knownBy(data)}
                onMethod={(method) => edit({ ...data.request, method }, "url", "method")}
                onUrl={(url) => {
                  curl.forget();
                  edit({ ...data.request, url }, "url", "url");
                }}
                onCurl={(command) => void curl.take(command)}
                onSend={() => void send()}
                onSendToFile={() => void send({ toFile: true })}
                onCancel={cancel}
                end={isNarrow ? <RequestMenu item={item} saving={saveEntries} /> : null}
              />
            </ItemCards>
            {curl.problems.length > 0 ? <CurlNotice problems={curl.problems} onClose={curl.forget} /> : null}
          </>
        }
        request={(sides) => (
          <ItemCards item={item}>
            <Parts item={item} view={data} edit={edit} sides={sides} />
          </ItemCards>
        )}
        response={(sides) => (
          <Boundary where="app" shows={sending?.id}>
            <Response
              sides={sides}
              collection={item.collection}
              sending={sending}
              onSend={(way) => void send(way)}
              onRequestSettings={() => useView.getState().chooseRequestPart(key, "settings")}
              onDisableVerification={() => {
                edit(
                  { ...data.request, behavior: { ...data.request.behavior, verifies_certificates: false } },
                  "url",
                  null,
                );
                void send();
              }}
              onSaveExample={(id) => void saveAsExample(id)}
              evidenceOf={(exchange) => (
                <Evidence item={item} url={data.request.url} exchange={exchange} onSend={() => void send()} />
              )}
              noticeOf={(exchange) =>
                exchange.status === 401 ? (
                  <Unauthorized item={item} name={data.request.name} sentAt={exchange.started_at_ms} />
                ) : null
              }
            />
          </Boundary>
        )}
      />
      {isSavingAs ? <SaveAsDialog item={item} name={data.request.name} onClose={() => setSavingAs(false)} /> : null}
    </div>
  );
}

/** A cell is undone with its table: the row it stands in may have been moved since it was typed. */
function hasOwnUndo(target: EventTarget): boolean {
  return isTextField(target) && !(target as HTMLElement).closest("table");
}

/** Answers whether a variable is known where this request stands, as far as the program said. */
function knownBy(view: RequestView): (name: string) => boolean {
  const unknown = new Set(
    view.preview.problems
      .filter((problem) => problem.code === "unresolved_variable")
      .flatMap((problem) => [...problem.message.matchAll(/`(?:\{\{)?([^`{}]+)(?:\}\})?`/g)].map((match) => match[1])),
  );
  return (name) => !unknown.has(name);
}

function TitleRow({ view, children }: { view: RequestView; children?: ReactNode }) {
  return (
    <div className={css.title}>
      <Layers size={16} strokeWidth={1.75} aria-hidden />
      {view.trail.map((part, index) => (
        <Fragment key={`${view.trail.slice(0, index).join("/")}/${part}`}>
          <span className={index === 0 ? `cut ${css.first}` : css.part}>{part}</span>
          <ChevronRight size={12} strokeWidth={2} aria-hidden />
        </Fragment>
      ))}
      <h1 className="cut">{view.request.name}</h1>
      <span className={css.space} />
      {children}
      <RequestMenu item={{ collection: view.collection, path: view.path }} />
    </div>
  );
}

function SaveButton(props: { view: RequestView; onSave: () => void; onSaveAs: () => void }) {
  const { view, onSave, onSaveAs } = props;
  return (
    <>
      <Button
        look={view.is_changed ? "secondary" : "ghost"}
        icon={Save}
        aria-disabled={!view.is_changed}
        onClick={() => {
          if (view.is_changed) onSave();
        }}
      >
        {words().save}
      </Button>
      <Menu
        trigger={<IconButton icon={ChevronDown} size="tight" name={words().tree.saveOptions} />}
        groups={[[{ text: words().tree.saveAs, icon: SaveAll, end: "Ctrl Shift S", onChoose: onSaveAs }]]}
      />
    </>
  );
}

function Parts(props: {
  item: Item;
  view: RequestView;
  edit: (request: Request, edited: EditedSide, typing: string | null) => void;
  sides: ReactNode;
}) {
  const { item, view, edit, sides } = props;
  const key = keyOf(item);
  const part = useView((one) => one.requestPart[key] ?? "params");
  const choosePart = useView((one) => one.chooseRequestPart);
  const isKnown = useMemo(() => knownBy(view), [view]);
  const { request, preview } = view;
  const headers = request.headers.filter((row) => row.is_enabled).length;
  const generated = preview.rows.filter((row) => row.is_enabled && !row.is_overridden).length;
  const choose = (next: RequestPart) => choosePart(key, next);
  return (
    <Tabs
      name={words().request.name}
      value={part}
      onChoose={choose}
      className={css.parts}
      lead={sides}
      end={
        <Button look="ghost" className={css.cookies} onClick={openCookies}>
          {words().cookies.title}
        </Button>
      }
      tabs={[
        { value: "params", text: words().request.tabs.params },
        { value: "authorization", text: words().request.tabs.authorization },
        { value: "headers", text: words().request.tabs.headers, count: headers + generated },
        { value: "body", text: words().request.tabs.body, hasContent: request.body.type !== "none" },
        { value: "settings", text: words().request.tabs.settings },
      ]}
    >
      <TabPanel value="params">
        <ParamsPart request={request} isKnown={isKnown} edit={edit} />
      </TabPanel>
      <TabPanel value="authorization">
        <AuthorizationTab
          item={item}
          ownerName={request.name}
          auth={request.auth}
          canInherit
          isKnown={isKnown}
          edit={(auth, typing) => edit({ ...request, auth }, "url", typing)}
        />
      </TabPanel>
      <TabPanel value="headers">
        <HeadersPart
          request={request}
          isKnown={isKnown}
          edit={edit}
          generated={preview.rows}
          openAuthorization={() => choose("authorization")}
        />
      </TabPanel>
      <TabPanel value="body">
        <BodyPart item={item} request={request} isKnown={isKnown} edit={edit} />
      </TabPanel>
      <TabPanel value="settings">
        <SettingsPart request={request} isKnown={isKnown} edit={edit} inherited={view.inherited} />
      </TabPanel>
    </Tabs>
  );
}
