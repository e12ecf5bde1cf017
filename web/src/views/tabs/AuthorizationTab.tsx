import { useState } from "react";
import { post, problemOf } from "#/api/client.ts";
import type { Auth } from "#/api/types/Auth.ts";
import type { AuthView } from "#/api/types/AuthView.ts";
import { AuthPart } from "#/features/authorization/AuthPart.tsx";
import { TokenFlow, type TokenStep } from "#/features/tokens/TokenFlow.tsx";
import { useProgram } from "#/state/program.tsx";
import { type Item, keyOf } from "#/state/rules/items.ts";
import { itemTab } from "#/state/rules/tabs.ts";
import { useTabs } from "#/state/stores/tabs.ts";
import { useView } from "#/state/stores/view.ts";
import { sentence } from "#/ui/Message.tsx";
import { useToast } from "#/ui/overlays/Toasts.tsx";

/** Props of an Authorization tab; `note` says who else uses it and is absent on requests. */
export type AuthorizationTabProps = {
  item: Item;
  ownerName: string;
  auth: Auth;
  canInherit: boolean;
  note?: string | undefined;
  isKnown: (name: string) => boolean;
  edit: (auth: Auth, typing: string | null) => void;
};

/** The fields of the authorization together with the dialogs around its tokens. */
export function AuthorizationTab(props: AuthorizationTabProps) {
  const { item, ownerName } = props;
  const [at, setAt] = useState<TokenStep>({ step: "closed" });
  const { edits } = useProgram();
  const open = useTabs((tabs) => tabs.open);
  const toast = useToast();

  const chooseToken = async (token: string) => {
    try {
      await edits.settled(item);
      await post<AuthView>("/api/tokens/use", { ...item, token });
    } catch (thrown) {
      toast.problem(sentence(problemOf(thrown).message));
    }
  };
  const openSource = (source: AuthView["source"]) => {
    const giving = { collection: item.collection, path: source.path };
    const key = keyOf(giving);
    if (source.kind === "request") useView.getState().chooseRequestPart(key, "authorization");
    else useView.getState().chooseParentPart(key, "authorization");
    open(itemTab(source.kind, giving), true);
  };

  return (
    <>
      <AuthPart
        {...props}
        onGetToken={() => setAt({ step: "asking" })}
        onManageTokens={() => setAt({ step: "manage", chosen: null })}
        onChooseToken={(id) => void chooseToken(id)}
        onOpenSource={openSource}
      />
      <TokenFlow item={item} ownerName={ownerName} at={at} onStep={setAt} />
    </>
  );
}
