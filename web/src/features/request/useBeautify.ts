import { useRef } from "react";
import { problemOf } from "#/api/client.ts";
import type { Request } from "#/api/types/Request.ts";
import { sentence } from "#/ui/Message.tsx";
import { useToast } from "#/ui/overlays/Toasts.tsx";
import { words } from "#/words/app.ts";
import { named } from "#/words/words.ts";
import { canLayOut, layOut } from "./beautify.ts";
import type { PartProps } from "./ParamsPart.tsx";

/** Lays the body out anew, where it has a language that can be; says so where it is not of that language. */
export function useBeautify(request: Request | undefined, edit: PartProps["edit"]): () => Promise<void> {
  const toast = useToast();
  const latest = useRef(request);
  latest.current = request;
  return async () => {
    const body = latest.current?.body;
    if (body?.type !== "raw" || !canLayOut(body.content.language)) return;
    const { language, text } = body.content;
    try {
      const laidOut = await layOut(language, text);
      const now = latest.current;
      // What was typed meanwhile stands.
      if (!now || now.body !== body) return;
      if (laidOut === null)
        toast.problem(
          words().request.notOfLanguage({ language: named(words().request.languages, language) ?? language }),
        );
      else edit({ ...now, body: { ...body, content: { ...body.content, text: laidOut } } }, "url", null);
    } catch (thrown) {
      toast.problem(sentence(problemOf(thrown).message));
    }
  };
}
