import { useQuery } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { useState } from "react";
import { TokenFlow, type TokenStep } from "#/features/tokens/TokenFlow.tsx";
import { authQuery } from "#/state/queries/items.ts";
import { type Item, keyOf } from "#/state/rules/items.ts";
import { itemTab } from "#/state/rules/tabs.ts";
import { useTabs } from "#/state/stores/tabs.ts";
import { useView } from "#/state/stores/view.ts";
import { Button } from "#/ui/Button.tsx";
import { roughly } from "#/ui/signs/TokenSign.tsx";
import { type Words, words } from "#/words/app.ts";
import { formatTime } from "#/words/locale.ts";
import { rich } from "#/words/rich.tsx";
import css from "./RequestTab.module.css";

/** Above the body of a 401: what it means for this request, and the way to mend it. */
export function Unauthorized({ item, name, sentAt }: { item: Item; name: string; sentAt: number }) {
  const auth = useQuery(authQuery(item)).data;
  const [at, setAt] = useState<TokenStep>({ step: "closed" });
  const open = useTabs((tabs) => tabs.open);
  if (!auth) return null;
  const type = auth.effective.type;
  const isToken = type === "oauth2";
  const openAuthorization = () => {
    const giving = { collection: item.collection, path: auth.source.path };
    const key = keyOf(giving);
    if (auth.source.kind === "request") useView.getState().chooseRequestPart(key, "authorization");
    else useView.getState().chooseParentPart(key, "authorization");
    open(itemTab(auth.source.kind, giving), true);
  };
  const token = auth.current_token;
  // What ended since does not explain this answer.
  const endedAt = token?.expires_at_ms !== undefined && token.expires_at_ms <= sentAt ? token.expires_at_ms : undefined;
  return (
    <div className={css.strip} role="alert">
      <div>
        <h3>
          {isToken && endedAt !== undefined
            ? words().response.tokenExpired
            : type === "none"
              ? words().response.noCredentials
              : words().response.unauthorized}
        </h3>
        <p>
          {isToken && endedAt !== undefined ? (
            <>
              {rich(words().response.tokenEnded, {
                token: <s>{token?.name}</s>,
                time: formatTime(endedAt, { timeStyle: "medium" }),
                before: roughly(Math.round((sentAt - endedAt) / 1000)),
              })}{" "}
            </>
          ) : null}
          {isToken
            ? words().response.unauthorizedText
            : type === "none"
              ? words().response.noCredentialsText
              : words().response.otherCredentialsText({
                  type: words().auth.types[type as keyof Words["auth"]["types"]] ?? type,
                })}
        </p>
      </div>
      {isToken ? (
        <Button icon={KeyRound} onClick={() => setAt({ step: "asking" })}>
          {words().auth.get}
        </Button>
      ) : null}
      {isToken ? (
        <Button look="ghost" onClick={() => setAt({ step: "manage", chosen: null })}>
          {words().response.manageTokens}
        </Button>
      ) : null}
      <Button look={isToken ? "ghost" : "secondary"} onClick={openAuthorization}>
        {words().parent.openAuthorization}
      </Button>
      <TokenFlow item={item} ownerName={name} at={at} onStep={setAt} />
    </div>
  );
}
