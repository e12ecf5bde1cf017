import { useQuery } from "@tanstack/react-query";
import { ChevronRight, FileText, SquareArrowOutUpRight } from "lucide-react";
import { Fragment, lazy, Suspense, useState } from "react";
import { problemOf } from "#/api/client.ts";
import type { Example } from "#/api/types/Example.ts";
import { StatusBadge } from "#/features/response/Response.tsx";
import { exampleQuery } from "#/state/queries/examples.ts";
import { type ExampleAt, itemTab } from "#/state/rules/tabs.ts";
import { useTabs } from "#/state/stores/tabs.ts";
import { Button } from "#/ui/Button.tsx";
import { sentence } from "#/ui/Message.tsx";
import { Badge, MethodBadge } from "#/ui/signs/Badge.tsx";
import { TabPanel, Tabs } from "#/ui/Tabs.tsx";
import { NameTable } from "#/ui/tables/NameTable.tsx";
import { words } from "#/words/app.ts";
import css from "./ExampleTab.module.css";
import tab from "./RequestTab.module.css";

const CodeView = lazy(() => import("#/editor/CodeView.tsx"));

type Part = "body" | "headers" | "request";

/** A saved example: what was asked and what came back, to be read. */
export function ExampleTab({ example }: { example: ExampleAt }) {
  const view = useQuery(exampleQuery(example));
  const open = useTabs((tabs) => tabs.open);
  if (view.isError) return <p className={tab.gone}>{sentence(problemOf(view.error).message)}</p>;
  if (!view.data) return null;
  const { trail, example: content } = view.data;
  const { collection, path } = example;
  return (
    <section className={tab.tab} aria-label={words().examples.name} data-area="request">
      <div className={tab.title}>
        <FileText size={16} strokeWidth={1.75} aria-hidden />
        {trail.map((part, index) => (
          <Fragment key={`${trail.slice(0, index).join("/")}/${part}`}>
            <span className={index === 0 ? `cut ${tab.first}` : tab.part}>{part}</span>
            <ChevronRight size={12} strokeWidth={2} aria-hidden />
          </Fragment>
        ))}
        <h1 className="cut">{content.name}</h1>
        <Badge tone="line">{words().examples.name}</Badge>
        <span className={tab.space} />
        <Button
          look="ghost"
          icon={SquareArrowOutUpRight}
          onClick={() => open(itemTab("request", { collection, path }), true)}
        >
          {words().examples.openRequest}
        </Button>
      </div>
      <div className={css.url}>
        <MethodBadge method={content.method} />
        <output aria-label={words().examples.url} className={css.address}>
          {content.url}
        </output>
      </div>
      <Parts content={content} />
    </section>
  );
}

function Parts({ content }: { content: Example }) {
  const [part, setPart] = useState<Part>("body");
  const { response } = content;
  return (
    <Tabs
      name={words().examples.name}
      value={part}
      onChoose={setPart}
      className={css.parts}
      tabs={[
        { value: "body", text: words().response.tabs.body },
        { value: "headers", text: words().response.tabs.headers, count: response.headers.length },
        { value: "request", text: words().examples.asked },
      ]}
      end={response.status === null ? null : <StatusBadge status={response.status} reason={response.status_text} />}
    >
      <TabPanel value="body">
        {response.body === "" ? (
          <p className={css.note}>{words().response.noBody}</p>
        ) : (
          <Text name={words().examples.body} language={response.body_type ?? "text"} text={response.body} />
        )}
      </TabPanel>
      <TabPanel value="headers">
        <div className={css.rows}>
          <Rows name={words().response.headersTable} rows={response.headers} none={words().examples.noHeaders} />
        </div>
      </TabPanel>
      <TabPanel value="request">
        <Asked content={content} />
      </TabPanel>
    </Tabs>
  );
}

function Asked({ content }: { content: Example }) {
  const { body } = content;
  const path = content.params.filter((row) => row.kind === "path");
  return (
    <div className={css.asked}>
      {path.length > 0 ? <Rows name={words().request.pathVariables} rows={path} none="" /> : null}
      <Rows name={words().request.headers} rows={content.headers} none={words().examples.noHeaders} />
      {body.type === "raw" && body.content.text !== "" ? (
        <Text name={words().request.body} language={body.content.language} text={body.content.text} />
      ) : null}
      {body.type === "form_url_encoded" ? <Rows name={words().request.body} rows={body.content} none="" /> : null}
    </div>
  );
}

function Text({ name, language, text }: { name: string; language: string; text: string }) {
  return (
    <div className={css.text}>
      <Suspense fallback={null}>
        <CodeView
          name={name}
          language={language}
          text={text}
          wholeText={text}
          wraps
          wanted={null}
          at={0}
          onFound={() => undefined}
          onSelect={() => undefined}
        />
      </Suspense>
    </div>
  );
}

type Row = { name: string; value: string; is_enabled?: boolean };

function Rows({ name, rows, none }: { name: string; rows: readonly Row[]; none: string }) {
  const sent = rows.filter((row) => row.is_enabled !== false);
  return sent.length === 0 ? <p className={css.note}>{none}</p> : <NameTable name={name} rows={sent} />;
}
