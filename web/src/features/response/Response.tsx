import { useQuery } from "@tanstack/react-query";
import {
  Ban,
  CircleCheck,
  CircleSlash,
  CircleX,
  CornerUpRight,
  Download,
  FileText,
  RotateCw,
  SquareTerminal,
  Unplug,
} from "lucide-react";
import { type ReactNode, useState } from "react";
import { problemOf } from "#/api/client.ts";
import type { ExchangeView } from "#/api/types/ExchangeView.ts";
import type { HeaderField } from "#/api/types/HeaderField.ts";
import { LARGE_BYTES } from "#/state/queries/bodies.ts";
import { exchangeQuery } from "#/state/queries/exchanges.ts";
import { useConsole } from "#/state/stores/console.ts";
import type { Sending, SendWay } from "#/state/stores/sending.ts";
import { Button } from "#/ui/Button.tsx";
import { sentence } from "#/ui/Message.tsx";
import { Menu } from "#/ui/overlays/Menu.tsx";
import { useToast } from "#/ui/overlays/Toasts.tsx";
import { Badge, Kbd, type Tone } from "#/ui/signs/Badge.tsx";
import { TabPanel, Tabs } from "#/ui/Tabs.tsx";
import { NameTable } from "#/ui/tables/NameTable.tsx";
import { words } from "#/words/app.ts";
import { BodyPane } from "./body/BodyPane.tsx";
import { saveBody } from "./body/save.ts";
import { Cookies } from "./Cookies.tsx";
import { Facts, Network } from "./Facts.tsx";
import { Failure } from "./Failure.tsx";
import { Incomplete } from "./Incomplete.tsx";
import css from "./Response.module.css";
import { Running } from "./Running.tsx";

type Part = "body" | "cookies" | "headers";

/** Props of the lower pane; `sending` is absent before the first send of this request. `notice` stands above the body. */
export type ResponseProps = {
  /** The switch between request and answer where they take turns. */
  sides: ReactNode;
  /** Where the request is: values of the answer become variables there. */
  collection: string;
  sending: Sending | undefined;
  /** Sends again; a way holds for this time only. */
  onSend: (way?: SendWay) => void;
  /** Shows the settings of the request. */
  onRequestSettings: () => void;
  /** Sends again without checking certificates, from now on for this request. */
  onDisableVerification: () => void;
  /** Keeps the answer of an exchange below its request. */
  onSaveExample: (id: string) => void;
  noticeOf: (exchange: ExchangeView) => ReactNode;
  /** What is known of why there is no answer, beyond what the exchange says itself. */
  evidenceOf: (exchange: ExchangeView) => ReactNode;
};

/** The answer of the last send: empty, under way, an answer, or why there is none. */
export function Response(props: ResponseProps) {
  const { sides, collection, sending, onSend, onSaveExample, noticeOf } = props;
  const [part, setPart] = useState<Part>("body");
  const exchange = useQuery({
    ...exchangeQuery(sending?.id ?? ""),
    // A long answer is shown while it arrives.
    enabled: sending !== undefined && (!sending.isRunning || isLong(sending)),
  });
  const view = sending ? exchange.data : undefined;
  const isEnded = view !== undefined && view.state !== "running";
  const isArriving = view?.state === "running" && isLong(sending) && view.language !== "binary";
  const headers = view?.headers ?? sending?.head?.headers ?? [];
  const cookies = isEnded ? view.cookies : [];
  const status = isEnded ? view.status : sending?.head?.status;
  const reason = isEnded ? view.reason : (sending?.head?.reason ?? "");
  const isFailed = isEnded && view.state !== "done";
  // What arrived before the end is worth reading.
  const isPartial = isFailed && view.status !== undefined && view.body_bytes > 0;

  return (
    <section className={css.pane} aria-label={words().response.name} data-area="response">
      <Tabs
        name={words().response.name}
        value={part}
        onChoose={setPart}
        className={css.tabs}
        listClassName={css.strip}
        lead={sides}
        tabs={[
          { value: "body", text: words().response.tabs.body },
          { value: "cookies", text: words().response.tabs.cookies, count: cookies.length },
          { value: "headers", text: words().response.tabs.headers, count: headers.length },
        ]}
        end={
          <div className={css.facts} role="status">
            {isEnded ? <Network view={view} /> : null}
            {isFailed && view.status === undefined ? <NoAnswer view={view} /> : null}
            {status === undefined ? null : <StatusBadge status={status} reason={reason} />}
            {isEnded ? <Facts view={view} /> : null}
            {isEnded && view.status !== undefined ? (
              <SaveResponse id={view.id} hasBody={view.body_bytes > 0} onSaveExample={onSaveExample} />
            ) : null}
          </div>
        }
      >
        <TabPanel value="body">
          {sending === undefined ? <Empty /> : null}
          {sending && !isEnded && !isArriving ? <Running sending={sending} /> : null}
          {isFailed && !isPartial ? (
            <Failure
              view={view}
              onSend={onSend}
              onRequestSettings={props.onRequestSettings}
              onDisableVerification={props.onDisableVerification}
              evidence={props.evidenceOf(view)}
            />
          ) : null}
          {view && (isArriving || (isEnded && (!isFailed || isPartial))) ? (
            <>
              {isPartial ? (
                <Incomplete view={view}>
                  <Button icon={RotateCw} onClick={() => onSend()}>
                    {words().response.sendAgain}
                  </Button>
                  <Button look="ghost" icon={SquareTerminal} onClick={() => useConsole.getState().open(view.id)}>
                    {words().response.viewInConsole}
                  </Button>
                </Incomplete>
              ) : (
                noticeOf(view)
              )}
              <BodyPane key={view.id} view={view} sending={isArriving ? sending : undefined} collection={collection} />
            </>
          ) : null}
        </TabPanel>
        <TabPanel value="cookies">
          <Cookies cookies={cookies} />
        </TabPanel>
        <TabPanel value="headers">
          <Headers headers={headers} />
        </TabPanel>
      </Tabs>
    </section>
  );
}

function isLong(sending: Sending | undefined): boolean {
  return (sending?.head !== undefined && sending.bodyBytes > LARGE_BYTES) || false;
}

/** Code and reason with an icon; the colour only repeats what the words say. */
export function StatusBadge({ status, reason }: { status: number; reason: string }) {
  const tone: Tone = status < 200 ? "info" : status < 300 ? "ok" : status < 400 ? "warn" : "bad";
  const icon = status < 300 ? CircleCheck : status < 400 ? CornerUpRight : CircleX;
  return (
    <Badge tone={tone} icon={icon}>
      {`${status} ${reason}`.trim()}
    </Badge>
  );
}

function NoAnswer({ view }: { view: ExchangeView }) {
  // Before anything of it went out.
  const isUnsent = view.hops.length === 0 && view.duration_us === 0;
  return view.state === "cancelled" ? (
    <Badge icon={Ban}>{words().response.cancelled}</Badge>
  ) : (
    <Badge tone="bad" icon={isUnsent ? CircleSlash : Unplug}>
      {isUnsent ? words().console.notSent : words().response.noAnswer}
    </Badge>
  );
}

/** Keeps the answer as an example, or hands its body to the browser as a file. */
function SaveResponse(props: { id: string; hasBody: boolean; onSaveExample: (id: string) => void }) {
  const { id, hasBody, onSaveExample } = props;
  const toast = useToast();
  const save = async () => {
    try {
      await saveBody(id);
    } catch (thrown) {
      toast.problem(sentence(problemOf(thrown).message));
    }
  };
  return (
    <Menu
      trigger={
        <Button look="ghost" size="tight" icon={Download} className={css.save}>
          <span className={css.saveText}>{words().response.save}</span>
        </Button>
      }
      groups={[
        [
          { text: words().examples.save, icon: FileText, onChoose: () => onSaveExample(id) },
          ...(hasBody ? [{ text: words().examples.toFile, icon: Download, onChoose: () => void save() }] : []),
        ],
      ]}
    />
  );
}

function Headers({ headers }: { headers: readonly HeaderField[] }) {
  return (
    <div className={css.headers}>
      <NameTable name={words().response.headersTable} rows={headers} />
    </div>
  );
}

function Empty() {
  return (
    <div className={css.empty}>
      <svg className={css.road} viewBox="0 0 200 56" aria-hidden="true">
        <path d="M14 40c28 0 34-26 62-26s30 28 58 28 30-20 52-20" />
        <circle cx="14" cy="40" r="5" />
        <circle className={css.goal} cx="186" cy="22" r="5" />
      </svg>
      <h3>{words().response.empty}</h3>
      <dl className={css.keys}>
        <dt>
          <Kbd>Ctrl</Kbd> <Kbd>Enter</Kbd>
        </dt>
        <dd>{words().response.keys.send}</dd>
        <dt>
          <Kbd>Ctrl</Kbd> <Kbd>L</Kbd>
        </dt>
        <dd>{words().response.keys.url}</dd>
        <dt>
          <Kbd>Ctrl</Kbd> <Kbd>K</Kbd>
        </dt>
        <dd>{words().response.keys.find}</dd>
      </dl>
    </div>
  );
}
