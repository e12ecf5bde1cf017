import type { LucideIcon } from "lucide-react";
import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { saidOf } from "#/server/ui/messages.ts";
import { Button } from "#/ui/Button.tsx";
import { words } from "#/words/server.ts";
import { Title } from "./Page.tsx";
import css from "./State.module.css";

/** A whole page that says one thing and what can be done about it. */
export function State(props: {
  icon: LucideIcon;
  above?: string;
  title: string;
  text: ReactNode;
  children?: ReactNode;
}) {
  const { icon: Icon, above, title, text, children } = props;
  return (
    <div className={css.state}>
      <span className={css.disc}>
        <Icon size={28} strokeWidth={1.5} aria-hidden />
      </span>
      {above ? <p className={css.above}>{above}</p> : null}
      <Title text={title} />
      <p className={css.text}>{text}</p>
      {children}
    </div>
  );
}

/** What stands in the place of something that did not come. */
export function Failed({ thrown, onAgain }: { thrown: unknown; onAgain: () => void }) {
  return (
    <div className={css.failed} role="alert">
      <CircleAlert size={16} strokeWidth={1.75} aria-hidden />
      <div>
        <strong>{words().loadFailed}</strong>
        <p>{saidOf(thrown)}</p>
      </div>
      <Button onClick={onAgain}>{words().again}</Button>
    </div>
  );
}
