import { useEffect, useState } from "react";
import { post, problemOf } from "#/api/client.ts";
import type { PreviewAddress } from "#/api/types/PreviewAddress.ts";
import { sentence } from "#/ui/Message.tsx";
import { words } from "#/words/en.ts";
import css from "./Response.module.css";

/** The answer as what it is: a picture, or a page that can run and load nothing. Its address works once. */
export function Preview({ id }: { id: string }) {
  const [shown, setShown] = useState<PreviewAddress | null>(null);
  const [problem, setProblem] = useState("");
  useEffect(() => {
    const end = new AbortController();
    post<PreviewAddress>(`/api/exchanges/${encodeURIComponent(id)}/preview`, {}, end.signal).then(
      setShown,
      (thrown) => {
        if (!end.signal.aborted) setProblem(sentence(problemOf(thrown).message));
      },
    );
    return () => end.abort();
  }, [id]);
  if (problem !== "") return <p className={css.note}>{problem}</p>;
  if (shown === null) return null;
  if (shown.is_image) {
    return (
      <div className={css.picture}>
        <img src={shown.address} alt={words.response.picture} />
      </div>
    );
  }
  return <iframe className={css.preview} src={shown.address} sandbox="" title={words.response.previewed} />;
}
