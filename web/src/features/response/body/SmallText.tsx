import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import type { Folding } from "#/editor/foldAll.ts";
import type { BodyForm, Wanted } from "#/state/queries/bodies.ts";
import { bodyQuery } from "#/state/queries/exchanges.ts";
import { words } from "#/words/app.ts";

const CodeView = lazy(() => import("#/editor/CodeView.tsx"));

/** Props of a body that the page holds. */
export type SmallTextProps = {
  id: string;
  form: BodyForm;
  language: string;
  wraps: boolean;
  wanted: Wanted | null;
  at: number;
  /** The last wish to fold or unfold all; null before the first. */
  folding: Folding | null;
  onFound: (count: number | null) => void;
  onSelect: (text: string) => void;
};

/** A body of ordinary length, with colours and folding. What is no JSON after all is shown as it was sent. */
export function SmallText({ id, form, language, wraps, wanted, at, folding, onFound, onSelect }: SmallTextProps) {
  const raw = useQuery(bodyQuery(id, "raw"));
  const laidOut = useQuery({ ...bodyQuery(id, form), enabled: form !== "raw" });
  const isLaidOut = form !== "raw" && !laidOut.isError;
  const shown = isLaidOut ? laidOut.data : raw.data;
  if (shown === undefined) return null;
  return (
    <Suspense fallback={null}>
      <CodeView
        name={words().response.body}
        language={language}
        text={shown}
        wholeText={raw.data ?? shown}
        wraps={wraps}
        wanted={wanted}
        at={at}
        folding={folding}
        onFound={onFound}
        onSelect={onSelect}
      />
    </Suspense>
  );
}
