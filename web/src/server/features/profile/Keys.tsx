import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ChevronDown, Eye, EyeOff } from "lucide-react";
import { type ReactNode, useState } from "react";
import { send } from "#/server/api/client.ts";
import { useServer } from "#/server/state/session.ts";
import type { KeysView } from "#/server/types/KeysView.ts";
import type { SecretView } from "#/server/types/SecretView.ts";
import type { ServerView } from "#/server/types/ServerView.ts";
import { Confirm } from "#/server/ui/Confirm.tsx";
import { Curators } from "#/server/ui/Curators.tsx";
import { Link } from "#/server/ui/Link.tsx";
import { saidOf } from "#/server/ui/messages.ts";
import { Failed } from "#/server/ui/State.tsx";
import { lengthInWords, When } from "#/server/ui/times.tsx";
import { Button } from "#/ui/Button.tsx";
import { CopyButton } from "#/ui/CopyButton.tsx";
import { TextField } from "#/ui/fields/TextField.tsx";
import { useToast } from "#/ui/overlays/Toasts.tsx";
import { words } from "#/words/server.ts";
import css from "./Keys.module.css";
import { KEYS, useKeys } from "./profile.ts";

/** The pair with which one's programs get tokens, and where they get them. */
export function Keys() {
  const { data: keys, error, refetch } = useKeys();
  const { data: server } = useServer();
  if (error) return <Failed thrown={error} onAgain={() => void refetch()} />;
  if (!keys || !server) return null;
  if (!keys.is_api_enabled || keys.api_key === undefined) return <NoAccess server={server} />;
  return (
    <>
      {/* A new pair is another section: a secret that was shown is hidden again. */}
      <Pair key={keys.api_key} keys={keys} apiKey={keys.api_key} server={server} />
      <Addresses server={server} />
    </>
  );
}

function NoAccess({ server }: { server: ServerView }) {
  return (
    <section className={css.section}>
      <h2>{words().keys.offTitle}</h2>
      <p className={css.lead}>{words().keys.offText}</p>
      <Curators people={server.curators} />
      <p className={css.how}>
        <Link to="/gallery/help/roles">{words().keys.offHow}</Link>
      </p>
    </section>
  );
}

function Pair({ keys, apiKey, server }: { keys: KeysView; apiKey: string; server: ServerView }) {
  const client = useQueryClient();
  const toast = useToast();
  const [asks, setAsks] = useState(false);
  const roll = async () => {
    client.setQueryData(KEYS, await send<KeysView>("POST", "profile/keys/roll"));
    toast(words().keys.rolled);
  };
  return (
    <section className={css.section}>
      <h2>{words().keys.title}</h2>
      <p className={css.lead}>{words().keys.lead({ life: lengthInWords(server.token_life_s) })}</p>
      <Value name={words().keys.key} hint={words().keys.keyHint} value={apiKey} copyName={words().keys.copy} />
      <Secret />
      <div className={css.facts}>
        <span>
          {words().keys.made}{" "}
          {keys.made_at_ms === undefined ? words().keys.unknownTime : <When at_ms={keys.made_at_ms} />}
        </span>
        <span>
          {words().keys.lastToken}{" "}
          {keys.last_token_at_ms === undefined ? words().keys.noToken : <When at_ms={keys.last_token_at_ms} />}
        </span>
        <span className={css.grow} />
        <Button look="danger" size="tight" onClick={() => setAsks(true)}>
          {words().keys.roll}
        </Button>
      </div>
      {asks ? (
        <Confirm
          title={words().keys.rollTitle}
          text={words().keys.rollText}
          action={words().keys.rollAction}
          onConfirm={roll}
          onClose={() => setAsks(false)}
        />
      ) : null}
    </section>
  );
}

const reveal = async () => (await send<SecretView>("POST", "profile/keys/reveal")).api_secret;

/** Stays hidden until one wants to see it, and is not even here before. */
function Secret() {
  const toast = useToast();
  const [secret, setSecret] = useState("");
  const { mutate } = useMutation({
    mutationFn: reveal,
    onSuccess: setSecret,
    onError: (thrown) => toast.problem(saidOf(thrown)),
  });
  const isShown = secret !== "";
  return (
    <Value
      name={words().keys.secret}
      hint={words().keys.secretHint}
      value={secret || HIDDEN}
      copyName={words().keys.copy}
      copies={isShown ? secret : reveal}
    >
      <Button
        look="ghost"
        size="tight"
        icon={isShown ? EyeOff : Eye}
        onClick={() => (isShown ? setSecret("") : mutate())}
      >
        {isShown ? words().keys.hide : words().keys.reveal}
      </Button>
    </Value>
  );
}

const HIDDEN = "•••• •••• •••• •••• •••• •••• •••• ••••";

/** A value that is read and copied: its name and what it is for at the left. */
function Value(props: {
  name: string;
  hint: string;
  value: string;
  /** The name of the button; absent means that it also says what it copies. */
  copyName?: string;
  /** What Copy copies; absent means the value. */
  copies?: string | (() => Promise<string>);
  children?: ReactNode;
}) {
  const { name, hint, value, copyName = words().keys.copyOf({ name }), copies = value, children } = props;
  return (
    <div className={css.row}>
      <div>
        <div className={css.name} aria-hidden>
          {name}
        </div>
        <div className={css.hint}>{hint}</div>
      </div>
      <TextField
        name={name}
        size="form"
        className={css.value}
        mono
        readOnly
        value={value}
        trail={
          <>
            {children}
            <CopyButton name={copyName} hint={words().keys.copyOf({ name })} text={copies} />
          </>
        }
      />
    </div>
  );
}

function Addresses({ server }: { server: ServerView }) {
  const command = `curl -u "$API_ACCESS_KEY:$API_ACCESS_SECRET" \\\n     -d grant_type=client_credentials \\\n     ${server.token_url}`;
  return (
    <section className={css.section}>
      <h2>{words().keys.where}</h2>
      <Value name={words().keys.tokenUrl} hint={words().keys.tokenUrlHint} value={server.token_url} />
      <Value
        name={words().keys.documentationUrl}
        hint={words().keys.documentationUrlHint}
        value={server.documentation_url}
      />
      <div className={css.snippet}>
        <details open>
          <summary>
            <ChevronDown size={14} strokeWidth={2} aria-hidden />
            {words().keys.terminal}
          </summary>
          <pre>{command}</pre>
        </details>
        <CopyButton name={words().keys.copyOf({ name: words().keys.command })} text={command} />
      </div>
    </section>
  );
}
