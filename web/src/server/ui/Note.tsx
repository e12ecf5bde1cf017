import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import css from "./Note.module.css";

const ICONS = { bad: CircleAlert, warn: TriangleAlert, info: Info, ok: CircleCheck } as const;

/** A sentence on a soft ground, where it matters. A bad one is read out at once, a good one when there is time. */
export function Note({ tone, children }: { tone: keyof typeof ICONS; children: ReactNode }) {
  const Icon = ICONS[tone];
  return (
    <div className={`${css.note} ${css[tone]}`} role={tone === "bad" ? "alert" : tone === "ok" ? "status" : undefined}>
      <Icon size={16} strokeWidth={1.75} aria-hidden />
      <span>{children}</span>
    </div>
  );
}
