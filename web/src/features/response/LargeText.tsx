import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useCallback } from "react";
import type { HitView } from "#/api/types/HitView.ts";
import { type BodyForm, countsQuery, rowsOf } from "#/state/bodies.ts";
import { words } from "#/words/en.ts";

const LineView = lazy(() => import("#/editor/LineView.tsx"));

/** Props of a body that stays in the program. */
export type LargeTextProps = {
  id: string;
  form: BodyForm;
  isJson: boolean;
  isRunning: boolean;
  hits: readonly HitView[];
  current: HitView | undefined;
  onCopyAll: () => void;
  onSelect: (text: string) => void;
};

/** A body of any length, by rows. */
export function LargeText({ id, form, isJson, isRunning, hits, current, onCopyAll, onSelect }: LargeTextProps) {
  const counts = useQuery(countsQuery(id, form, isRunning));
  const load = useCallback(
    (from: number, count: number, signal: AbortSignal) => rowsOf(id, form, from, count, signal),
    [id, form],
  );
  if (!counts.data) return null;
  return (
    <Suspense fallback={null}>
      <LineView
        name={words.response.body}
        rows={counts.data.rows}
        load={load}
        isJson={isJson}
        hits={hits}
        current={current}
        onCopyAll={onCopyAll}
        onSelect={onSelect}
      />
    </Suspense>
  );
}
