import { type ReactNode, useEffect, useRef } from "react";
import { hasMoved } from "#/server/state/place.ts";
import { words } from "#/words/server.ts";
import css from "./Page.module.css";

/**
 * The title of a page: in the tab, and as the heading to which the focus goes when one comes from another page, so that the
 * keyboard goes on from here and a screen reader says where one is.
 */
export function Title({ text }: { text: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = words().titled({ page: text });
  }, [text]);
  useEffect(() => {
    // The first page of a visit leaves the focus where the browser puts it.
    if (hasMoved()) heading.current?.focus();
  }, []);
  return (
    <h1 ref={heading} tabIndex={-1} className={css.title}>
      {text}
    </h1>
  );
}

/** The head of a page: title, one sentence, and what can be done at the right. */
export function Head(props: { title: string; lead?: ReactNode; actions?: ReactNode }) {
  return (
    <header className={css.head}>
      <div className={css.grow}>
        <Title text={props.title} />
        <p className={css.lead}>{props.lead}</p>
      </div>
      {props.actions}
    </header>
  );
}

/** What scrolls below the head. */
export function Body({ children, className }: { children: ReactNode; className?: string | undefined }) {
  return <div className={[css.body, className].filter(Boolean).join(" ")}>{children}</div>;
}

/** A framed part of a page, named by its heading. */
export function Box(props: {
  title: string;
  badge?: ReactNode;
  action?: ReactNode;
  isEdited?: boolean;
  children: ReactNode;
}) {
  const { title, badge, action, isEdited = false, children } = props;
  return (
    <section className={isEdited ? `${css.box} ${css.edited}` : css.box} aria-label={title}>
      <header>
        <h2>{title}</h2>
        {badge}
        <span className={css.grow} />
        {action}
      </header>
      {children}
    </section>
  );
}

/** Names and values, one pair a line. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className={css.facts}>{children}</dl>;
}

/** One pair of facts. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
