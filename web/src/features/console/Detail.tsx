import { useQuery } from "@tanstack/react-query";
import { Copy, ShieldCheck, ShieldOff } from "lucide-react";
import { useState } from "react";
import type { ConnectionView } from "#/api/types/ConnectionView.ts";
import type { ConsoleDetail } from "#/api/types/ConsoleDetail.ts";
import type { ConsoleEntry } from "#/api/types/ConsoleEntry.ts";
import type { ShownBody } from "#/api/types/ShownBody.ts";
import type { ShownPiece } from "#/api/types/ShownPiece.ts";
import { copyText } from "#/host/host.ts";
import { consoleDetailQuery } from "#/state/queries/exchanges.ts";
import { duration, size } from "#/state/rules/formats.ts";
import { useView } from "#/state/stores/view.ts";
import { Button } from "#/ui/Button.tsx";
import { Message } from "#/ui/Message.tsx";
import { MaskedSign } from "#/ui/signs/MaskedSign.tsx";
import { words } from "#/words/app.ts";
import css from "./Console.module.css";
import { phasesOf } from "./lines.ts";

/** What was sent and received, as it went over the wire, with the phases and what is kept back. */
export function Detail({ entry }: { entry: ConsoleEntry }) {
  const detail = useQuery({ ...consoleDetailQuery(entry.number), enabled: entry.role !== "unsent" }).data;
  const showsRawLog = useView((view) => view.showsRawLog);
  const [isCopied, setCopied] = useState(false);
  const phases = phasesOf(entry);
  return (
    <div className={css.detail}>
      {entry.problems.map((problem) => (
        <div key={problem.code + problem.message} className={css.cause}>
          <p>
            <Message text={problem.message} />
          </p>
          {problem.hint ? (
            <p className={css.hint}>
              <Message text={problem.hint} />
            </p>
          ) : null}
        </div>
      ))}
      {entry.role === "unsent" ? null : (
        <div className={css.facts}>
          <strong>{words().console.phasesTitle}</strong>
          <ul className={css.legend}>
            {phases.map(({ name, us }) => (
              <li key={name}>
                <i data-phase={name} aria-hidden />
                {words().phases[name]} <b>{duration(us)}</b>
              </li>
            ))}
          </ul>
          <span className={css.space} />
          {detail ? (
            <Button
              look="ghost"
              size="tight"
              icon={Copy}
              onClick={() => void copyText(asText(detail)).then(() => setCopied(true))}
            >
              {isCopied ? words().copied : words().console.copy}
            </Button>
          ) : null}
        </div>
      )}
      {detail?.connection ? <Trust connection={detail.connection} /> : null}
      {detail && showsRawLog ? (
        // biome-ignore lint/a11y/useSemanticElements: a group of fields is another thing.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        <pre className={css.raw} tabIndex={0} role="group" aria-label={words().console.rawName}>
          {asText(detail)}
        </pre>
      ) : null}
      {detail && !showsRawLog ? (
        <div className={css.sides}>
          <Side side="request" head={detail.sent_head} body={detail.sent_body} />
          <Side side="response" head={detail.received_head} body={detail.received_body} />
        </div>
      ) : null}
    </div>
  );
}

/** How the certificate was looked at, where that was not by the rules. */
function Trust({ connection }: { connection: ConnectionView }) {
  const [Icon, text] =
    connection.is_verified === false
      ? [ShieldOff, words().console.unverified]
      : connection.is_chosen
        ? [ShieldCheck, words().console.chosen]
        : [];
  return Icon ? (
    <p className={css.trust}>
      <Icon size={14} strokeWidth={2} aria-hidden />
      {text}
    </p>
  ) : null;
}

function Side({ side, head, body }: { side: "request" | "response"; head: ShownPiece[]; body: ShownBody }) {
  return (
    <section aria-label={words().console[side]}>
      <h3>{words().console[side]}</h3>
      {head.length === 0 ? (
        <p className={css.hint}>{words().console.nothing}</p>
      ) : (
        // biome-ignore lint/a11y/useSemanticElements: a group of fields is another thing.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        <pre tabIndex={0} role="group" aria-label={words().console.exact[side]}>
          <Head pieces={head} />
          <Pieces pieces={body.pieces} />
          {body.is_cut && body.is_text ? "…" : ""}
        </pre>
      )}
      {body.bytes > 0 && !body.is_text ? (
        <p className={css.hint}>{words().console.binary({ size: size(body.bytes) })}</p>
      ) : null}
      {body.is_cut && body.is_text ? (
        <p className={css.hint}>{words().console.cut({ size: size(body.bytes) })}</p>
      ) : null}
    </section>
  );
}

/** The first line strong, names of fields in their colour. */
function Head({ pieces }: { pieces: ShownPiece[] }) {
  let isStart = true;
  let isFirst = true;
  return pieces.map((piece, index) => {
    const key = `${index}`;
    if (piece.masked !== undefined) {
      isStart = false;
      return <MaskedSign key={key} text={words().console.masked({ characters: piece.masked })} />;
    }
    const lines = piece.text.replaceAll("\r\n", "\n").split(/(?<=\n)/);
    return (
      <span key={key}>
        {lines.map((line, at) => {
          const isName = isStart || at > 0;
          const name = isName && !isFirst ? (/^[^:\s]+(?=:)/.exec(line)?.[0] ?? "") : "";
          const shown = isFirst ? (
            <b className={css.first}>{line}</b>
          ) : (
            <>
              {name === "" ? null : <b>{name}</b>}
              {line.slice(name.length)}
            </>
          );
          isStart = line.endsWith("\n");
          if (isStart) isFirst = false;
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of a fixed text.
          return <span key={at}>{shown}</span>;
        })}
      </span>
    );
  });
}

function Pieces({ pieces }: { pieces: ShownPiece[] }) {
  return pieces.map((piece, index) =>
    piece.masked === undefined ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a fixed text.
      <span key={index}>{piece.text}</span>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a fixed text.
      <MaskedSign key={index} text={words().console.masked({ characters: piece.masked })} />
    ),
  );
}

/** The exchange as text, what is kept back as dots. */
export function asText(detail: ConsoleDetail): string {
  const text = (pieces: ShownPiece[]) =>
    pieces.map((piece) => (piece.masked === undefined ? piece.text : "••••••••")).join("");
  const side = (head: ShownPiece[], body: ShownBody) => `${text(head)}${text(body.pieces)}${body.is_cut ? "…" : ""}`;
  const parts = [side(detail.sent_head, detail.sent_body), side(detail.received_head, detail.received_body)];
  return parts
    .filter((part) => part !== "")
    .map((part) => part.replaceAll("\r\n", "\n"))
    .join("\n\n");
}
