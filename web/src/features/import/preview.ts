import { useCallback, useEffect, useRef, useState } from "react";
import { post, problemOf } from "#/api/client.ts";
import type { ImportPreviewView } from "#/api/types/ImportPreviewView.ts";
import type { Problem } from "#/api/types/Problem.ts";
import type { StartImport } from "#/api/types/StartImport.ts";

/** What is imported: the text of the line, files that belong together and which of them is meant, or the sample API. */
export type Source = Pick<StartImport, "text" | "is_sample" | "files" | "root">;

/** Nothing yet. */
export const NOTHING: Source = { text: "", is_sample: false, files: [] };

/** What would come in, asked for when there is something whole to read: pasted, dropped, or the line was left. */
export type PreviewState = {
  preview: ImportPreviewView | null;
  problem: Problem | null;
  isReading: boolean;
  /** Reads this; the same text is not read twice. */
  read: (source: Source) => void;
  forget: () => void;
};

/** The preview of what was read last. Other settings read it again. */
export function usePreview(settings: Record<string, string>): PreviewState {
  const [source, setSource] = useState<Source | null>(null);
  const [preview, setPreview] = useState<ImportPreviewView | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isReading, setReading] = useState(false);
  const latest = useRef(settings);
  latest.current = settings;
  const chosen = JSON.stringify(settings);

  // biome-ignore lint/correctness/useExhaustiveDependencies: other settings read the same text again.
  useEffect(() => {
    if (source === null) return;
    const end = new AbortController();
    setReading(true);
    setProblem(null);
    const choices = Object.entries(latest.current).map(([id, value]) => ({ id, value }));
    post<ImportPreviewView>("/api/imports/preview", { ...source, settings: choices, replaces: false }, end.signal).then(
      (view) => {
        setPreview(view);
        setReading(false);
      },
      (thrown: unknown) => {
        if (end.signal.aborted) return;
        setPreview(null);
        setProblem(problemOf(thrown));
        setReading(false);
      },
    );
    return () => end.abort();
  }, [source, chosen]);

  const read = useCallback((next: Source) => {
    const text = next.text.trim();
    const isNothing = text === "" && next.files.length === 0 && !next.is_sample;
    setSource((before) => {
      if (isNothing) return null;
      const isSame = before?.text === text && before.files === next.files && before.root === next.root;
      return isSame ? before : { ...next, text };
    });
  }, []);
  const forget = useCallback(() => {
    setSource(null);
    setPreview(null);
    setProblem(null);
    setReading(false);
  }, []);
  return { preview, problem, isReading, read, forget };
}
