import { CircleDot, Copy, RotateCw, ShieldCheck, SquareTerminal } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { ExchangeView } from "#/api/types/ExchangeView.ts";
import type { RefusedCertificates } from "#/api/types/RefusedCertificates.ts";
import { copyText } from "#/host/host.ts";
import { placeOf } from "#/state/rules/certificates.ts";
import { useConsole } from "#/state/stores/console.ts";
import { openSettings } from "#/state/stores/dialogs.ts";
import type { SendWay } from "#/state/stores/sending.ts";
import { Button } from "#/ui/Button.tsx";
import { Message } from "#/ui/Message.tsx";
import { words } from "#/words/app.ts";
import { rich } from "#/words/rich.tsx";
import { named } from "#/words/words.ts";
import { Certificates, Changed, changedSentences, sentences } from "./Certificates.tsx";
import { HowFar } from "./HowFar.tsx";
import css from "./Response.module.css";
import { TrustDialog } from "./TrustDialog.tsx";

/** Props of the pane; what the buttons do is told to the request's tab. */
export type FailureProps = {
  view: ExchangeView;
  onSend: (way?: SendWay) => void;
  onRequestSettings: () => void;
  onDisableVerification: () => void;
  /** Stands between the cause and what to try. */
  evidence: ReactNode;
};

/** No complete answer: the cause, what is known of it, what to do, and the way on. */
export function Failure(props: FailureProps) {
  const { view, onSend, onRequestSettings, onDisableVerification, evidence } = props;
  const [copied, setCopied] = useState(false);
  const [asksForTrust, setAsksForTrust] = useState(false);
  const isCancelled = view.state === "cancelled";
  const refused = view.refused_certificates;
  const isLate = view.problems.some(({ code }) => code === "timeout");
  // It ended when the time was over.
  const longer = Math.max(1, Math.round(view.duration_us / 1_000_000)) * 4;
  return (
    <div className={css.fail}>
      <div className={isCancelled ? css.failbox : `${css.failbox} ${css.bad}`} role="alert">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: in a low pane it scrolls, by the keyboard too. */}
        <section className={css.scroll} aria-label={words().response.cause} tabIndex={0}>
          <h3>{isCancelled ? words().response.cancelledTitle : words().response.failedTitle}</h3>
          {isCancelled ? (
            <p className={css.why}>{words().response.cancelledText}</p>
          ) : (
            view.problems.map((problem, at) => (
              <p key={problem.code + problem.message} className={css.why}>
                <Message text={problem.message} />
                {at === 0 && view.hops.length === 0 ? ` ${words().response.nothingSent}` : null}
              </p>
            ))
          )}
          {view.url === "" || refused ? null : (
            <p className={css.tried}>
              {view.method} {view.url}
            </p>
          )}
          {refused ? (
            <>
              {refused.trusted_before ? <Changed refused={refused} before={refused.trusted_before} /> : null}
              <h4>{words().response.certificates.name}</h4>
              <Certificates certificates={refused.certificates} lacksAuthority={refused.lacks_authority} isChecked />
            </>
          ) : null}
          {isCancelled ? null : <HowFar view={view} />}
          {evidence}
          {isCancelled ? null : (
            <Advice>
              {refused ? certificateAdvice(refused, onDisableVerification) : adviceOf(view, onRequestSettings)}
            </Advice>
          )}
        </section>
        <div className={css.actions}>
          {refused ? (
            <>
              {refused.can_be_trusted ? (
                <Button icon={ShieldCheck} onClick={() => setAsksForTrust(true)}>
                  {words().response.trust.ask}
                </Button>
              ) : null}
              <Button look="ghost" onClick={() => onSend({ skips_certificate_check: true })}>
                {words().response.sendUnchecked}
              </Button>
            </>
          ) : (
            <Button icon={RotateCw} onClick={() => onSend()}>
              {words().response.sendAgain}
            </Button>
          )}
          {isLate ? (
            <Button look="ghost" onClick={() => onSend({ timeout_ms: longer * 1000 })}>
              {words().response.sendLonger({ seconds: longer })}
            </Button>
          ) : null}
          {view.problems.length > 0 && view.problems.every(({ code }) => code === "unresolved_variable") ? (
            <Button look="ghost" onClick={() => onSend({ keeps_unknown: true })}>
              {words().response.sendAsWritten}
            </Button>
          ) : null}
          <Button look="ghost" icon={SquareTerminal} onClick={() => useConsole.getState().open(view.id)}>
            {words().response.viewInConsole}
          </Button>
          <Button
            look="ghost"
            icon={Copy}
            onClick={() => {
              void copyText(detailsOf(view)).then(() => setCopied(true));
            }}
          >
            {copied ? words().copied : words().response.details}
          </Button>
        </div>
      </div>
      {refused && asksForTrust ? (
        <TrustDialog id={view.id} refused={refused} onTrusted={onSend} onClose={() => setAsksForTrust(false)} />
      ) : null}
    </div>
  );
}

function Advice({ children }: { children: readonly ReactNode[] }) {
  if (children.length === 0) return null;
  return (
    <>
      <h4>{words().response.whatToTry}</h4>
      <ul className={css.advice}>
        {children.map((one, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: sentences of a fixed list.
          <li key={at}>
            <CircleDot size={14} strokeWidth={1.75} aria-hidden />
            <span>{one}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** A button that reads as a part of its sentence. */
function TextLink({ text, onChoose }: { text: string; onChoose: () => void }) {
  return (
    <button type="button" className={css.link} onClick={onChoose}>
      {text}
    </button>
  );
}

/** What helps, the likeliest first. */
function adviceOf(view: ExchangeView, onRequestSettings: () => void): ReactNode[] {
  const { advice, linked } = words().response;
  const codes = view.problems.map(({ code }) => code);
  const isLate = codes.includes("timeout");
  const isOutOfReach = codes.some((code) => ["refused", "unknown_host", "unreachable", "proxy"].includes(code));
  const wasSent = view.hops.some((hop) => hop.sent_head_bytes > 0);
  const isChange = !["GET", "HEAD", "OPTIONS", "TRACE"].includes(view.method);
  return [
    ...(isLate
      ? [
          <span key="timeout">
            {rich(linked.timeout, {
              setting: <TextLink text={words().requestSettings.rows.timeout_ms.name} onChoose={onRequestSettings} />,
            })}
          </span>,
        ]
      : []),
    ...view.problems
      // What to do about these stands as a field above.
      .filter(({ code }) => code !== "unresolved_variable")
      .flatMap(({ code, hint }) => [...(hint && code !== "timeout" ? [hint] : []), ...(named(advice, code) ?? [])])
      .map((text) => <Message key={text} text={text} />),
    ...(isOutOfReach
      ? [
          <span key="proxy">
            {rich(linked.proxy, {
              section: <TextLink text={words().settings.sections.proxy} onChoose={() => openSettings("proxy")} />,
            })}
          </span>,
        ]
      : []),
    ...(wasSent && isChange ? [words().response.mayBeDone] : []),
  ];
}

/** What helps against a certificate that was refused, the likeliest first. */
function certificateAdvice(refused: RefusedCertificates, onDisableVerification: () => void): ReactNode[] {
  const text = words().response.certificateAdvice;
  const [own] = refused.certificates;
  const openCertificates = () => openSettings("certificates");
  const now = Date.now();
  const disable = <TextLink text={words().response.disableVerification} onChoose={onDisableVerification} />;
  return [
    ...(refused.trusted_before ? [text.changed] : []),
    ...(own && own.valid_until_ms < now ? [text.expired] : []),
    ...(own && own.valid_from_ms > now ? [text.early] : []),
    ...(own?.fits_host === false && own.names.length > 0
      ? [text.otherHost({ names: own.names.slice(0, 3).join(", ") })]
      : []),
    ...(refused.lacks_authority
      ? [
          <span key="ca">
            {rich(text.authority, {
              section: <TextLink text={words().settings.sections.certificates} onChoose={openCertificates} />,
            })}
          </span>,
        ]
      : []),
    <span key="off">
      {refused.can_be_trusted
        ? rich(text.trustOrDisable, { place: placeOf(refused), action: disable })
        : rich(text.disable, { action: disable })}
    </span>,
  ];
}

/** Everything for somebody who is asked for help. */
function detailsOf(view: ExchangeView): string {
  const refused = view.refused_certificates;
  return [
    `${view.method} ${view.url}`,
    ...view.problems.map((problem) => `${problem.code}: ${problem.message}${problem.hint ? ` ${problem.hint}` : ""}`),
    ...(refused?.trusted_before ? changedSentences(refused, refused.trusted_before) : []),
    ...(refused?.certificates ?? []).map((one) => `${one.name}: ${sentences(one).join(" ")}`),
    ...view.hops.map((hop) => hop.sent_head),
  ].join("\n");
}
