import type { KeyboardEvent } from "react";

/** The control in a cell that the arrows reach. */
const CONTROL = "input:not([type=checkbox]), [role=checkbox], button";

/** Up and Down go to the same column of the row above or below. */
export function moveBetweenRows(event: KeyboardEvent<HTMLTableElement>): void {
  if ((event.key !== "ArrowUp" && event.key !== "ArrowDown") || event.altKey || event.defaultPrevented) return;
  if (focusInNextRow(event, event.key === "ArrowDown" ? 1 : -1)) event.preventDefault();
}

/** Puts the focus into the same column `by` rows further. Answers whether there is one. */
export function focusInNextRow(event: KeyboardEvent<HTMLTableElement>, by: number): boolean {
  const cell = (event.target as HTMLElement).closest("td, th");
  const row = cell?.closest("tr");
  if (!cell || !row) return false;
  const column = [...row.children].indexOf(cell);
  const rows = [...event.currentTarget.rows];
  const target = rows[rows.indexOf(row) + by]?.children[column]?.querySelector<HTMLElement>(CONTROL);
  target?.focus();
  return target !== undefined && target !== null;
}
