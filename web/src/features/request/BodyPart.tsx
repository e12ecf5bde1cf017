import { CircleCheck, CircleX } from "lucide-react";
import { lazy, Suspense } from "react";
import type { Body } from "#/api/types/Body.ts";
import { Badge } from "#/ui/Badge.tsx";
import { Button } from "#/ui/Button.tsx";
import { Radios } from "#/ui/Radios.tsx";
import { Select } from "#/ui/Select.tsx";
import { words } from "#/words/en.ts";
import { beautified } from "./beautify.ts";
import type { PartProps } from "./ParamsPart.tsx";
import css from "./parts.module.css";

const CodeEditor = lazy(() => import("#/editor/CodeEditor.tsx"));

type BodyType = Body["type"];

/** The body that is sent. Kinds that this page cannot edit are offered only when the request has one. */
export function BodyPart({ request, edit }: PartProps) {
  const { body } = request;
  const offered: BodyType[] = ["none", "raw"];
  if (!offered.includes(body.type)) offered.push(body.type);

  const chooseType = (type: BodyType) => {
    if (type === body.type) return;
    if (type === "none") edit({ ...request, body: { type: "none" } }, "url", null);
    if (type === "raw")
      edit({ ...request, body: { type: "raw", content: { language: "json", text: "" } } }, "url", null);
  };
  const setRaw = (part: Partial<{ language: string; text: string }>, typing: string | null) => {
    if (body.type !== "raw") return;
    edit({ ...request, body: { type: "raw", content: { ...body.content, ...part } } }, "url", typing);
  };

  return (
    <div className={css.body}>
      <div className={css.bodybar}>
        <Radios
          name={words.request.bodyType}
          value={body.type}
          choices={offered.map((value) => ({ value, text: words.request.bodyTypes[value] }))}
          onChoose={chooseType}
        />
        {body.type === "raw" ? (
          <RawTools language={body.content.language} text={body.content.text} onRaw={setRaw} />
        ) : null}
      </div>
      {body.type === "raw" ? (
        <div className={css.editor}>
          <Suspense fallback={null}>
            <CodeEditor
              name={words.request.body}
              language={body.content.language}
              text={body.content.text}
              onText={(text) => setRaw({ text }, "body")}
            />
          </Suspense>
        </div>
      ) : body.type === "none" ? (
        <div className={css.state}>
          <h3>{words.request.noBody}</h3>
          <p>{words.request.noBodyText}</p>
        </div>
      ) : (
        <div className={css.state}>
          <p>{words.request.otherBody}</p>
        </div>
      )}
    </div>
  );
}

const LANGUAGES = ["text", "javascript", "json", "html", "xml"];

function RawTools(props: {
  language: string;
  text: string;
  onRaw: (part: Partial<{ language: string; text: string }>, typing: string | null) => void;
}) {
  const { language, text, onRaw } = props;
  const languages = LANGUAGES.includes(language) ? LANGUAGES : [...LANGUAGES, language];
  const laidOut = language === "json" && text.trim() !== "" ? beautified(text) : undefined;
  return (
    <>
      <Select
        quiet
        className={css.language}
        name={words.request.language}
        value={language}
        choices={languages.map((value) => ({ value, text: words.request.languages[value] ?? value }))}
        onChoose={(chosen) => onRaw({ language: chosen }, null)}
      />
      <span className={css.end} />
      {laidOut === undefined ? null : (
        <Badge tone={laidOut === null ? "bad" : "ok"} icon={laidOut === null ? CircleX : CircleCheck}>
          {laidOut === null ? words.request.invalid : words.request.valid}
        </Badge>
      )}
      {language === "json" ? (
        <Button
          look="ghost"
          size="tight"
          disabled={!laidOut}
          onClick={() => {
            if (laidOut) onRaw({ text: laidOut }, null);
          }}
        >
          {words.request.beautify}
        </Button>
      ) : null}
    </>
  );
}
