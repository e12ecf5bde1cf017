import { AlignLeft, CircleCheck, CircleX } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import type { Body } from "#/api/types/Body.ts";
import type { Header } from "#/api/types/Header.ts";
import { type Item, keyOf } from "#/state/rules/items.ts";
import { Button } from "#/ui/Button.tsx";
import { Radios } from "#/ui/fields/Radios.tsx";
import { Select } from "#/ui/fields/Select.tsx";
import { Badge } from "#/ui/signs/Badge.tsx";
import type { KeyValue, TableWords } from "#/ui/tables/KeyValueTable.tsx";
import { useCandidates } from "#/ui/variables/VariableCompletion.tsx";
import { words } from "#/words/app.ts";
import { named } from "#/words/words.ts";
import { BinaryBody } from "./BinaryBody.tsx";
import { beautified, canLayOut } from "./beautify.ts";
import { EditableRows } from "./EditableRows.tsx";
import { FormData } from "./FormData.tsx";
import { bodyOf, keepBody } from "./kept.ts";
import { type PartProps, typingIn } from "./ParamsPart.tsx";
import css from "./parts.module.css";
import { headerOf, tableRow } from "./rows.ts";
import { useBeautify } from "./useBeautify.ts";

const CodeEditor = lazy(() => import("#/editor/CodeEditor.tsx"));

const TYPES: readonly Body["type"][] = ["none", "multipart", "form_url_encoded", "raw", "file"];

/** The body that is sent. Choosing another kind keeps what was typed in this one, as long as the page is there. */
export function BodyPart({ item, request, isKnown, edit }: PartProps & { item: Item }) {
  const [isBulk, setBulk] = useState(false);
  const beautify = useBeautify(request, edit);
  const candidates = useCandidates() ?? undefined;
  const { body } = request;
  const setBody = (next: Body, typing: string | null) => edit({ ...request, body: next }, "url", typing);
  const chooseType = (type: Body["type"]) => {
    if (type === body.type) return;
    keepBody(keyOf(item), body);
    setBody(bodyOf(keyOf(item), type), null);
  };
  const setRaw = (part: Partial<{ language: string; text: string }>, typing: string | null) => {
    if (body.type === "raw") setBody({ type: "raw", content: { ...body.content, ...part } }, typing);
  };
  return (
    <div className={css.body}>
      <div className={css.bodybar}>
        <Radios
          name={words().request.bodyType}
          value={body.type}
          choices={TYPES.map((value) => ({ value, text: words().request.bodyTypes[value] }))}
          onChoose={chooseType}
        />
        {body.type === "raw" ? (
          <RawTools
            language={body.content.language}
            text={body.content.text}
            onRaw={setRaw}
            onBeautify={() => void beautify()}
          />
        ) : null}
        {body.type === "form_url_encoded" || body.type === "multipart" ? (
          <Button look="ghost" size="tight" className={css.end} onClick={() => setBulk(!isBulk)}>
            {isBulk ? words().request.keyValueEdit : words().request.bulkEdit}
          </Button>
        ) : null}
      </div>
      {body.type === "none" ? (
        <div className={css.state}>
          <h3>{words().request.noBody}</h3>
          <p>{words().request.noBodyText}</p>
        </div>
      ) : body.type === "raw" ? (
        <div className={css.editor}>
          <Suspense fallback={null}>
            <CodeEditor
              name={words().request.body}
              language={body.content.language}
              text={body.content.text}
              onText={(text) => setRaw({ text }, "body")}
              candidates={candidates}
            />
          </Suspense>
        </div>
      ) : body.type === "form_url_encoded" ? (
        <div className={css.scroll}>
          <div className={css.wrap}>
            <UrlEncoded
              rows={body.content}
              isBulk={isBulk}
              isKnown={isKnown}
              onRows={(content, typing) => setBody({ type: "form_url_encoded", content }, typing)}
            />
          </div>
        </div>
      ) : body.type === "multipart" ? (
        <div className={css.scroll}>
          <div className={css.wrap}>
            <FormData
              collection={item.collection}
              parts={body.content}
              isBulk={isBulk}
              isKnown={isKnown}
              onParts={(content, before, after) =>
                setBody({ type: "multipart", content }, typingIn("form-data", before, after))
              }
            />
          </div>
        </div>
      ) : (
        <BinaryBody
          collection={item.collection}
          choices={body.content}
          onChoices={(content) => setBody({ type: "file", content }, null)}
        />
      )}
    </div>
  );
}

function UrlEncoded(props: {
  rows: readonly Header[];
  isBulk: boolean;
  isKnown: (name: string) => boolean;
  onRows: (rows: Header[], typing: string | null) => void;
}) {
  const rows = props.rows.map(tableRow);
  const table: TableWords = {
    ...words().table,
    table: words().request.bodyTypes.form_url_encoded,
    add: words().table.addField,
  };
  const setRows = (next: KeyValue[]) => props.onRows(next.map(headerOf), typingIn("urlencoded", rows, next));
  return (
    <>
      {props.isBulk ? <p className={css.hint}>{words().request.bulkHint}</p> : null}
      <EditableRows table={table} rows={rows} isBulk={props.isBulk} isKnown={props.isKnown} onRows={setRows} />
    </>
  );
}

const LANGUAGES = ["text", "javascript", "json", "html", "xml"];

function RawTools(props: {
  language: string;
  text: string;
  onRaw: (part: Partial<{ language: string; text: string }>, typing: string | null) => void;
  onBeautify: () => void;
}) {
  const { language, text, onRaw } = props;
  const languages = LANGUAGES.includes(language) ? LANGUAGES : [...LANGUAGES, language];
  const json = language === "json" && text.trim() !== "" ? beautified(text) : undefined;
  return (
    <>
      <Select
        quiet
        className={css.language}
        name={words().request.language}
        value={language}
        choices={languages.map((value) => ({ value, text: named(words().request.languages, value) ?? value }))}
        onChoose={(chosen) => onRaw({ language: chosen }, null)}
      />
      <span className={css.end} />
      {json === undefined ? null : (
        <Badge tone={json === null ? "bad" : "ok"} icon={json === null ? CircleX : CircleCheck}>
          {json === null ? words().request.invalid : words().request.valid}
        </Badge>
      )}
      {canLayOut(language) ? (
        <Button
          look="ghost"
          size="tight"
          icon={AlignLeft}
          disabled={text.trim() === "" || json === null}
          onClick={props.onBeautify}
        >
          {words().request.beautify}
        </Button>
      ) : null}
    </>
  );
}
