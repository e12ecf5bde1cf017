import { CircleCheck, CircleMinus, Lock } from "lucide-react";
import type { ReactNode } from "react";
import { words } from "#/words/server.ts";
import css from "./people.module.css";

/** What a person is called. */
export type Named = { first_name: string; last_name: string; email: string };

/** First and last name; the address of somebody who has none. */
export function nameOf({ first_name, last_name, email }: Named): string {
  return `${first_name} ${last_name}`.trim() || email;
}

/** The name by which a sentence goes on speaking of somebody. */
export function shortNameOf(person: Named): string {
  return person.first_name.trim() || nameOf(person);
}

/** The first letters of a name, at most two. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s@.]+/).filter(Boolean);
  const [first = "", last = ""] = [words[0], words.length > 1 ? words.at(-1) : ""];
  return [first, last]
    .map((word) => [...(word ?? "")][0] ?? "")
    .join("")
    .toUpperCase();
}

/** Initials on a disc; only one's own is petrol. */
export function Avatar(props: {
  name: string;
  isOwn?: boolean;
  size?: "small" | "row" | "large";
  children?: ReactNode;
}) {
  const { name, isOwn = false, size = "row", children } = props;
  return (
    <span className={[css.avatar, css[size], isOwn && css.own].filter(Boolean).join(" ")} aria-hidden>
      {children ?? initialsOf(name)}
    </span>
  );
}

/** Whether somebody can act: sign and word. */
export function Standing({ user }: { user: { is_active: boolean; is_account_locked: boolean } }) {
  if (!user.is_active) return <Sign icon={CircleMinus} text={words().users.inactive} />;
  if (user.is_account_locked) return <Sign icon={Lock} text={words().users.locked} />;
  return <Sign icon={CircleCheck} text={words().users.active} isGood />;
}

/** An icon with its word. */
export function Sign(props: { icon: typeof Lock; text: string; isGood?: boolean }) {
  const { icon: Icon, text, isGood = false } = props;
  return (
    <span className={isGood ? `${css.sign} ${css.good}` : css.sign}>
      <Icon size={14} strokeWidth={2} aria-hidden />
      {text}
    </span>
  );
}
