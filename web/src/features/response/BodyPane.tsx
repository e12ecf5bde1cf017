import { useQuery } from "@tanstack/react-query";
import { Copy, Search, WrapText } from "lucide-react";
import { lazy, Suspense, useRef, useState } from "react";
import type { ExchangeView } from "#/api/types/ExchangeView.ts";
import type { CodeViewHandle } from "#/editor/CodeView.tsx";
import { copyText } from "#/host/host.ts";
import { BODY_BYTES_MAX, bodyQuery, wholeBody } from "#/state/asked.ts";
import { size } from "#/state/figures.ts";
import { IconButton } from "#/ui/Button.tsx";
import { Segments } from "#/ui/Segments.tsx";
import { useToast } from "#/ui/Toasts.tsx";
import { words } from "#/words/en.ts";
import css from "./Response.module.css";

const CodeView = lazy(() => import("#/editor/CodeView.tsx"));

type Form = "pretty" | "raw";

/** The body of a complete answer. Copy gives what the server sent, whatever is shown. */
export function BodyPane({ view }: { view: ExchangeView }) {
  const [form, setForm] = useState<Form>("pretty");
  const [wraps, setWraps] = useState(true);
  const handle = useRef<CodeViewHandle | null>(null);
  const toast = useToast();
  const isText = view.language !== "binary" && view.body_bytes > 0;
  const isJson = view.language === "json";
  const isCut = view.body_bytes > BODY_BYTES_MAX;
  const raw = useQuery({ ...bodyQuery(view.id, "raw"), enabled: isText });
  const pretty = useQuery({ ...bodyQuery(view.id, "pretty"), enabled: isText && isJson });
  const shown = form === "pretty" && isJson ? pretty.data : raw.data;

  if (view.body_bytes === 0) return <p className={css.note}>{words.response.noBody}</p>;
  if (!isText) return <p className={css.note}>{words.response.binary(size(view.body_bytes))}</p>;

  const copy = async () => {
    const whole = isCut ? await wholeBody(view.id) : (raw.data ?? "");
    await copyText(whole);
    toast(words.response.copied);
  };

  return (
    <>
      <div className={css.toolbar}>
        <Segments
          name={words.response.view}
          value={form}
          onChoose={setForm}
          choices={[
            { value: "pretty", text: words.response.pretty },
            { value: "raw", text: words.response.raw },
          ]}
        />
        <span className={css.language}>{words.request.languages[view.language] ?? view.language}</span>
        {isCut ? (
          <span className={css.cut}>{words.response.cut(size(BODY_BYTES_MAX), size(view.body_bytes))}</span>
        ) : null}
        <div className={css.tools}>
          <IconButton
            icon={WrapText}
            name={words.response.wrap}
            aria-pressed={wraps}
            onClick={() => setWraps(!wraps)}
          />
          <IconButton
            icon={Search}
            name={words.response.search}
            keys="Ctrl F"
            onClick={() => handle.current?.search()}
          />
          <IconButton icon={Copy} name={words.response.copy} onClick={() => void copy()} />
        </div>
      </div>
      <div className={css.code}>
        {shown === undefined ? null : (
          <Suspense fallback={null}>
            <CodeView
              name={words.response.body}
              language={form === "raw" ? "text" : view.language}
              text={shown}
              wholeText={raw.data ?? shown}
              wraps={wraps}
              handle={handle}
            />
          </Suspense>
        )}
      </div>
    </>
  );
}
