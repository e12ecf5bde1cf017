// How far a hop came that got no answer.
import type { HopView } from "#/api/types/HopView.ts";

/** A step of a hop. */
export type Step = {
  step: "dns" | "tcp" | "tls" | "sent" | "wait" | "download";
  /** How long it took; absent where nothing measures it. */
  us: number | undefined;
  state: "done" | "stopped" | "todo";
};

/** The steps of a hop without an answer, up to the one at which it stopped and those that were still to come. */
export function stepsOf({ timings, sent_head_bytes }: HopView): Step[] {
  const made = (["dns", "tcp", "tls"] as const).flatMap((step): Step[] => {
    const us = { dns: timings.dns_us, tcp: timings.connect_us, tls: timings.tls_us }[step];
    return us === undefined ? [] : [{ step, us, state: "done" }];
  });
  const waited = timings.total_us - made.reduce((sum, { us }) => sum + (us ?? 0), 0);
  const wasSent = sent_head_bytes > 0;
  return [
    ...made,
    { step: "sent", us: undefined, state: wasSent ? "done" : "stopped" },
    { step: "wait", us: wasSent ? waited : undefined, state: wasSent ? "stopped" : "todo" },
    { step: "download", us: undefined, state: "todo" },
  ];
}
