import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useCallback } from "react";
import type { HitView } from "#/api/types/HitView.ts";
import type { Folding } from "#/editor/foldAll.ts";
import { foldedText } from "#/editor/foldedText.ts";
import type { Fold } from "#/editor/folding.ts";
import { type BodyForm, countsQuery, foldOf, foldsOf, rowsOf } from "#/state/queries/bodies.ts";
import { words } from "#/words/app.ts";

const LineView = lazy(() => import("#/editor/LineView.tsx"));

/** Props of a body that stays in the program. */
export type LargeTextProps = {
  id: string;
  form: BodyForm;
  /** In which it is laid out, or `raw`. */
  language: string;
  wraps: boolean;
  isRunning: boolean;
  hits: readonly HitView[];
  current: HitView | undefined;
  /** The last wish to fold or unfold all; null before the first. */
  folding: Folding | null;
  onCopyAll: () => void;
  onSelect: (text: string) => void;
};

/** A body of any length, by rows. */
export function LargeText(props: LargeTextProps) {
  const { id, form, language, wraps, isRunning, hits, current, folding, onCopyAll, onSelect } = props;
  const counts = useQuery(countsQuery(id, form, isRunning));
  const load = useCallback(
    (from: number, count: number, signal: AbortSignal) => rowsOf(id, form, from, count, signal),
    [id, form],
  );
  const allFolds = useCallback(
    (onFold: (fold: Fold) => void, signal: AbortSignal) => foldsOf(id, form, onFold, signal),
    [id, form],
  );
  if (!counts.data) return null;
  return (
    <Suspense fallback={null}>
      <LineView
        key={form}
        name={words().response.body}
        rows={counts.data.rows}
        load={load}
        language={language}
        wraps={wraps}
        hits={hits}
        current={current}
        foldAt={language === "raw" ? undefined : (row) => foldOf(id, form, row)}
        allFolds={allFolds}
        folding={folding}
        isGrowing={isRunning}
        folded={(fold, opener) => foldedText(opener, fold.parts, fold.end - fold.row)}
        onCopyAll={onCopyAll}
        onSelect={onSelect}
      />
    </Suspense>
  );
}
