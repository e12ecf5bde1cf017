import { type ComponentPropsWithRef, type ReactNode, useRef } from "react";
import css from "#/ui/fields/Field.module.css";
import { segments } from "#/ui/variables/segments.ts";
import { useVariableCard } from "./VariableCard.tsx";
import { useCompletion } from "./VariableCompletion.tsx";

/** Props of a line in which `{{variables}}` are shown. */
export type VariableFieldProps = Omit<ComponentPropsWithRef<"input">, "size" | "onChange" | "name"> & {
  name?: string | undefined;
  value: string;
  onText: (text: string) => void;
  /** Answers whether a variable is known; absent means every name counts as known. */
  isKnown?: ((name: string) => boolean) | undefined;
  showsPathVariables?: boolean;
  size?: "pane" | "form";
  bare?: boolean;
  trail?: ReactNode;
};

/** One line of mono text that marks variables while it is typed. The typed text is a native input above a mirror. */
export function VariableField({
  name,
  value,
  onText,
  isKnown,
  showsPathVariables = false,
  size = "form",
  bare = false,
  trail,
  className,
  ...rest
}: VariableFieldProps) {
  const mirror = useRef<HTMLDivElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const cards = useVariableCard(mirror);
  const completion = useCompletion(box, onText);
  const follow = (input: HTMLInputElement) => {
    if (mirror.current) mirror.current.scrollLeft = input.scrollLeft;
  };
  const stack = (
    <div ref={box} className={css.stack} {...cards.box}>
      <div ref={mirror} className={css.mirror} aria-hidden>
        {segments(value).map((piece) => {
          if (piece.kind === "text" || (piece.kind === "path" && !showsPathVariables)) return piece.text;
          if (piece.kind === "path") {
            return (
              <span key={piece.at} className={css.path}>
                {piece.text}
              </span>
            );
          }
          const known = isKnown?.(piece.name) ?? true;
          return (
            <span
              key={piece.at}
              data-variable={piece.name}
              data-at={piece.at}
              className={known ? css.var : `${css.var} ${css.unknown}`}
            >
              {piece.text}
            </span>
          );
        })}
      </div>
      <input
        type="text"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        {...rest}
        {...cards.input}
        {...completion.input}
        aria-label={name}
        value={value}
        onChange={(event) => {
          cards.close();
          onText(event.target.value);
          completion.follow(event.target);
        }}
        onKeyDown={(event) => {
          if (!completion.keys(event)) rest.onKeyDown?.(event);
        }}
        onBlur={(event) => {
          completion.close();
          rest.onBlur?.(event);
        }}
        onScroll={(event) => follow(event.currentTarget)}
        onKeyUp={(event) => {
          follow(event.currentTarget);
          cards.input.onKeyUp(event);
          if (["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) completion.close();
        }}
        onSelect={(event) => follow(event.currentTarget)}
      />
      {cards.card}
      {completion.list}
    </div>
  );
  const classes = bare ? [css.stack, css.mono, className] : [css.field, css[size], css.mono, className];
  return (
    <div className={classes.filter(Boolean).join(" ")}>
      {stack}
      {trail ? <span className={css.trail}>{trail}</span> : null}
    </div>
  );
}
