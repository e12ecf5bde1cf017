import { CircleDot, Copy, RotateCw, ShieldOff, SquareTerminal } from "lucide-react";
import { useState } from "react";
import type { ExchangeView } from "#/api/types/ExchangeView.ts";
import { copyText } from "#/host/host.ts";
import { useConsole } from "#/state/console.ts";
import { Button } from "#/ui/Button.tsx";
import { Message } from "#/ui/Message.tsx";
import { words } from "#/words/en.ts";
import { Certificates, sentences } from "./Certificates.tsx";
import css from "./Response.module.css";

/** No complete answer: the cause, what to do, and the way on. */
export function Failure(props: { view: ExchangeView; onSendAgain: () => void; onDisableVerification: () => void }) {
  const { view, onSendAgain, onDisableVerification } = props;
  const [copied, setCopied] = useState(false);
  const isCancelled = view.state === "cancelled";
  const advice = view.problems.flatMap(({ code, hint }) => [
    ...(hint ? [hint] : []),
    ...(words.response.advice[code] ?? []),
  ]);
  const isCertificate = view.problems.some(({ code, message }) => code === "tls" && /certificate/i.test(message));
  const details = [
    `${view.method} ${view.url}`,
    ...view.problems.map((problem) => `${problem.code}: ${problem.message}${problem.hint ? ` ${problem.hint}` : ""}`),
    ...(view.refused_certificates?.certificates ?? []).map((one) => `${one.name}: ${sentences(one).join(" ")}`),
    ...view.hops.map((hop) => hop.sent_head),
  ].join("\n");
  return (
    <div className={css.fail}>
      <div className={isCancelled ? css.failbox : `${css.failbox} ${css.bad}`} role="alert">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: in a low pane it scrolls, by the keyboard too. */}
        <section className={css.scroll} aria-label={words.response.cause} tabIndex={0}>
          <h3>{isCancelled ? words.response.cancelledTitle : words.response.failedTitle}</h3>
          {isCancelled ? <p className={css.why}>{words.response.cancelledText}</p> : null}
          {isCancelled
            ? null
            : view.problems.map((problem) => (
                <div key={problem.code + problem.message}>
                  <p className={css.why}>
                    <Message text={problem.message} />
                  </p>
                </div>
              ))}
          {view.url === "" ? null : (
            <p className={css.tried}>
              {view.method} {view.url}
            </p>
          )}
          {view.refused_certificates ? (
            <>
              <h4>{words.response.certificates.name}</h4>
              <Certificates
                certificates={view.refused_certificates.certificates}
                lacksAuthority={view.refused_certificates.lacks_authority}
                isChecked
              />
            </>
          ) : null}
          {isCancelled || advice.length === 0 ? null : (
            <>
              <h4>{words.response.whatToTry}</h4>
              <ul className={css.advice}>
                {advice.map((text) => (
                  <li key={text}>
                    <CircleDot size={14} strokeWidth={1.75} aria-hidden />
                    <span>
                      <Message text={text} />
                    </span>
                  </li>
                ))}
              </ul>
            </>
          )}
        </section>
        <div className={css.actions}>
          <Button icon={RotateCw} onClick={onSendAgain}>
            {words.response.sendAgain}
          </Button>
          {isCertificate ? (
            <Button look="ghost" icon={ShieldOff} onClick={onDisableVerification}>
              {words.response.disableVerification}
            </Button>
          ) : null}
          <Button look="ghost" icon={SquareTerminal} onClick={() => useConsole.getState().open(view.id)}>
            {words.response.viewInConsole}
          </Button>
          <Button
            look="ghost"
            icon={Copy}
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
