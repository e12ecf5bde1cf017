// The phases of an exchange on one scale.
import type { HopView } from "#/api/types/HopView.ts";

/** Phases in the order in which they take place. */
export const PHASES = ["prepare", "dns", "tcp", "tls", "wait", "download"] as const;
export type Phase = (typeof PHASES)[number];

/** One phase of a hop: where it begins and how wide it is, in per cent of the whole exchange. */
export type Bar = { phase: Phase; from: number; width: number };

/** Bars of each hop, and how long each phase took over all hops. */
export function waterfall(hops: readonly HopView[]): {
  rows: { title: string; bars: Bar[] }[];
  phases: { phase: Phase; us: number }[];
} {
  const whole = Math.max(
    1,
    hops.reduce((sum, hop) => sum + hop.timings.total_us, 0),
  );
  const sums = new Map<Phase, number>();
  let at = 0;
  const rows = hops.map((hop) => {
    const bars = phasesOf(hop).map(({ phase, us }) => {
      sums.set(phase, (sums.get(phase) ?? 0) + us);
      const bar = { phase, from: (at / whole) * 100, width: (us / whole) * 100 };
      at += us;
      return bar;
    });
    return { title: `${hop.method} ${hop.url}`, bars };
  });
  return { rows, phases: PHASES.flatMap((phase) => (sums.has(phase) ? [{ phase, us: sums.get(phase) ?? 0 }] : [])) };
}

/** The phases of one hop that took place; what none of them explains was preparation. */
function phasesOf({ timings }: HopView): { phase: Phase; us: number }[] {
  const named: [Phase, number | undefined][] = [
    ["dns", timings.dns_us],
    ["tcp", timings.connect_us],
    ["tls", timings.tls_us],
    ["wait", timings.first_byte_us],
    ["download", timings.download_us],
  ];
  const rest = timings.total_us - named.reduce((sum, [, us]) => sum + (us ?? 0), 0);
  const all: [Phase, number | undefined][] = [["prepare", rest > 0 ? rest : undefined], ...named];
  return all.flatMap(([phase, us]) => (us === undefined ? [] : [{ phase, us }]));
}
