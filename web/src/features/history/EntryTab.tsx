import { useQuery } from "@tanstack/react-query";
import {
  ArrowUpRight,
  ChevronDown,
  ChevronRight,
  GitCompareArrows,
  History,
  Lock,
  RotateCw,
  Trash2,
} from "lucide-react";
import { type ReactNode, useState } from "react";
import { Group, Panel } from "react-resizable-panels";
import { problemOf } from "#/api/client.ts";
import type { HistoryDetail } from "#/api/types/HistoryDetail.ts";
import type { HistoryHop } from "#/api/types/HistoryHop.ts";
import { historyDetailQuery, sameRequestQuery } from "#/state/queries/history.ts";
import { duration, size } from "#/state/rules/formats.ts";
import { keyOf } from "#/state/rules/items.ts";
import { comparisonTab } from "#/state/rules/tabs.ts";
import { useTabs } from "#/state/stores/tabs.ts";
import { Button, IconButton } from "#/ui/Button.tsx";
import { sentence } from "#/ui/Message.tsx";
import { Menu } from "#/ui/overlays/Menu.tsx";
import { SplitHandle } from "#/ui/SplitHandle.tsx";
import { Badge, MethodBadge } from "#/ui/signs/Badge.tsx";
import { TabPanel, Tabs } from "#/ui/Tabs.tsx";
import { words } from "#/words/app.ts";
import css from "./Entry.module.css";
import { Fields, Masked, Scroll, Status, TextBox } from "./parts.tsx";
import { dayOf, exact } from "./times.ts";
import { type Places, useEntryActions } from "./useEntryActions.ts";

/** Props of the tab; `isThere` answers whether the request an entry came from is still in the workspace. */
export type EntryTabProps = {
  /** The entry's number in the history. */
  id: number;
  tabKey: string;
  isThere: (key: string) => boolean;
  /** Id of the collection that is worked in, empty when there is none. */
  context: string;
  /** Shows a whole answer, the exchange of that name. */
  answerOf: (exchange: string, collection: string) => ReactNode;
};

/** What was sent, read-only, and what came back. */
export function EntryTab({ id, tabKey, isThere, context, answerOf }: EntryTabProps) {
  const detail = useQuery(historyDetailQuery(id));
  if (detail.isError) return <p className={css.gone}>{sentence(problemOf(detail.error).message)}</p>;
  if (!detail.data) return null;
  const { collection = "", path = "" } = detail.data.entry;
  const origin = keyOf({ collection, path });
  const places: Places = {
    origin: path !== "" && isThere(origin) ? origin : "",
    collection: isThere(keyOf({ collection, path: "" })) ? collection : context,
  };
  return (
    <Group id="entry-panes" orientation="vertical" className={css.panes}>
      <Panel id="sent" defaultSize="45%" minSize="20%">
        <section className={css.pane} aria-label={words().history.sent} data-area="request">
          <Head tabKey={tabKey} detail={detail.data} places={places} />
          <SentParts detail={detail.data} />
        </section>
      </Panel>
      <SplitHandle name={words().request.resize} />
      <Panel id="received" minSize="20%">
        <Answer detail={detail.data} answerOf={answerOf} />
      </Panel>
    </Group>
  );
}

function Head({ tabKey, detail, places }: { tabKey: string; detail: HistoryDetail; places: Places }) {
  const { entry, name } = detail;
  const isGone = places.origin === "";
  const { open, sendNow, sendAsItWas, remove } = useEntryActions(tabKey, detail, places);
  return (
    <>
      <div className={css.title}>
        <History size={16} strokeWidth={1.75} aria-hidden />
        <span className={css.part}>{words().sidebar.history}</span>
        <ChevronRight size={12} strokeWidth={2} aria-hidden />
        <span className={css.part}>{dayOf(entry.at_ms)}</span>
        <ChevronRight size={12} strokeWidth={2} aria-hidden />
        <h1 title={new Date(entry.at_ms).toISOString()}>{exact.format(entry.at_ms)}</h1>
        <Badge tone="line" icon={Lock}>
          {words().history.readOnly}
        </Badge>
        <span className={`cut ${css.part}`}>
          {isGone
            ? name === ""
              ? words().history.sentAlone
              : words().history.originGone({ name })
            : words().history.from({ name })}
        </span>
        <span className={css.space} />
        <IconButton icon={Trash2} name={words().history.delete} onClick={remove} />
      </div>
      <div className={css.urlrow}>
        <div className={css.url}>
          <MethodBadge method={entry.method} />
          <span className={css.line} title={entry.url}>
            {entry.url}
          </span>
        </div>
        <Button look="primary" size="url" icon={ArrowUpRight} onClick={open}>
          {words().history.open}
        </Button>
        {isGone ? null : (
          <span className={css.sends}>
            <Button size="url" icon={RotateCw} onClick={sendNow}>
              {words().history.sendNow}
            </Button>
            <Menu
              trigger={<IconButton icon={ChevronDown} look="secondary" size="url" name={words().request.sendWays} />}
              groups={[[{ text: words().history.sendAsItWas, icon: History, onChoose: sendAsItWas }]]}
            />
          </span>
        )}
        <CompareMenu tabKey={tabKey} detail={detail} />
      </div>
    </>
  );
}

function CompareMenu({ tabKey, detail }: { tabKey: string; detail: HistoryDetail }) {
  const { entry } = detail;
  const others = (useQuery(sameRequestQuery(entry)).data ?? []).filter((one) => one.id !== entry.id).slice(0, 12);
  const open = (before: typeof entry, after: typeof entry) => {
    const tabs = useTabs.getState();
    tabs.pin(tabKey);
    tabs.open(comparisonTab(before, after), true);
  };
  return (
    <Menu
      trigger={
        <Button size="url" icon={GitCompareArrows} disabled={others.length === 0}>
          {words().history.compare}
        </Button>
      }
      groups={[
        others.map((one) => ({
          text: `${dayOf(one.at_ms)}, ${exact.format(one.at_ms)}`,
          end: one.status === undefined ? words().response.noAnswer : String(one.status),
          onChoose: () => (one.id < entry.id ? open(one, entry) : open(entry, one)),
        })),
      ]}
    />
  );
}

function SentParts({ detail }: { detail: HistoryDetail }) {
  const [part, setPart] = useState<"headers" | "body" | "hops">("headers");
  const hops = [...detail.earlier, ...detail.hops];
  const rows = detail.hops.at(-1)?.rows ?? [];
  return (
    <Tabs
      name={words().history.sent}
      value={part}
      onChoose={setPart}
      className={css.tabs}
      tabs={[
        { value: "headers", text: words().request.tabs.headers, count: rows.length },
        { value: "body", text: words().request.tabs.body, hasContent: detail.sent_text !== undefined },
        { value: "hops", text: words().history.hops, count: hops.length },
      ]}
    >
      <TabPanel value="headers" className={css.panel}>
        <Scroll name={words().request.tabs.headers}>
          <Fields
            name={words().history.sentHeaders}
            rows={rows.map((row) => ({ ...row, end: words().history.origins[row.origin] }))}
            end={words().history.cameFrom}
          />
        </Scroll>
      </TabPanel>
      <TabPanel value="body" className={css.panel}>
        <Scroll name={words().request.tabs.body}>
          {detail.sent_text === undefined ? (
            <p className={css.hint}>{words().history.noSentBody}</p>
          ) : (
            <TextBox name={words().request.body} text={detail.sent_text} />
          )}
        </Scroll>
      </TabPanel>
      <TabPanel value="hops" className={css.panel}>
        <Scroll name={words().history.hops}>
          {hops.length === 0 ? <p className={css.hint}>{words().history.noHops}</p> : <Hops hops={hops} />}
        </Scroll>
      </TabPanel>
    </Tabs>
  );
}

function Hops({ hops }: { hops: HistoryHop[] }) {
  return (
    <ol className={css.hops}>
      {hops.map((hop, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: hops of a send that is over.
        <li key={index}>
          <MethodBadge method={hop.method} short />
          <span className={`cut ${css.mono}`} title={hop.url}>
            <Masked text={hop.url} />
          </span>
          <Status status={hop.status} reason={hop.reason} />
          <span className={css.figure}>{duration(hop.timings.total_us)}</span>
        </li>
      ))}
    </ol>
  );
}

function Answer({ detail, answerOf }: { detail: HistoryDetail; answerOf: EntryTabProps["answerOf"] }) {
  const { entry } = detail;
  const [part, setPart] = useState<"body" | "headers">("body");
  const headers = detail.hops.at(-1)?.headers ?? [];
  return (
    <section className={css.pane} aria-label={words().response.name} data-area="response">
      <Tabs
        name={words().response.name}
        value={part}
        onChoose={setPart}
        className={css.tabs}
        tabs={[
          { value: "body", text: words().response.tabs.body },
          { value: "headers", text: words().response.tabs.headers, count: headers.length },
        ]}
        end={
          <div className={css.facts}>
            <Status status={entry.status} reason={entry.reason} />
            <span>{duration(entry.duration_us)}</span>
            <span>{size(entry.body_bytes)}</span>
          </div>
        }
      >
        <TabPanel value="body" className={css.panel}>
          {/* Above a kept answer that broke off stands why. */}
          {entry.failure && !(detail.kept === "whole" && entry.body_bytes > 0) ? (
            <p className={css.failure} role="note">
              {sentence(entry.failure)}
            </p>
          ) : null}
          {detail.kept === "whole" ? (
            answerOf(`history-${entry.id}`, entry.collection ?? "")
          ) : (
            <Scroll name={words().response.tabs.body}>
              <Beginning detail={detail} />
            </Scroll>
          )}
        </TabPanel>
        <TabPanel value="headers" className={css.panel}>
          <Scroll name={words().response.tabs.headers}>
            <Fields name={words().response.headersTable} rows={headers} />
          </Scroll>
        </TabPanel>
      </Tabs>
    </section>
  );
}

/** What is left of an answer that is not kept whole, and why. */
function Beginning({ detail }: { detail: HistoryDetail }) {
  const { entry, body, kept } = detail;
  if (kept === "empty" || kept === "whole") {
    return entry.failure ? null : <p className={css.hint}>{words().response.noBody}</p>;
  }
  return (
    <>
      <p className={css.hint}>{words().history.notWhole[kept]({ all: size(entry.body_bytes) })}</p>
      {body ? <TextBox name={words().response.body} text={body.text} /> : null}
    </>
  );
}
