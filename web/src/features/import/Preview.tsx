import { Check, CircleAlert, FolderOpen, KeyRound, Layers, Link, TriangleAlert } from "lucide-react";
import type { ImportPreviewView } from "#/api/types/ImportPreviewView.ts";
import type { Problem } from "#/api/types/Problem.ts";
import { size } from "#/state/figures.ts";
import { Message } from "#/ui/Message.tsx";
import { words } from "#/words/en.ts";
import css from "./Preview.module.css";

/** Shown of a long list; the rest is counted. */
const SHOWN_MAX = 40;
const PROBLEMS_MAX = 20;

/** What was read, in one line below the import line. */
export function ReadSign({ preview, isReading }: { preview: ImportPreviewView | null; isReading: boolean }) {
  if (isReading) return <span className={css.reading}>{words.import.reading}</span>;
  if (!preview) return null;
  return (
    <span className={css.reading}>
      <span className={css.read}>
        <Check size={14} strokeWidth={2} aria-hidden />
        {words.import.read}
      </span>
      {size(preview.document_bytes)}
    </span>
  );
}

/** Names may repeat; the order never changes while the list is shown. */
function numbered<T>(values: readonly T[]): { key: string; value: T }[] {
  return values.map((value, place) => ({ key: `place ${place}`, value }));
}

/** What an import would make: name, numbers, folders, authorization, problems. */
export function Preview({ preview }: { preview: ImportPreviewView }) {
  const shown = preview.folders.slice(0, SHOWN_MAX);
  const rest = preview.folders.length - shown.length;
  return (
    <section className={css.preview} aria-label={words.import.comes}>
      <h3>{words.import.comes}</h3>
      <p className={css.name}>
        <Layers size={16} strokeWidth={1.75} aria-hidden />
        <strong className="cut">{preview.name}</strong>
      </p>
      <p className={css.counts}>{words.import.counts(preview)}</p>
      <ul className={css.folders}>
        {numbered(shown).map(({ key, value: folder }) => (
          <li key={key} data-level={folder.level}>
            <FolderOpen size={14} strokeWidth={2} aria-hidden />
            <span className="cut">{folder.name}</span>
            <span className={css.count}>{folder.request_count}</span>
          </li>
        ))}
        {rest > 0 ? <li className={css.more}>{words.import.moreFolders(rest)}</li> : null}
      </ul>
      <p className={css.fact}>
        <KeyRound size={14} strokeWidth={2} aria-hidden />
        {words.import.auth(preview.auth)}
      </p>
      {preview.base_url === "" ? null : (
        <p className={css.fact}>
          <Link size={14} strokeWidth={2} aria-hidden />
          <code className="cut">{preview.base_url}</code>
        </p>
      )}
      {preview.problems.length > 0 ? <Problems problems={preview.problems} /> : null}
    </section>
  );
}

function Problems({ problems }: { problems: readonly Problem[] }) {
  const shown = problems.slice(0, PROBLEMS_MAX);
  return (
    <>
      <h4>{words.import.problems(problems.length)}</h4>
      <ul className={css.problems}>
        {numbered(shown).map(({ key, value: problem }) => (
          <li key={key}>
            {problem.severity === "error" ? (
              <CircleAlert size={14} strokeWidth={2} aria-label={words.import.severities.error} />
            ) : (
              <TriangleAlert size={14} strokeWidth={2} aria-label={words.import.severities.other} />
            )}
            <span>
              {problem.place.line === undefined ? null : <b>{words.import.line_(problem.place.line)} </b>}
              <Message text={problem.message} /> {problem.hint ? <Message text={problem.hint} /> : null}
            </span>
          </li>
        ))}
        {problems.length > shown.length ? <li>{words.import.moreProblems(problems.length - shown.length)}</li> : null}
      </ul>
    </>
  );
}
