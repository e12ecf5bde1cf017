import { Folder } from "lucide-react";
import { createPortal } from "react-dom";
import { MethodBadge } from "#/ui/Badge.tsx";
import { words } from "#/words/app.ts";
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
        {sentence(drop).map((part, index) =>
          // biome-ignore lint/suspicious/noArrayIndexKey: parts of one sentence, in order.
          index % 2 === 1 ? <b key={index}>{part}</b> : part,
        )}
      </div>
    </div>,
    document.body,
  );
}

/** The sentence in parts; every second one is a name. */
function sentence(drop: TreeDrag["drop"]): string[] {
  const { tree } = words();
  if (drop?.kind === "lands") return tree.lands(drop.into, drop.of, drop.after);
  return [drop?.kind === "refused" ? tree.refused[drop.why] : tree.stays];
}
