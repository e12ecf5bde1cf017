import { Ban, Unplug } from "lucide-react";
import type { ReactNode } from "react";
import type { ExchangeView } from "#/api/types/ExchangeView.ts";
import { Message } from "#/ui/Message.tsx";
import { words } from "#/words/app.ts";
import { wholeLength } from "./body/Download.tsx";
import css from "./Incomplete.module.css";

/** Above a body that did not arrive to its end: how much of it is here, why, and what to do about it. */
export function Incomplete({ view, children }: { view: ExchangeView; children?: ReactNode }) {
  const isCancelled = view.state === "cancelled";
  const Icon = isCancelled ? Ban : Unplug;
  const text = words().response.incomplete;
  const [problem] = view.problems;
  return (
    <div className={isCancelled ? css.strip : `${css.strip} ${css.bad}`} role="alert">
      <Icon size={16} strokeWidth={1.75} aria-hidden />
      <div className={css.text}>
        <h3>{titleOf(view)}</h3>
        <p>{isCancelled || !problem ? text.note : <Message text={problem.hint ?? problem.message} />}</p>
      </div>
      {children}
    </div>
  );
}

function titleOf(view: ExchangeView): string {
  const text = words().response.incomplete;
  const here = view.body_bytes;
  const all = wholeLength(view.headers);
  if (view.state === "cancelled") return all === undefined ? text.cancelled({ here }) : text.cancelledOf({ here, all });
  return all === undefined ? text.cut({ here }) : text.cutOf({ here, all });
}
