import { Check, CircleAlert, KeyRound, Layers, Link, SquareMinus, TriangleAlert } from "lucide-react";
import { useCallback, useMemo, useState } from "react";
import type { ImportPreviewView } from "#/api/types/ImportPreviewView.ts";
import type { Problem } from "#/api/types/Problem.ts";
import type { TreeNode } from "#/api/types/TreeNode.ts";
import { duration, size } from "#/state/rules/formats.ts";
import { Message } from "#/ui/Message.tsx";
import { MethodBadge } from "#/ui/signs/Badge.tsx";
import { Tree, type TreeRow } from "#/ui/tree/Tree.tsx";
import { words } from "#/words/app.ts";
import { listed, named } from "#/words/words.ts";
import css from "./Preview.module.css";

/** Shown of a long list; the rest is counted. */
const PROBLEMS_MAX = 20;

/** What was read, in one line below the import line. */
export function ReadSign({ preview, isReading }: { preview: ImportPreviewView | null; isReading: boolean }) {
  if (isReading) return <span className={css.reading}>{words().import.reading}</span>;
  if (!preview) return null;
  return (
    <span className={css.reading}>
      <span className={css.read}>
        <Check size={14} strokeWidth={2} aria-hidden />
        {words().import.read}
      </span>
      {words().import.readIn({
        format: preview.format,
        size: size(preview.document_bytes),
        took: duration(preview.took_us),
      })}
    </span>
  );
}

/** Names may repeat; the order never changes while the list is shown. */
function numbered<T>(values: readonly T[]): { key: string; value: T }[] {
  return values.map((value, place) => ({ key: `place ${place}`, value }));
}

/** What an import would make: name, numbers, folders and requests, authorization, problems. */
export function Preview({ preview }: { preview: ImportPreviewView }) {
  const { counts } = words().import;
  return (
    <section className={css.preview} aria-label={words().import.comes}>
      <h3>{words().import.comes}</h3>
      <p className={css.name}>
        <Layers size={16} strokeWidth={1.75} aria-hidden />
        <strong className="cut">{preview.name}</strong>
      </p>
      <p className={css.counts}>
        {listed([
          counts.requests({ count: preview.request_count }),
          counts.folders({ count: preview.folder_count }),
          counts.variables({ count: preview.variable_count }),
          counts.problems({ count: preview.problems.length }),
        ])}
      </p>
      <Items items={preview.items} />
      <p className={css.fact}>
        <KeyRound size={14} strokeWidth={2} aria-hidden />
        {preview.auth === "none"
          ? words().import.noAuth
          : words().import.auth({ type: named(words().auth.types, preview.auth) ?? preview.auth })}
      </p>
      {preview.base_url === "" ? null : (
        <p className={css.fact}>
          <Link size={14} strokeWidth={2} aria-hidden />
          <code className="cut">{preview.base_url}</code>
        </p>
      )}
      {preview.unticked_count > 0 ? (
        <p className={css.fact}>
          <SquareMinus size={14} strokeWidth={2} aria-hidden />
          {words().import.unticked({ count: preview.unticked_count })}
        </p>
      ) : null}
      {preview.problems.length > 0 ? <Problems problems={preview.problems} /> : null}
    </section>
  );
}

type ItemRow = TreeRow & { node: TreeNode; count: number };

/** Requests in it, at any depth. */
function countOf(node: TreeNode): number {
  return node.kind === "request" ? 1 : node.items.reduce((sum, item) => sum + countOf(item), 0);
}

/** The visible rows. What will come in has no paths yet, so a row is known by the places of its parents. */
function itemRows(items: readonly TreeNode[], isOpen: (id: string, isOnly: boolean) => boolean): ItemRow[] {
  const rows: ItemRow[] = [];
  const add = (nodes: readonly TreeNode[], above: string, level: number) => {
    nodes.forEach((node, index) => {
      const id = `${above}/${index}`;
      const place = { id, node, level, position: index + 1, siblings: nodes.length, count: countOf(node) };
      if (node.kind === "request") {
        rows.push({ ...place, label: `${node.method} ${node.url_path} ${node.name}` });
        return;
      }
      const expanded = isOpen(id, nodes.length === 1);
      rows.push({ ...place, label: node.name, expanded });
      if (expanded) add(node.items, id, level + 1);
    });
  };
  add(items, "", 1);
  return rows;
}

/** The tree as it will stand in the sidebar; a folder without siblings is open from the start. */
function Items({ items }: { items: readonly TreeNode[] }) {
  const [chosen, setChosen] = useState<Readonly<Record<string, boolean>>>({});
  const rows = useMemo(() => itemRows(items, (id, isOnly) => chosen[id] ?? isOnly), [items, chosen]);
  const expand = useCallback((id: string, expanded: boolean) => setChosen((all) => ({ ...all, [id]: expanded })), []);
  if (rows.length === 0) return null;
  return (
    <div className={css.items} style={{ minHeight: `${Math.min(rows.length, ROWS_KEPT) * 1.75 + 1}rem` }}>
      <Tree
        name={words().import.items}
        rows={rows}
        selected={null}
        draw={drawn}
        onOpen={(row) => {
          if (row.expanded !== undefined) expand(row.id, !row.expanded);
        }}
        onExpand={expand}
      />
    </div>
  );
}

/** So many rows keep their place when the dialog is low; the section scrolls then. */
const ROWS_KEPT = 6;

function drawn({ node, count, expanded }: ItemRow) {
  if (node.kind === "request") {
    return (
      <>
        <span className={css.method}>
          <MethodBadge method={node.method} short />
        </span>
        <span className="cut">{node.name}</span>
      </>
    );
  }
  return (
    <>
      <span className="cut">{node.name}</span>
      {expanded ? null : <span className={css.count}>{count}</span>}
    </>
  );
}

function Problems({ problems }: { problems: readonly Problem[] }) {
  const shown = problems.slice(0, PROBLEMS_MAX);
  return (
    <>
      <h4>{words().import.problems({ count: problems.length })}</h4>
      <ul className={css.problems}>
        {numbered(shown).map(({ key, value: problem }) => (
          <li key={key}>
            {problem.severity === "error" ? (
              <CircleAlert size={14} strokeWidth={2} aria-label={words().import.severities.error} />
            ) : (
              <TriangleAlert size={14} strokeWidth={2} aria-label={words().import.severities.other} />
            )}
            <span>
              {problem.place.line === undefined ? null : <b>{words().import.line_({ line: problem.place.line })} </b>}
              <Message text={problem.message} /> {problem.hint ? <Message text={problem.hint} /> : null}
            </span>
          </li>
        ))}
        {problems.length > shown.length ? (
          <li>{words().import.moreProblems({ count: problems.length - shown.length })}</li>
        ) : null}
      </ul>
    </>
  );
}
