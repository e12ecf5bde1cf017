import { TriangleAlert } from "lucide-react";
import { problemOf } from "#/api/client.ts";
import type { Item } from "#/state/items.ts";
import { useProgram } from "#/state/program.tsx";
import { Button } from "#/ui/Button.tsx";
import { sentence } from "#/ui/Message.tsx";
import { useToast } from "#/ui/Toasts.tsx";
import { words } from "#/words/en.ts";
import css from "./RequestTab.module.css";

/** Said when a file changed on disk under unsaved edits: nothing is overwritten without a choice. */
export function Conflict({ item, kind }: { item: Item; kind: "request" | "parent" }) {
  const { edits } = useProgram();
  const toast = useToast();
  const act = (what: () => Promise<void>) => {
    what().catch((thrown: unknown) => toast(sentence(problemOf(thrown).message)));
  };
  const save = () => (kind === "request" ? edits.saveRequest(item, true) : edits.saveParent(item, true));
  return (
    <div className={css.conflict} role="alert">
      <TriangleAlert size={16} strokeWidth={1.75} aria-hidden />
      <span>{words.parent.conflict}</span>
      <Button onClick={() => act(save)}>{words.parent.overwrite}</Button>
      <Button onClick={() => act(() => edits.discard(item, kind))}>{words.parent.discard}</Button>
    </div>
  );
}
