import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import css from "./Badge.module.css";

/** What a badge means; the word or icon in it says the same. */
export type Tone = "plain" | "ok" | "warn" | "bad" | "info" | "accent" | "line";

/** A small word on a soft ground. */
export function Badge(props: { tone?: Tone; icon?: LucideIcon; title?: string; children: ReactNode }) {
  const { tone = "plain", icon: Icon, title, children } = props;
  return (
    <span className={`${css.badge} ${css[tone]}`} title={title}>
      {Icon ? <Icon size={12} strokeWidth={2.25} aria-hidden /> : null}
      {children}
    </span>
  );
}

const SHORT: Record<string, string> = { DELETE: "DEL", OPTIONS: "OPT" };
const KNOWN = new Set(["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]);

/** The method's word in its colour; cut to five letters where space is fixed, the full word is its name. */
export function MethodBadge({ method, short = false }: { method: string; short?: boolean }) {
  const upper = method.toUpperCase();
  const text = short ? (SHORT[upper] ?? method.slice(0, 5)) : method;
  return (
    <span className={`${css.method} ${KNOWN.has(upper) ? css[upper] : ""}`}>
      {text === method ? (
        text
      ) : (
        <>
          <span aria-hidden>{text}</span>
          <span className="sr">{method}</span>
        </>
      )}
    </span>
  );
}

/** A key cap. */
export function Kbd({ children }: { children: ReactNode }) {
  return <kbd className={css.kbd}>{children}</kbd>;
}
