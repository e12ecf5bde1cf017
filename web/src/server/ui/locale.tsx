import { useId, useMemo } from "react";
import { useServer } from "#/server/state/session.ts";
import { Select } from "#/ui/fields/Select.tsx";
import { locale } from "#/words/locale.ts";
import { words } from "#/words/server.ts";
import { Labelled, Row } from "./fields.tsx";

/** A time zone by its IANA name; the browser's list helps typing. */
export function TimeZoneField(props: { value: string; onText: (text: string) => void; wrong?: string | undefined }) {
  const list = useId();
  const zones = useMemo(() => Intl.supportedValuesOf("timeZone"), []);
  return (
    <>
      <Labelled label={words().fields.timeZone} list={list} hint={words().profile.timeZoneHint} {...props} />
      <datalist id={list}>
        {zones.map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </>
  );
}

/** The choice among the server's languages. */
export function LanguageRow({ value, onChoose }: { value: string; onChoose: (language: string) => void }) {
  const { data: server } = useServer();
  const known = server?.languages ?? [];
  const all = value === "" || known.includes(value) ? known : [...known, value];
  return (
    <Row label={words().fields.language}>
      <Select
        name={words().fields.language}
        size="form"
        // A select needs a value for “none”; no language is called like this.
        value={value || NONE}
        choices={[
          { value: NONE, text: words().fields.notSet },
          ...all.map((one) => ({ value: one, text: languageOf(one) })),
        ]}
        onChoose={(chosen) => onChoose(chosen === NONE ? "" : chosen)}
      />
    </Row>
  );
}

const NONE = "-";

/** What a language is called, in the language of the page; a text that is not a language code stays as it is. */
export function languageOf(code: string): string {
  if (code === "") return words().fields.notSet;
  try {
    return new Intl.DisplayNames([locale()], { type: "language", languageDisplay: "standard" }).of(code) ?? code;
  } catch {
    return code;
  }
}
