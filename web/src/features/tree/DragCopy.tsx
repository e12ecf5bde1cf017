import { Folder } from "lucide-react";
import type { ReactNode } from "react";
import { createPortal } from "react-dom";
import { MethodBadge } from "#/ui/signs/Badge.tsx";
import { words } from "#/words/app.ts";
import { rich } from "#/words/rich.tsx";
import css from "./DragCopy.module.css";
import type { TreeDrag } from "./useTreeDrag.tsx";

/** The raised copy of a row that follows the pointer, and below it where the row would land. */
export function DragCopy({ drag }: { drag: TreeDrag }) {
  const { row, drop } = drag;
  return createPortal(
    <div className={css.copy} style={{ left: drag.x, top: drag.y }}>
      <div className={css.raised} aria-hidden>
        {row.kind === "request" ? (
          <MethodBadge method={row.method ?? ""} short />
        ) : (
          <Folder size={14} strokeWidth={2} aria-hidden />
        )}
        <span className="cut">{row.name}</span>
      </div>
      <div role="status" className={css.hint}>
        {sentence(drop)}
      </div>
    </div>,
    document.body,
  );
}

/** Where the row would go, names set apart. */
function sentence(drop: TreeDrag["drop"]): ReactNode {
  const { tree } = words();
  if (drop?.kind !== "lands") return drop?.kind === "refused" ? tree.refused[drop.why] : tree.stays;
  const place = <b>{drop.into}</b>;
  const collection = <b>{drop.of}</b>;
  const neighbour = <b>{drop.after}</b>;
  if (drop.of === undefined) {
    return drop.after === undefined ? rich(tree.into, { place }) : rich(tree.intoAfter, { place, neighbour });
  }
  return drop.after === undefined
    ? rich(tree.intoOf, { place, collection })
    : rich(tree.intoOfAfter, { place, collection, neighbour });
}
