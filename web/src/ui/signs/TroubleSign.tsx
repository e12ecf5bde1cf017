import { TriangleAlert } from "lucide-react";
import { words } from "#/words/app.ts";
import css from "./TroubleSign.module.css";

/** Stands in the place of the unsaved dot where the file under the edits changed or went away. */
export function TroubleSign({ trouble }: { trouble: "changed_on_disk" | "gone" }) {
  const name = trouble === "gone" ? words().conflict.goneSign : words().conflict.sign;
  return (
    <TriangleAlert className={css.sign} size={14} strokeWidth={2} role="img" aria-label={name}>
      <title>{name}</title>
    </TriangleAlert>
  );
}
