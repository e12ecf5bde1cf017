import { useCallback, useRef, useState } from "react";
import { problemOf } from "#/api/client.ts";
import type { EditedSide } from "#/api/types/EditedSide.ts";
import type { Problem } from "#/api/types/Problem.ts";
import type { Request } from "#/api/types/Request.ts";
import { useProgram } from "#/state/program.tsx";
import { requestFromCurl } from "#/state/queries/curl.ts";
import type { Item } from "#/state/rules/items.ts";
import { sentence } from "#/ui/Message.tsx";
import { useToast } from "#/ui/overlays/Toasts.tsx";
import { words } from "#/words/app.ts";

/** What became of the last cURL command pasted into the URL line. */
type PastedCurl = {
  /** Whether nothing was edited since. */
  isFresh: boolean;
  problems: readonly Problem[];
  take: (command: string) => Promise<void>;
  forget: () => void;
};

/** Makes the request what a pasted command says, as one edit that can be taken back. */
export function usePastedCurl(
  item: Item,
  edit: (request: Request, edited: EditedSide, typing: string | null) => void,
): PastedCurl {
  const { edits } = useProgram();
  const toast = useToast();
  const [isFresh, setFresh] = useState(false);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const latest = useRef(edit);
  latest.current = edit;
  const forget = useCallback(() => {
    setFresh(false);
    setProblems([]);
  }, []);
  const take = async (command: string) => {
    try {
      await edits.settled(item);
      const made = await requestFromCurl(item, command);
      latest.current(made.request, "url", null);
      setFresh(true);
      setProblems(made.problems);
      toast(words().curl.taken, {
        text: words().undo,
        onChoose: () => {
          forget();
          edits.undo("request", item, "undo");
        },
      });
    } catch (thrown) {
      toast.problem(sentence(problemOf(thrown).message));
    }
  };
  return { isFresh, problems, take, forget };
}
