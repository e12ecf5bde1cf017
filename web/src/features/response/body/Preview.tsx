import { Download } from "lucide-react";
import { useEffect, useState } from "react";
import { post, problemOf } from "#/api/client.ts";
import type { PreviewAddress } from "#/api/types/PreviewAddress.ts";
import { contentAt } from "#/host/host.ts";
import { Button } from "#/ui/Button.tsx";
import { sentence } from "#/ui/Message.tsx";
import { words } from "#/words/app.ts";
import css from "../Response.module.css";
import { saveBody } from "./save.ts";

/** The answer as what it is: a picture, a PDF, sound, a film, or a page that can run and load nothing. */
export function Preview({ id }: { id: string }) {
  const [shown, setShown] = useState<PreviewAddress | null>(null);
  const [problem, setProblem] = useState("");
  useEffect(() => {
    const end = new AbortController();
    let content: string | undefined;
    const show = async () => {
      const preview = await post<PreviewAddress>(`/api/exchanges/${encodeURIComponent(id)}/preview`, {}, end.signal);
      // A player asks again and again, and the address works once.
      const isPlayed = preview.kind === "audio" || preview.kind === "video";
      if (isPlayed) content = await contentAt(preview.address, end.signal);
      setShown(content === undefined ? preview : { ...preview, address: content });
    };
    show().catch((thrown) => {
      if (!end.signal.aborted) setProblem(sentence(problemOf(thrown).message));
    });
    return () => {
      end.abort();
      if (content !== undefined) URL.revokeObjectURL(content);
    };
  }, [id]);
  if (problem !== "") return <p className={css.note}>{problem}</p>;
  if (shown === null) return null;
  switch (shown.kind) {
    case "picture":
      return (
        <div className={css.picture}>
          <img src={shown.address} alt={words().response.picture} />
        </div>
      );
    case "audio":
      return (
        <div className={css.picture}>
          {/* biome-ignore lint/a11y/useMediaCaption: what a server sends has none. */}
          <audio controls src={shown.address} aria-label={words().response.sound} />
        </div>
      );
    case "video":
      return (
        <div className={css.picture}>
          {/* biome-ignore lint/a11y/useMediaCaption: what a server sends has none. */}
          <video controls src={shown.address} aria-label={words().response.film} />
        </div>
      );
    case "pdf":
      // Browsers start their viewer in no sandboxed frame. It is a program of theirs, apart from this page.
      return navigator.pdfViewerEnabled ? (
        <iframe className={css.preview} src={shown.address} title={words().response.previewed} />
      ) : (
        <div className={css.picture}>
          <p>{words().response.noPdfViewer}</p>
          <Button icon={Download} onClick={() => void saveBody(id)}>
            {words().examples.toFile}
          </Button>
        </div>
      );
    default:
      return <iframe className={css.preview} src={shown.address} sandbox="" title={words().response.previewed} />;
  }
}
