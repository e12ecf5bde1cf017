import { Separator } from "react-resizable-panels";
import css from "./SplitHandle.module.css";

/** The line between two panes, with a grip in its middle. Arrows move it, too. */
export function SplitHandle({ name }: { name: string }) {
  return <Separator className={css.handle} aria-label={name} />;
}
