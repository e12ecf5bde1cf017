import { CircleCheck, SquareTerminal } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import type { TokenOutcome } from "#/api/types/TokenOutcome.ts";
import { duration } from "#/state/rules/formats.ts";
import { useView } from "#/state/stores/view.ts";
import { Button } from "#/ui/Button.tsx";
import { Message } from "#/ui/Message.tsx";
import { Dialog } from "#/ui/overlays/Dialog.tsx";
import { Badge, MethodBadge } from "#/ui/signs/Badge.tsx";
import { roughly } from "#/ui/signs/TokenSign.tsx";
import { words } from "#/words/app.ts";
import { rich } from "#/words/rich.tsx";
import css from "./tokens.module.css";

/** While the endpoint has not answered yet. */
export function AskingDialog({ onClose }: { onClose: () => void }) {
  const cancel = useRef<HTMLButtonElement>(null);
  return (
    <Dialog
      open
      title={words().auth.get}
      closeName={words().close}
      onClose={onClose}
      width={27}
      initialFocus={cancel}
      actions={
        <Button ref={cancel} size="form" onClick={onClose}>
          {words().cancel}
        </Button>
      }
    >
      <p className={css.text} role="status">
        {words().auth.getting}
      </p>
    </Dialog>
  );
}

const PROCEED_SECONDS = 5;

/** A token came. Goes on by itself after five seconds, not while it is pointed at or the button is focused by hand. */
export function CompleteDialog(props: { outcome: TokenOutcome; onClose: () => void; onProceed: () => void }) {
  const { outcome, onClose, onProceed } = props;
  const [left, setLeft] = useState(PROCEED_SECONDS);
  const [waits, setWaits] = useState(false);
  const proceed = useRef<HTMLButtonElement>(null);
  const go = useRef(onProceed);
  go.current = onProceed;

  useEffect(() => {
    if (waits) return;
    const timer = setInterval(() => setLeft((seconds) => seconds - 1), 1000);
    return () => clearInterval(timer);
  }, [waits]);
  useEffect(() => {
    if (left <= 0) go.current();
  }, [left]);

  const { exchange, token } = outcome;
  const status = `${exchange?.status ?? 200} ${exchange?.reason ?? "OK"}`.trim();
  const time = duration(exchange?.duration_us ?? 0);
  const lives =
    token?.expires_at_ms === undefined ? 0 : Math.round((token.expires_at_ms - token.received_at_ms) / 1000);
  return (
    <Dialog
      open
      title={words().token.completeTitle}
      closeName={words().close}
      onClose={onClose}
      width={27}
      initialFocus={proceed}
      actions={
        <Button
          ref={proceed}
          look="primary"
          size="form"
          onClick={onProceed}
          onMouseEnter={() => setWaits(true)}
          onMouseLeave={() => setWaits(false)}
          onKeyDown={() => setWaits(true)}
        >
          {words().token.proceed}
        </Button>
      }
    >
      <div className={css.text}>
        <p className={css.good}>
          <CircleCheck size={16} strokeWidth={1.75} aria-hidden />
          {lives > 0
            ? words().token.completeLives({ status, time, lives: roughly(lives) })
            : words().token.completeText({ status, time })}
        </p>
        <p className={css.muted}>
          {rich(words().token.goesOn, {
            seconds: <b className="num">{words().token.seconds({ count: Math.max(0, left) })}</b>,
          })}
        </p>
      </div>
    </Dialog>
  );
}

/** No token came: the sentence, and the whole exchange with the endpoint. */
export function FailedDialog(props: { outcome: TokenOutcome; onClose: () => void; onAgain: () => void }) {
  const { outcome, onClose, onAgain } = props;
  const again = useRef<HTMLButtonElement>(null);
  const { problem, exchange, body } = outcome;
  const hop = exchange?.hops.at(-1);
  return (
    <Dialog
      open
      title={words().token.failedTitle}
      closeName={words().close}
      onClose={onClose}
      width={40}
      initialFocus={again}
      help={
        exchange ? (
          <Button
            look="ghost"
            size="form"
            icon={SquareTerminal}
            onClick={() => {
              onClose();
              useView.setState({ showsConsole: true });
            }}
          >
            {words().response.viewInConsole}
          </Button>
        ) : undefined
      }
      actions={
        <>
          <Button size="form" onClick={onClose}>
            {words().token.backToForm}
          </Button>
          <Button ref={again} look="primary" size="form" onClick={onAgain}>
            {words().tryAgain}
          </Button>
        </>
      }
    >
      <div className={css.text}>
        {problem ? (
          <p className={css.read}>
            <Message text={problem.message} />
          </p>
        ) : null}
        {problem?.hint ? (
          <p className={css.muted}>
            <Message text={problem.hint} />
          </p>
        ) : null}
        {exchange && hop ? (
          <section className={css.exchange} aria-label={words().token.answer}>
            <div className={css.line}>
              <MethodBadge method={exchange.method} />
              <code className="cut">{exchange.url}</code>
              {exchange.status === undefined ? null : (
                <Badge tone={exchange.status < 400 ? "info" : "bad"}>
                  {`${exchange.status} ${exchange.reason}`.trim()}
                </Badge>
              )}
              <span className={css.time}>{duration(exchange.duration_us)}</span>
            </div>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the text scrolls, so the keyboard must reach it. */}
            <pre tabIndex={0}>
              {[hop.sent_head.trimEnd(), hop.received_head?.trimEnd(), body].filter(Boolean).join("\n\n")}
            </pre>
          </section>
        ) : null}
      </div>
    </Dialog>
  );
}
