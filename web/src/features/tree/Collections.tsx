import { useQuery } from "@tanstack/react-query";
import { FileText, Import, Layers, ListFilter, Plus, TriangleAlert, X } from "lucide-react";
import { type RefObject, useCallback, useDeferredValue, useMemo, useState } from "react";
import { workspaceQuery } from "#/state/queries/workspace.ts";
import { keyOf } from "#/state/rules/items.ts";
import type { Tab } from "#/state/rules/tabs.ts";
import { filterWords, foundRequests, type SidebarRow, sidebarRows } from "#/state/rules/tree.ts";
import { useView } from "#/state/stores/view.ts";
import { useRows } from "#/state/treeActions.ts";
import { Button, IconButton } from "#/ui/Button.tsx";
import { TextField } from "#/ui/fields/TextField.tsx";
import { AnchoredMenu } from "#/ui/overlays/Menu.tsx";
import { MethodBadge } from "#/ui/signs/Badge.tsx";
import { TroubleSign } from "#/ui/signs/TroubleSign.tsx";
import { type RowMenu, Tree } from "#/ui/tree/Tree.tsx";
import { Marked } from "#/ui/variables/Marked.tsx";
import { words } from "#/words/app.ts";
import css from "./Collections.module.css";
import { DragCopy } from "./DragCopy.tsx";
import { MoveDialog } from "./MoveDialog.tsx";
import { RowName } from "./RowName.tsx";
import { useRowActions } from "./rowActions.ts";
import { useTreeDrag } from "./useTreeDrag.tsx";

/** Props of the section; `activeKey` is the item of the tab in front. */
export type CollectionsSectionProps = {
  activeKey: string | null;
  filterBox: RefObject<HTMLInputElement | null>;
  onOpen: (tab: Tab, pinned: boolean) => void;
  onImport: () => void;
};

/** Collections as a tree, with filter. */
export function CollectionsSection({ activeKey, filterBox, onOpen, onImport }: CollectionsSectionProps) {
  const workspace = useQuery(workspaceQuery);
  const openList = useView((view) => view.open);
  const expand = useView((view) => view.expand);
  const [filter, setFilter] = useState("");
  const deferred = useDeferredValue(filter);
  const open = useMemo(() => new Set(openList), [openList]);
  const collections = workspace.data?.collections;
  const rows = useMemo(() => sidebarRows(collections ?? [], open, deferred), [collections, open, deferred]);
  const wanted = useMemo(() => filterWords(deferred), [deferred]);
  const found = useMemo(() => foundRequests(collections ?? [], deferred), [collections, deferred]);
  const problems = workspace.data?.problems.length ?? 0;

  const openRow = useCallback(
    (row: SidebarRow, pinned: boolean) => {
      if (row.kind === "folder" && !pinned) expand([row.id], !row.expanded);
      else onOpen(tabOf(row), pinned);
      if (row.kind === "collection") expand([row.id], true);
    },
    [expand, onOpen],
  );
  const expandRow = useCallback((id: string, expanded: boolean) => expand([id], expanded), [expand]);
  const { drag, grab } = useTreeDrag(rows, collections ?? NONE, expandRow);
  const landing = drag?.drop?.kind === "lands" ? drag.drop : null;
  const actions = useRowActions();
  const { renaming, rename, moving, move } = useRows();
  const [menuAt, setMenuAt] = useState<{ row: SidebarRow; anchor: HTMLElement } | null>(null);
  const [menuOpen, setMenuOpen] = useState(false);
  const menu = useMemo(
    (): RowMenu<SidebarRow> => ({
      name: (row) => words().tree.actions({ name: row.name }),
      open: (row, anchor) => {
        setMenuAt({ row, anchor });
        setMenuOpen(true);
      },
    }),
    [],
  );
  const draw = useCallback(
    (row: SidebarRow) =>
      row.id === renaming ? (
        <>
          <RowKind row={row} />
          <RowName
            name={row.name}
            onEnd={(name, byKey) => {
              rename(null);
              if (byKey) requestAnimationFrame(() => focusRow());
              if (name !== null) void actions.rename(row, name);
            }}
          />
        </>
      ) : (
        <RowContent row={row} wanted={wanted} />
      ),
    [renaming, rename, actions, wanted],
  );
  const movingName = moving && rows.find((row) => row.id === keyOf(moving))?.name;

  const isEmpty = collections?.length === 0;
  return (
    <>
      <div className={css.head}>
        <TextField
          ref={filterBox}
          className={css.filter}
          name={words().sidebar.filter}
          placeholder={words().sidebar.filterHint}
          icon={ListFilter}
          value={filter}
          onText={setFilter}
          onKeyDown={(event) => {
            if (event.key === "Escape") setFilter("");
            if (event.key === "ArrowDown" || event.key === "Enter") {
              event.preventDefault();
              focusRow();
            }
          }}
          trail={
            filter === "" ? null : (
              <IconButton size="inside" icon={X} name={words().sidebar.clearFilter} onClick={() => setFilter("")} />
            )
          }
        />
        <IconButton
          icon={Plus}
          name={words().tree.untitled.collection}
          onClick={() => actions.add("collection", { collection: "", path: "" })}
        />
      </div>
      {wanted.length > 0 && rows.length > 0 ? (
        <p className={css.found}>
          <span role="status">{words().sidebar.found({ found: found.found, all: found.all })}</span>
          <span>{words().sidebar.filterBy}</span>
        </p>
      ) : null}
      {isEmpty ? (
        <div className={css.empty}>
          <Layers size={28} strokeWidth={1.5} aria-hidden />
          <h3>{words().sidebar.emptyTitle}</h3>
          <p>{words().sidebar.emptyText}</p>
          <Button icon={Plus} onClick={() => actions.add("collection", { collection: "", path: "" })}>
            {words().sidebar.createCollection}
          </Button>
          <Button icon={Import} onClick={onImport}>
            {words().sidebar.import}
          </Button>
        </div>
      ) : (
        <Tree
          name={words().sidebar.tree}
          rows={rows}
          selected={activeKey}
          draw={draw}
          onOpen={openRow}
          onExpand={expandRow}
          menu={menu}
          menuOpen={menuOpen ? menuAt?.row.id : undefined}
          onKey={(row, event) => actions.key(row, rows, event)}
          onGrab={grab}
          drag={
            drag
              ? {
                  row: drag.row.id,
                  into: landing?.row,
                  gap: landing?.row ? undefined : landing?.gap,
                  level: landing?.level,
                }
              : undefined
          }
        />
      )}
      {drag ? <DragCopy drag={drag} /> : null}
      <AnchoredMenu
        name={menuAt ? words().tree.actions({ name: menuAt.row.name }) : ""}
        anchor={menuOpen ? (menuAt?.anchor ?? null) : null}
        focusAfter={() => menuAt?.anchor.closest<HTMLElement>("[role=treeitem]") ?? null}
        groups={menuAt ? actions.groups(menuAt.row) : []}
        onClose={() => setMenuOpen(false)}
      />
      {moving && movingName ? <MoveDialog item={moving} name={movingName} onClose={() => move(null)} /> : null}
      {rows.length === 0 && deferred !== "" ? (
        <p className={css.none}>{words().sidebar.nothingFound({ filter: deferred })}</p>
      ) : null}
      {problems > 0 ? (
        <p className={css.problems} title={workspace.data?.problems.map((problem) => problem.message).join("\n")}>
          <TriangleAlert size={14} strokeWidth={2} aria-hidden />
          {words().sidebar.problems({ count: problems })}
        </p>
      ) : null}
    </>
  );
}

const NONE: readonly never[] = [];

/** Brings the focus to the row that has it among the rows. */
function focusRow(): void {
  document.querySelector<HTMLElement>('[role=tree] [tabindex="0"]')?.focus();
}

/** What stands before a row's name. */
function RowKind({ row }: { row: SidebarRow }) {
  if (row.kind === "example") return <FileText className={css.kind} size={14} strokeWidth={2} aria-hidden />;
  if (row.kind === "collection") return <Layers className={css.kind} size={16} strokeWidth={1.75} aria-hidden />;
  if (row.kind === "folder") return null;
  return (
    <span className={css.method}>
      <MethodBadge method={row.method ?? ""} short />
    </span>
  );
}

function RowContent({ row, wanted }: { row: SidebarRow; wanted: readonly string[] }) {
  const mark = row.trouble ? (
    <TroubleSign trouble={row.trouble} />
  ) : row.isChanged ? (
    <span className={css.dot} role="img" aria-label={words().sidebar.unsaved} title={words().sidebar.unsaved} />
  ) : null;
  return (
    <>
      <RowKind row={row} />
      <span className={row.kind === "collection" ? `cut ${css.top}` : "cut"}>
        <Marked text={row.name} wanted={wanted} />
      </span>
      {mark}
      {row.found ? (
        <span className={css.path}>
          <Marked text={row.found} wanted={wanted} />
        </span>
      ) : null}
      {row.expanded || row.count === 0 ? null : <span className={css.count}>{row.count}</span>}
    </>
  );
}

function tabOf({ kind, collection, path, at = 0 }: SidebarRow): Tab {
  return kind === "example" ? { kind, example: { collection, path, at } } : { kind, item: { collection, path } };
}
