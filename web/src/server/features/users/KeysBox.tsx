import { useQueryClient } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { useState } from "react";
import { send } from "#/server/api/client.ts";
import { addressOf } from "#/server/state/users.ts";
import type { UserDetails } from "#/server/types/UserDetails.ts";
import { Confirm } from "#/server/ui/Confirm.tsx";
import { Box, Fact, Facts } from "#/server/ui/Page.tsx";
import { nameOf, shortNameOf } from "#/server/ui/people.tsx";
import { When } from "#/server/ui/times.tsx";
import { Button } from "#/ui/Button.tsx";
import { useToast } from "#/ui/overlays/Toasts.tsx";
import { Badge } from "#/ui/signs/Badge.tsx";
import { words } from "#/words/server.ts";
import css from "./boxes.module.css";
import { keep } from "./users.ts";

/** Digits of an API Access Key. */
const KEY_DIGITS = 79;

/** Whether somebody has a key pair, and the way to another one. The secret is nobody else's business. */
export function KeysBox({ user }: { user: UserDetails }) {
  const client = useQueryClient();
  const toast = useToast();
  const [asks, setAsks] = useState(false);
  const start = user.api_key_start;
  if (!user.is_api_enabled || start === undefined) {
    return (
      <Box title={words().user.keys} badge={<Badge>{words().user.noPair}</Badge>}>
        <p className={css.text}>{words().user.noPairText}</p>
      </Box>
    );
  }
  const roll = async () => {
    keep(client, await send<UserDetails>("POST", addressOf(user.id, "/keys/roll")));
    toast(words().user.rolled({ name: nameOf(user) }));
  };
  const badge = (
    <Badge tone="ok" icon={KeyRound}>
      {words().user.pairInUse}
    </Badge>
  );
  const action = (
    <Button look="ghost" size="tight" onClick={() => setAsks(true)}>
      {words().user.roll}
    </Button>
  );
  return (
    <Box title={words().user.keys} badge={badge} action={action}>
      <Facts>
        <Fact name={words().keys.key}>
          <code>{start}</code>
          <span className={css.subtle}>{words().user.furtherDigits({ count: KEY_DIGITS - start.length })}</span>
        </Fact>
        <Fact name={words().keys.secret}>
          <span className={css.muted}>{words().user.secretOwn({ name: shortNameOf(user) })}</span>
        </Fact>
        <Fact name={words().keys.made}>
          {user.key_made_at_ms === undefined ? words().keys.unknownTime : <When at_ms={user.key_made_at_ms} />}
        </Fact>
        <Fact name={words().keys.lastToken}>
          {user.last_token_at_ms === undefined ? words().keys.noToken : <When at_ms={user.last_token_at_ms} />}
        </Fact>
      </Facts>
      {asks ? (
        <Confirm
          title={words().user.rollTitle({ name: nameOf(user) })}
          text={words().user.rollText({ name: shortNameOf(user) })}
          action={words().keys.rollAction}
          onConfirm={roll}
          onClose={() => setAsks(false)}
        />
      ) : null}
    </Box>
  );
}
