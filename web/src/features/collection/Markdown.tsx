import { Fragment, type ReactNode } from "react";
import css from "./Overview.module.css";

/**
 * The Markdown that descriptions of API documents use: headings, paragraphs, lists, code, tables, bold, italic, links.
 * Made of elements, never of markup: HTML in a description is shown as the text that it is.
 */
export function Markdown({ text }: { text: string }) {
  return <div className={css.md}>{blocks(text).map((block, index) => draw(block, index))}</div>;
}

/** A block of Markdown. */
export type Block =
  | { kind: "heading"; level: number; text: string }
  | { kind: "paragraph"; text: string }
  | { kind: "code"; text: string }
  | { kind: "list"; isOrdered: boolean; items: string[] }
  | { kind: "table"; head: string[]; rows: string[][] };

const FENCE = /^\s*(```|~~~)/;
const HEADING = /^(#{1,6})\s+(.*?)\s*#*$/;
const ITEM = /^\s*(?:[-*+]|(\d+)[.)])\s+(.*)$/;
const RULE = /^\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?\s*$/;

/** Splits Markdown into blocks. */
export function blocks(text: string): Block[] {
  const lines = text.replaceAll("\r\n", "\n").split("\n");
  const found: Block[] = [];
  let at = 0;
  const takeWhile = (test: (line: string) => boolean) => {
    const taken: string[] = [];
    while (at < lines.length && test(lines[at] ?? "")) taken.push(lines[at++] ?? "");
    return taken;
  };
  while (at < lines.length) {
    const line = lines[at] ?? "";
    const heading = HEADING.exec(line);
    const item = ITEM.exec(line);
    if (line.trim() === "") at += 1;
    else if (FENCE.test(line)) {
      at += 1;
      found.push({ kind: "code", text: takeWhile((next) => !FENCE.test(next)).join("\n") });
      at += 1;
    } else if (heading) {
      at += 1;
      found.push({ kind: "heading", level: heading[1]?.length ?? 1, text: heading[2] ?? "" });
    } else if (line.includes("|") && RULE.test(lines[at + 1] ?? "")) {
      const head = cells(line);
      at += 2;
      found.push({ kind: "table", head, rows: takeWhile((next) => next.includes("|")).map(cells) });
    } else if (item) {
      const taken = takeWhile((next) => ITEM.test(next) || /^\s{2,}\S/.test(next));
      const items: string[] = [];
      for (const next of taken) {
        const match = ITEM.exec(next);
        if (match) items.push(match[2] ?? "");
        else items.push(`${items.pop() ?? ""} ${next.trim()}`);
      }
      found.push({ kind: "list", isOrdered: item[1] !== undefined, items });
    } else {
      const starts = (next: string) => FENCE.test(next) || HEADING.test(next) || ITEM.test(next);
      const taken = [line.trim()];
      at += 1;
      taken.push(...takeWhile((next) => next.trim() !== "" && !starts(next)).map((next) => next.trim()));
      found.push({ kind: "paragraph", text: taken.join("\n") });
    }
  }
  return found;
}

function cells(line: string): string[] {
  return line
    .trim()
    .replace(/^\||\|$/g, "")
    .split("|")
    .map((cell) => cell.trim());
}

function draw(block: Block, key: number): ReactNode {
  switch (block.kind) {
    case "heading":
      return block.level < 3 ? <h2 key={key}>{inline(block.text)}</h2> : <h3 key={key}>{inline(block.text)}</h3>;
    case "code":
      return <pre key={key}>{block.text}</pre>;
    case "list": {
      const items = block.items.map((item, place) => <Item key={placed("item", place)} text={item} />);
      return block.isOrdered ? <ol key={key}>{items}</ol> : <ul key={key}>{items}</ul>;
    }
    case "table":
      return (
        <table key={key}>
          <thead>
            <tr>
              {block.head.map((cell, place) => (
                <th key={placed("column", place)} scope="col">
                  {inline(cell)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {block.rows.map((row, place) => (
              <tr key={placed("row", place)}>
                {row.map((cell, column) => (
                  <td key={placed("cell", column)}>{inline(cell)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      );
    case "paragraph":
      return <p key={key}>{inline(block.text)}</p>;
  }
}

function Item({ text }: { text: string }) {
  return <li>{inline(text)}</li>;
}

/** Pieces of a text have no identity but their place in it. */
function placed(what: string, place: number): string {
  return `${what} ${place}`;
}

const INLINE =
  /`([^`]+)`|\*\*([^*]+)\*\*|__([^_]+)__|\*([^*\s][^*]*)\*|\[([^\]]+)\]\(([^)\s]+)[^)]*\)|<(https?:\/\/[^>\s]+)>/g;

function inline(text: string): ReactNode {
  const parts: ReactNode[] = [];
  let at = 0;
  for (const match of text.matchAll(INLINE)) {
    if (match.index > at) parts.push(text.slice(at, match.index));
    const [whole, code, strong, strong2, em, label, href, auto] = match;
    if (code) parts.push(<code>{code}</code>);
    else if (strong ?? strong2) parts.push(<strong>{strong ?? strong2}</strong>);
    else if (em) parts.push(<em>{em}</em>);
    else parts.push(link(label ?? auto ?? whole, href ?? auto ?? ""));
    at = match.index + whole.length;
  }
  if (at < text.length) parts.push(text.slice(at));
  return parts.map((part, place) => <Fragment key={placed("piece", place)}>{part}</Fragment>);
}

/** A link that leaves the page, only to where a browser may go without harm. */
function link(label: string, href: string): ReactNode {
  if (!/^(https?|mailto):/i.test(href)) return label;
  return (
    <a href={href} target="_blank" rel="noreferrer">
      {label}
    </a>
  );
}
