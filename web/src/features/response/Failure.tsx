import { useState } from "react";
import type { ExchangeView } from "#/api/types/ExchangeView.ts";
import { copyText } from "#/host/host.ts";
import { Button } from "#/ui/Button.tsx";
import { Message } from "#/ui/Message.tsx";
import { words } from "#/words/en.ts";
import css from "./Response.module.css";

/** No complete answer: the cause, what to do, and the way on. */
export function Failure({ view, onSendAgain }: { view: ExchangeView; onSendAgain: () => void }) {
  const [copied, setCopied] = useState(false);
  const isCancelled = view.state === "cancelled";
  const details = [
    `${view.method} ${view.url}`,
    ...view.problems.map((problem) => `${problem.code}: ${problem.message}${problem.hint ? ` ${problem.hint}` : ""}`),
    ...view.hops.map((hop) => hop.sent_head),
  ].join("\n");
  return (
    <div className={css.fail}>
      <div className={isCancelled ? css.failbox : `${css.failbox} ${css.bad}`} role="alert">
        <h3>{isCancelled ? words.response.cancelledTitle : words.response.failedTitle}</h3>
        {isCancelled ? <p className={css.why}>{words.response.cancelledText}</p> : null}
        {isCancelled
          ? null
          : view.problems.map((problem) => (
              <div key={problem.code + problem.message}>
                <p className={css.why}>
                  <Message text={problem.message} />
                </p>
                {problem.hint ? (
                  <p className={css.hint}>
                    <Message text={problem.hint} />
                  </p>
                ) : null}
              </div>
            ))}
        {view.url === "" ? null : (
          <p className={css.tried}>
            {view.method} {view.url}
          </p>
        )}
        <div className={css.actions}>
          <Button onClick={onSendAgain}>{words.response.sendAgain}</Button>
          <Button
            look="ghost"
            onClick={() => {
              void copyText(details).then(() => setCopied(true));
            }}
          >
            {copied ? words.copied : words.response.details}
          </Button>
        </div>
      </div>
    </div>
  );
}
