import { useQuery } from "@tanstack/react-query";
import { ChevronDown, Copy, Trash2 } from "lucide-react";
import { type KeyboardEvent, useRef, useState } from "react";
import { post } from "#/api/client.ts";
import type { DeletedTokens } from "#/api/types/DeletedTokens.ts";
import type { DeleteTokens } from "#/api/types/DeleteTokens.ts";
import type { TokenView } from "#/api/types/TokenView.ts";
import { copyText } from "#/host/host.ts";
import { authQuery, tokenQuery } from "#/state/queries/items.ts";
import type { Item } from "#/state/rules/items.ts";
import { Button, IconButton } from "#/ui/Button.tsx";
import { Dialog } from "#/ui/overlays/Dialog.tsx";
import { Menu } from "#/ui/overlays/Menu.tsx";
import { useToast } from "#/ui/overlays/Toasts.tsx";
import { expiryOf } from "#/ui/signs/expiry.ts";
import { useNow } from "#/ui/signs/now.ts";
import { roughly, TokenSign } from "#/ui/signs/TokenSign.tsx";
import { words } from "#/words/app.ts";
import { timeFormat } from "#/words/locale.ts";
import css from "./tokens.module.css";

/** Props of the dialog. `first` is the token that is chosen when it opens; null means the one in use. */
export type ManageDialogProps = { item: Item; ownerName: string; first: string | null; onClose: () => void };

/** All tokens at the left, one of them in full at the right. */
export function ManageDialog({ item, ownerName, first, onClose }: ManageDialogProps) {
  const view = useQuery(authQuery(item)).data;
  const [picked, setPicked] = useState(first);
  const toast = useToast();
  const use = useRef<HTMLButtonElement>(null);
  const tokens = view?.tokens ?? [];
  const chosen =
    tokens.find((token) => token.id === picked) ??
    tokens.find((token) => token.id === view?.current_token?.id) ??
    tokens[0];

  const remove = async (which: DeleteTokens["which"]) => {
    const { deleted, undo } = await post<DeletedTokens>("/api/tokens/delete", { which });
    toast(words().token.deleted({ count: deleted }), {
      text: words().undo,
      onChoose: () => void post("/api/tokens/restore", { undo }),
    });
  };
  const takeToken = async () => {
    if (!chosen) return;
    await post("/api/tokens/use", { ...item, token: chosen.id });
    onClose();
  };

  return (
    <Dialog
      open
      title={words().token.manageTitle}
      closeName={words().close}
      onClose={onClose}
      width={50}
      height={30}
      initialFocus={use}
      help={chosen ? words().token.becomes({ name: ownerName }) : undefined}
      actions={
        <>
          <Button size="form" onClick={onClose}>
            {words().cancel}
          </Button>
          <Button ref={use} look="primary" size="form" aria-disabled={!chosen} onClick={() => void takeToken()}>
            {words().token.use}
          </Button>
        </>
      }
    >
      <div className={css.split}>
        <div className={css.list}>
          <div className={css.bar}>
            <h3>{words().token.all}</h3>
            <DeleteMenu tokens={tokens} onDelete={(which) => void remove(which)} />
          </div>
          <TokenList
            tokens={tokens}
            chosen={chosen?.id}
            onChoose={setPicked}
            onDelete={(token) => void remove({ ids: [token.id] })}
          />
          <p className={css.help}>{words().token.stays}</p>
        </div>
        <div className={css.details}>{chosen ? <Details token={chosen} /> : <p>{words().token.none}</p>}</div>
      </div>
    </Dialog>
  );
}

function DeleteMenu(props: { tokens: readonly TokenView[]; onDelete: (which: DeleteTokens["which"]) => void }) {
  const now = useNow();
  const { tokens, onDelete } = props;
  const expired = tokens.filter((token) => expiryOf(token.expires_at_ms, now).state === "expired").length;
  return (
    <Menu
      trigger={
        <Button look="ghost" size="tight" disabled={tokens.length === 0}>
          {words().token.delete}
          <ChevronDown size={14} strokeWidth={2} aria-hidden />
        </Button>
      }
      groups={[
        [
          {
            text: words().token.deleteExpired,
            end: String(expired),
            disabled: expired === 0,
            onChoose: () => onDelete("expired"),
          },
          { text: words().token.deleteAll, end: String(tokens.length), danger: true, onChoose: () => onDelete("all") },
        ],
      ]}
    />
  );
}

function TokenList(props: {
  tokens: readonly TokenView[];
  chosen: string | undefined;
  onChoose: (id: string) => void;
  onDelete: (token: TokenView) => void;
}) {
  const { tokens, chosen, onChoose, onDelete } = props;
  const now = useNow();
  const keys = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-token]")];
    const at = buttons.indexOf(document.activeElement as HTMLElement);
    buttons[at + (event.key === "ArrowDown" ? 1 : -1)]?.focus();
    event.preventDefault();
  };
  return (
    <ul className={css.tokens} onKeyDown={keys}>
      {tokens.map((token) => {
        const expiry = expiryOf(token.expires_at_ms, now);
        const isExpired = expiry.state === "expired";
        return (
          <li key={token.id} className={css.row} data-on={token.id === chosen || undefined}>
            <button
              type="button"
              data-token
              className={css.token}
              aria-current={token.id === chosen || undefined}
              onClick={() => onChoose(token.id)}
            >
              {isExpired ? <s className="cut">{token.name}</s> : <span className="cut">{token.name}</span>}
              <span className={css.state}>
                <TokenSign isShort expiresAtMs={token.expires_at_ms} />
                {isExpired ? <span className={css.ago}>{words().token.ago({ ago: roughly(expiry.ago) })}</span> : null}
              </span>
            </button>
            <IconButton
              size="tight"
              icon={Trash2}
              name={words().token.deleteOne({ name: token.name })}
              onClick={() => onDelete(token)}
            />
          </li>
        );
      })}
    </ul>
  );
}

const day = timeFormat({ dateStyle: "long", timeStyle: "medium" });

function Details({ token }: { token: TokenView }) {
  const details = useQuery(tokenQuery(token.id)).data;
  const names = words().token.fields;
  const when = (ms: number) => ({ text: day.format(ms), title: new Date(ms).toISOString() });
  const rows: [string, string, string?][] = [[names.name, token.name]];
  // The type has its own line.
  const members = (details?.members ?? []).filter((member) => member.name !== "token_type");
  rows.push([names.type, token.token_type]);
  for (const member of members) rows.push([member.name, member.value]);
  if (token.scope && !members.some((member) => member.name === "scope")) rows.push([names.scope, token.scope]);
  const received = when(token.received_at_ms);
  rows.push([names.received, received.text, received.title]);
  if (token.expires_at_ms !== undefined) {
    const ends = when(token.expires_at_ms);
    rows.push([names.ends, ends.text, ends.title]);
  }
  if (details?.token_url) rows.push([names.asked, details.token_url]);
  if (details?.client_id) rows.push([names.client, details.client_id]);
  if (token.collection) rows.push([names.collection, token.collection]);
  if (token.environment) rows.push([names.environment, token.environment]);
  const access = details?.access_token ?? "";
  return (
    <>
      <h3 className={css.title}>{words().token.details}</h3>
      <dl className={css.facts}>
        <Fact name={names.name} value={token.name} />
        <dt>{names.token}</dt>
        <dd>
          <span className={css.masked}>{masked(access)}</span>
          <IconButton size="inside" icon={Copy} name={words().auth.copyToken} onClick={() => void copyText(access)} />
        </dd>
        {rows.slice(1).map(([name, value, title]) => (
          <Fact key={name} name={name} value={value} title={title} />
        ))}
      </dl>
    </>
  );
}

function Fact({ name, value, title }: { name: string; value: string; title?: string | undefined }) {
  return (
    <>
      <dt>{name}</dt>
      <dd title={title}>{value}</dd>
    </>
  );
}

/** First and last four letters of a token, the rest as dots; short ones as dots alone. */
export function masked(token: string): string {
  const dots = "•".repeat(24);
  return token.length < 16 ? dots : `${token.slice(0, 4)}${dots}${token.slice(-4)}`;
}
