import { type ComponentPropsWithRef, Fragment, type ReactNode, useRef } from "react";
import css from "#/ui/fields/Field.module.css";

/** Props of a line whose matches of `marks` stand out. */
export type MarkedFieldProps = Omit<ComponentPropsWithRef<"input">, "size" | "onChange" | "name"> & {
  name: string;
  value: string;
  onText: (text: string) => void;
  marks: RegExp;
  trail?: ReactNode;
};

/** One line of mono text in which a part is marked while it is typed. The typed text is a native input above a mirror. */
export function MarkedField({ name, value, onText, marks, trail, className, ...rest }: MarkedFieldProps) {
  const mirror = useRef<HTMLDivElement>(null);
  const follow = (input: HTMLInputElement) => {
    if (mirror.current) mirror.current.scrollLeft = input.scrollLeft;
  };
  return (
    <div className={[css.field, css.mono, className].filter(Boolean).join(" ")}>
      <div className={css.stack}>
        <div ref={mirror} className={css.mirror} aria-hidden>
          {[...pieces(value, marks)].map(({ at, text, isMarked }) =>
            isMarked ? (
              <mark key={at} className={css.var}>
                {text}
              </mark>
            ) : (
              <Fragment key={at}>{text}</Fragment>
            ),
          )}
        </div>
        <input
          type="text"
          autoComplete="off"
          spellCheck={false}
          {...rest}
          aria-label={name}
          value={value}
          onChange={(event) => onText(event.target.value)}
          onScroll={(event) => follow(event.currentTarget)}
          onKeyUp={(event) => follow(event.currentTarget)}
          onSelect={(event) => follow(event.currentTarget)}
        />
      </div>
      {trail ? <span className={css.trail}>{trail}</span> : null}
    </div>
  );
}

function* pieces(value: string, marks: RegExp): Generator<{ at: number; text: string; isMarked: boolean }> {
  let at = 0;
  for (const match of value.matchAll(marks)) {
    if (match.index > at) yield { at, text: value.slice(at, match.index), isMarked: false };
    yield { at: match.index, text: match[0], isMarked: true };
    at = match.index + match[0].length;
  }
  if (at < value.length) yield { at, text: value.slice(at), isMarked: false };
}
