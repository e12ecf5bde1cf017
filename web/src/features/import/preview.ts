import { useCallback, useEffect, useRef, useState } from "react";
import { post, problemOf } from "#/api/client.ts";
import type { ImportPreviewView } from "#/api/types/ImportPreviewView.ts";
import type { Problem } from "#/api/types/Problem.ts";

/** What would come in, asked for when there is something whole to read: pasted, dropped, or the line was left. */
export type PreviewState = {
  preview: ImportPreviewView | null;
  problem: Problem | null;
  isReading: boolean;
  /** Reads this; the same text is not read twice. */
  read: (text: string) => void;
  forget: () => void;
};

/** The preview of the text that was read last. Other settings read it again. */
export function usePreview(settings: Record<string, string>): PreviewState {
  const [text, setText] = useState("");
  const [preview, setPreview] = useState<ImportPreviewView | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isReading, setReading] = useState(false);
  const latest = useRef(settings);
  latest.current = settings;
  const chosen = JSON.stringify(settings);

  // biome-ignore lint/correctness/useExhaustiveDependencies: other settings read the same text again.
  useEffect(() => {
    if (text === "") return;
    const end = new AbortController();
    setReading(true);
    setProblem(null);
    const choices = Object.entries(latest.current).map(([id, value]) => ({ id, value }));
    post<ImportPreviewView>("/api/imports/preview", { text, settings: choices, replaces: false }, end.signal).then(
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
  }, [text, chosen]);

  const read = useCallback((next: string) => setText(next.trim()), []);
  const forget = useCallback(() => {
    setText("");
    setPreview(null);
    setProblem(null);
    setReading(false);
  }, []);
  return { preview, problem, isReading, read, forget };
}
