import { Ellipsis, KeyRound, SquareTerminal } from "lucide-react";
import { problemOf } from "#/api/client.ts";
import { useProgram } from "#/state/program.tsx";
import { copyAsCurl } from "#/state/queries/curl.ts";
import type { Item } from "#/state/rules/items.ts";
import { IconButton } from "#/ui/Button.tsx";
import { sentence } from "#/ui/Message.tsx";
import { Menu, type MenuEntry } from "#/ui/overlays/Menu.tsx";
import { useToast } from "#/ui/overlays/Toasts.tsx";
import { words } from "#/words/app.ts";

/** Copies a request as a cURL command and says so. */
export function useCopyAsCurl(): (item: Item, showsSecrets: boolean) => Promise<void> {
  const { edits } = useProgram();
  const toast = useToast();
  return async (item, showsSecrets) => {
    try {
      await edits.settled(item);
      await copyAsCurl(item, showsSecrets);
      toast(showsSecrets ? words().curl.copiedWithSecrets : words().curl.copied);
    } catch (thrown) {
      toast.problem(sentence(problemOf(thrown).message));
    }
  };
}

/** What else can be done with the request of this tab; `saving` stands first where there is no room for a button. */
export function RequestMenu({ item, saving }: { item: Item; saving?: readonly MenuEntry[] | undefined }) {
  const copy = useCopyAsCurl();
  return (
    <Menu
      trigger={<IconButton icon={Ellipsis} name={words().curl.menu} />}
      groups={[
        ...(saving ? [saving] : []),
        [
          { text: words().curl.copy, icon: SquareTerminal, onChoose: () => void copy(item, false) },
          { text: words().curl.copyWithSecrets, icon: KeyRound, onChoose: () => void copy(item, true) },
        ],
      ]}
    />
  );
}
