import { CircleAlert, CircleCheck, Eye, EyeOff } from "lucide-react";
import { type FormEvent, type RefObject, useId, useRef, useState } from "react";
import { Button, IconButton } from "#/ui/Button.tsx";
import { CopyButton } from "#/ui/CopyButton.tsx";
import { Select } from "#/ui/fields/Select.tsx";
import { TextField } from "#/ui/fields/TextField.tsx";
import { Dialog } from "#/ui/overlays/Dialog.tsx";
import { words } from "#/words/documentation.ts";
import { formatTime } from "#/words/locale.ts";
import { rich } from "#/words/rich.tsx";
import css from "./AuthorizationDialog.module.css";
import type { Scheme } from "./swagger.ts";
import { askToken, type ClientAuthentication, type Token } from "./token.ts";

/** Where client id and secret may stand in a request for a token. */
const authentications = () =>
  [
    { value: "header", text: words().basicAuth },
    { value: "body", text: words().requestBody },
  ] as const;

/** The box behind the exclamation marks: where tokens come from, and getting one. `token` is null as long as there is none. */
export function AuthorizationDialog(props: {
  scheme: Scheme;
  token: Token | null;
  onToken: (token: Token | null) => void;
  onClose: () => void;
}) {
  const { scheme, token, onToken, onClose } = props;
  const form = useId();
  const [isAsking, setAsking] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  return (
    <Dialog
      open
      {...(token ? {} : { initialFocus: first })}
      title={words().dialog}
      closeName={words().close}
      onClose={onClose}
      width={38}
      actions={
        <>
          <Button size="form" onClick={onClose}>
            {token ? words().close : words().cancel}
          </Button>
          {token ? (
            <Button size="form" look="danger" onClick={() => onToken(null)}>
              {words().logOut}
            </Button>
          ) : (
            <Button size="form" look="primary" type="submit" form={form} aria-disabled={isAsking}>
              {words().authorize}
            </Button>
          )}
        </>
      }
    >
      <div className={css.body}>
        <h3 className={css.section}>{words().scheme}</h3>
        <p className={css.muted}>{scheme.description}</p>
        <Facts scheme={scheme} />
        {token ? (
          <p className={css.good} role="status">
            <CircleCheck size={16} strokeWidth={1.75} aria-hidden />
            <span>
              {words().isAuthorized} {words().until({ time: formatTime(token.expires_at, { timeStyle: "medium" }) })}
            </span>
          </p>
        ) : (
          <ClientForm
            id={form}
            first={first}
            scheme={scheme}
            isAsking={isAsking}
            onAsking={setAsking}
            onToken={onToken}
          />
        )}
      </div>
    </Dialog>
  );
}

function Facts({ scheme }: { scheme: Scheme }) {
  const name = useId();
  const scopes = Object.entries(scheme.scopes);
  return (
    <dl className={css.facts}>
      <dt id={name}>{words().tokenUrl}</dt>
      <dd>
        <output aria-labelledby={name} className={css.address}>
          {scheme.tokenUrl}
        </output>
        <CopyButton name={words().copyTokenUrl} text={scheme.tokenUrl} />
      </dd>
      <dt>{words().flow}</dt>
      <dd>{scheme.flow}</dd>
      <dt>{words().scopes}</dt>
      <dd>{scopes.length === 0 ? words().noScopes : scopes.map(([scope, says]) => `${scope} (${says})`).join(", ")}</dd>
    </dl>
  );
}

/** Key and secret; both are gone as soon as the box closes. */
function ClientForm(props: {
  id: string;
  /** Has the focus first. */
  first: RefObject<HTMLInputElement | null>;
  scheme: Scheme;
  isAsking: boolean;
  onAsking: (asking: boolean) => void;
  onToken: (token: Token) => void;
}) {
  const labels = useId();
  const [authentication, setAuthentication] = useState<ClientAuthentication>("header");
  const [id, setId] = useState("");
  const [secret, setSecret] = useState("");
  const [isShown, setShown] = useState(false);
  const [wrong, setWrong] = useState("");
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (props.isAsking) return;
    if (!id.trim() || !secret.trim()) return setWrong(words().needsBoth);
    setWrong("");
    props.onAsking(true);
    const client = { id: id.trim(), secret: secret.trim(), authentication };
    const got = await askToken(props.scheme.tokenUrl, client, Date.now());
    props.onAsking(false);
    if (typeof got === "string") setWrong(got);
    else props.onToken(got);
  };
  return (
    <form id={props.id} onSubmit={(event) => void submit(event)} noValidate>
      <h3 className={css.section}>{words().setUp}</h3>
      <div className={css.form}>
        <span aria-hidden>{words().clientAuthentication}</span>
        <Select
          name={words().clientAuthentication}
          size="form"
          value={authentication}
          choices={authentications()}
          onChoose={setAuthentication}
        />
        <label htmlFor={`${labels}-id`}>{words().clientId}</label>
        <TextField
          ref={props.first}
          id={`${labels}-id`}
          size="form"
          mono
          value={id}
          onText={setId}
          wrong={wrong !== "" && !id.trim()}
        />
        <label htmlFor={`${labels}-secret`}>{words().clientSecret}</label>
        <TextField
          id={`${labels}-secret`}
          size="form"
          mono
          type={isShown ? "text" : "password"}
          autoComplete="new-password"
          value={secret}
          onText={setSecret}
          wrong={wrong !== "" && !secret.trim()}
          trail={
            <IconButton
              icon={isShown ? EyeOff : Eye}
              name={isShown ? words().hideSecret : words().showSecret}
              size="inside"
              onClick={() => setShown(!isShown)}
            />
          }
        />
      </div>
      <p className={css.hint}>
        {rich(words().keyHint, {
          keys: (
            <a href="/gallery/profile/keys" target="_blank" rel="noopener">
              {words().keyLink}
            </a>
          ),
        })}
      </p>
      <p className={css.wrong} role="alert">
        {wrong ? (
          <>
            <CircleAlert size={16} strokeWidth={1.75} aria-hidden />
            <span>{wrong}</span>
          </>
        ) : null}
      </p>
      <span className="sr" role="status">
        {props.isAsking ? words().asking : ""}
      </span>
    </form>
  );
}
