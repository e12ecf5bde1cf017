import { CircleCheck, CircleX, CornerUpRight, Unplug } from "lucide-react";
import { Fragment, type ReactNode } from "react";
import { Badge } from "#/ui/signs/Badge.tsx";
import { MaskedSign } from "#/ui/signs/MaskedSign.tsx";
import { words } from "#/words/app.ts";
import css from "./Entry.module.css";

/** Code and reason with an icon, or that no answer came. */
export function Status({ status, reason }: { status: number | undefined; reason: string }) {
  if (status === undefined) {
    return (
      <Badge tone="bad" icon={Unplug}>
        {words().response.noAnswer}
      </Badge>
    );
  }
  const icon = status < 300 ? CircleCheck : status < 400 ? CornerUpRight : CircleX;
  return (
    <Badge tone={status < 300 ? "ok" : status < 400 ? "warn" : "bad"} icon={icon}>
      {`${status} ${reason}`.trim()}
    </Badge>
  );
}

const MASK = "••••••••";

/** A text in which what was kept back is said in words. */
export function Masked({ text }: { text: string }) {
  return text.split(MASK).map((piece, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a fixed text.
    <Fragment key={index}>
      {index === 0 ? null : <MaskedSign text={words().history.masked} />}
      {piece}
    </Fragment>
  ));
}

/** Rows of a table of header fields; `end` fills a third column when that has a title. */
export function Fields(props: {
  name: string;
  rows: readonly { name: string; value: string; end?: string }[];
  end?: string;
}) {
  const { name, rows, end } = props;
  if (rows.length === 0) return <p className={css.hint}>{words().history.noHeaders}</p>;
  return (
    <table className={css.fields} aria-label={name}>
      <thead>
        <tr>
          <th scope="col">{words().table.key}</th>
          <th scope="col">{words().table.value}</th>
          {end === undefined ? null : <th scope="col">{end}</th>}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: names repeat.
          <tr key={index}>
            <th scope="row">{row.name}</th>
            <td>
              <Masked text={row.value} />
            </td>
            {end === undefined ? null : <td className={css.words}>{row.end}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What scrolls; it can be reached by keyboard. */
export function Scroll({ name, children }: { name: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section className={css.scroll} aria-label={name} tabIndex={0}>
      {children}
    </section>
  );
}

/** A text that is read. */
export function TextBox({ name, text }: { name: string; text: string }) {
  return (
    <figure className={css.text} aria-label={name}>
      <pre>
        <Masked text={text} />
      </pre>
    </figure>
  );
}
