import { Link, Plus } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { chosen } from "#/features/import/files.ts";
import type { FirstImport } from "#/features/import/ImportDialog.tsx";
import { FileLink, TextLink } from "#/features/import/SourceLine.tsx";
import { Button } from "#/ui/Button.tsx";
import { TextField } from "#/ui/fields/TextField.tsx";
import { Kbd } from "#/ui/signs/Badge.tsx";
import { words } from "#/words/app.ts";
import { rich } from "#/words/rich.tsx";
import css from "./Welcome.module.css";

/** What the main area shows while nothing is open: three stops at the very first, a few keys later. */
export function Welcome(props: { hasCollections: boolean; onImport: (given: FirstImport) => void; onNew: () => void }) {
  const { hasCollections, onImport, onNew } = props;
  return (
    <div className={css.page}>
      {hasCollections ? (
        <div className={css.quiet}>
          <svg className={css.road} viewBox="0 0 200 56" aria-hidden="true">
            <path d="M14 40c28 0 34-26 62-26s30 28 58 28 30-20 52-20" />
            <circle cx="14" cy="40" r="5" />
            <circle className={css.goal} cx="186" cy="22" r="5" />
          </svg>
          <h1>{words().welcome.pick}</h1>
          <Keys />
        </div>
      ) : (
        <div className={css.first}>
          <svg className={css.trail} viewBox="0 0 752 104" aria-hidden="true">
            <path d="M22 82c80-36 150-30 240-16s150 10 222-6 110-30 172-26" />
            <circle cx="22" cy="82" r="4.5" />
            <circle cx="262" cy="66" r="4.5" />
            <circle cx="484" cy="60" r="4.5" />
            <g transform="translate(664 16) scale(1.6)">
              <path className={css.horn} d="M1.8 15.5h12.7" />
              <circle className={css.horn} cx="9.3" cy="10.3" r="5.2" />
              <path className={`${css.horn} ${css.flare}`} d="M14.5 15.5c2.8 0 4.8-1.5 7.2-4v8c-2.4-2.5-4.4-4-7.2-4z" />
            </g>
          </svg>
          <h1>{words().welcome.title}</h1>
          <p className={css.lead}>{words().welcome.lead}</p>
          <ol className={css.stops}>
            {STOPS.map((stop, index) => (
              <li key={stop} className={css.stop} data-on={index === 0 || undefined}>
                <span className={css.no} aria-hidden>
                  {index + 1}
                </span>
                <div>
                  <h2>{words().welcome.stops[stop].title}</h2>
                  <p>
                    <StopText stop={stop} />
                  </p>
                  {index === 0 ? <ImportLine onImport={onImport} /> : null}
                </div>
              </li>
            ))}
          </ol>
          <div className={css.foot}>
            <div>
              <h2>{words().welcome.noDocument}</h2>
              <Button icon={Plus} onClick={onNew}>
                {words().tabs.newRequest}
              </Button>
            </div>
            <Keys />
          </div>
        </div>
      )}
    </div>
  );
}

const STOPS = ["import", "authorize", "send"] as const;

function StopText({ stop }: { stop: (typeof STOPS)[number] }) {
  const { stops } = words().welcome;
  if (stop !== "send") return stops[stop].text;
  const keys = (
    <>
      <Kbd>Ctrl</Kbd> <Kbd>Enter</Kbd>
    </>
  );
  return rich(stops.send.text, { keys });
}

function ImportLine({ onImport }: { onImport: (given: FirstImport) => void }) {
  const [text, setText] = useState("");
  const line = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) line.current?.focus();
  }, []);
  const take = (list: FileList | null) => {
    const files = chosen(list);
    if (files.length > 0) onImport({ files });
  };
  return (
    <>
      <form
        className={css.go}
        onSubmit={(event) => {
          event.preventDefault();
          onImport({ text });
        }}
      >
        <TextField
          ref={line}
          size="large"
          mono
          icon={Link}
          name={words().welcome.line}
          placeholder={words().import.placeholder}
          value={text}
          onText={setText}
        />
        <Button look="primary" size="url" type="submit" className={css.button}>
          {words().import.title}
        </Button>
      </form>
      <p className={css.or}>
        {words().welcome.or}
        <FileLink text={words().welcome.file} name={words().import.file} onFiles={take} />
        <FileLink text={words().welcome.folder} name={words().import.folder} isFolder onFiles={take} />
        <TextLink text={words().welcome.sample} onPress={() => onImport({ isSample: true })} />
      </p>
    </>
  );
}

function Keys() {
  const { keys } = words().welcome;
  return (
    <dl className={css.keys}>
      <dt>
        <Kbd>Ctrl</Kbd> <Kbd>K</Kbd>
      </dt>
      <dd>{keys.filter}</dd>
      <dt>
        <Kbd>Ctrl</Kbd> <Kbd>O</Kbd>
      </dt>
      <dd>{keys.import}</dd>
      <dt>
        <Kbd>Ctrl</Kbd> <Kbd>/</Kbd>
      </dt>
      <dd>{keys.shortcuts}</dd>
    </dl>
  );
}
