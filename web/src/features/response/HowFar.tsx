import { Check, CircleDashed, X } from "lucide-react";
import type { ExchangeView } from "#/api/types/ExchangeView.ts";
import { duration } from "#/state/rules/formats.ts";
import { words } from "#/words/app.ts";
import facts from "./Facts.module.css";
import css from "./HowFar.module.css";
import { stepsOf } from "./steps.ts";

/** How far a send came that got no answer; nothing where no connection was made. */
export function HowFar({ view }: { view: ExchangeView }) {
  const hop = view.hops.at(-1);
  if (!hop?.connection || hop.status !== undefined) return null;
  const steps = stepsOf(hop);
  const whole = Math.max(1, ...steps.map(({ us }) => us ?? 0));
  return (
    <>
      <h4>{words().response.howFar}</h4>
      <ul className={css.steps}>
        {steps.map(({ step, us, state }) => {
          const Icon = state === "done" ? Check : state === "stopped" ? X : CircleDashed;
          return (
            <li key={step} className={css[state]}>
              <Icon size={14} strokeWidth={2} role="img" aria-label={words().response.stepStates[state]} />
              <span>{words().phases[step]}</span>
              <span className={css.track} aria-hidden>
                {us === undefined ? null : (
                  <i className={facts[step === "sent" ? "wait" : step]} style={{ width: `${(us / whole) * 100}%` }} />
                )}
              </span>
              <span className={css.took}>{us === undefined ? (state === "done" ? "" : "–") : duration(us)}</span>
            </li>
          );
        })}
      </ul>
    </>
  );
}
