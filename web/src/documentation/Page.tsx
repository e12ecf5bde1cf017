import { CSPProvider } from "@base-ui/react/csp-provider";
import { Tooltip } from "@base-ui/react/tooltip";
import { ArrowLeft, Search } from "lucide-react";
import { type FormEvent, useCallback, useEffect, useRef, useState } from "react";
import { Button } from "#/ui/Button.tsx";
import { CopyButton } from "#/ui/CopyButton.tsx";
import { TextField } from "#/ui/fields/TextField.tsx";
import { Mark } from "#/ui/signs/WaystationMark.tsx";
import { MarkedField } from "#/ui/variables/MarkedField.tsx";
import { words } from "#/words/documentation.ts";
import { AuthorizationDialog } from "./AuthorizationDialog.tsx";
import css from "./Page.module.css";
import { type About, about, mounted, narrow, openOnly, type System } from "./swagger.ts";
import "./swagger.css";
import { keepToken, keptToken, type Token } from "./token.ts";

/** The API documentation; `first` is the address of the document that it shows at first. */
export function Page({ first }: { first: string }) {
  const place = useRef<HTMLDivElement>(null);
  const system = useRef<System>(null);
  const [shown, setShown] = useState<About>();
  const [asks, setAsks] = useState(false);
  const [token, setToken] = useToken(system, shown);

  useEffect(() => {
    if (!place.current || system.current) return;
    const onDocument = () => {
      if (!system.current) return;
      setShown(about(system.current));
      openOnly(system.current);
    };
    system.current = mounted(place.current, first, { onDocument, onAuthorize: () => setAsks(true) });
  }, [first]);

  const explore = (url: string) => {
    // Nothing is said about a document that is not there.
    setShown(undefined);
    system.current?.specActions.updateUrl(url);
    system.current?.specActions.download(url);
  };

  return (
    // The page is served without leave for inline styles; those that Base UI would add only hide scroll bars.
    <CSPProvider disableStyleElements>
      <Tooltip.Provider>
        <div className={css.page}>
          <header className={css.head}>
            <span className={css.brand}>
              <Mark className={css.mark} />
              {words().product}
            </span>
            <AddressBox first={first} onExplore={explore} />
            <a className={css.back} href="/gallery">
              <ArrowLeft size={16} strokeWidth={1.75} aria-hidden />
              {words().serverUi}
            </a>
          </header>
          <main className={css.main}>
            <div className={css.column}>
              {shown ? (
                <Title about={shown} onFilter={(text) => (system.current ? narrow(system.current, text) : 0)} />
              ) : null}
              <div ref={place} />
            </div>
          </main>
          {asks && shown?.scheme ? (
            <AuthorizationDialog
              scheme={shown.scheme}
              token={token}
              onToken={setToken}
              onClose={() => setAsks(false)}
            />
          ) : null}
        </div>
      </Tooltip.Provider>
    </CSPProvider>
  );
}

/** The token of this tab. Swagger UI is told of each change; when it runs out, the marks are red again. */
function useToken(system: { current: System | null }, shown: About | undefined) {
  const [token, setToken] = useState<Token | null>(null);
  const scheme = shown?.scheme;
  useEffect(() => {
    setToken(scheme ? keptToken(scheme.tokenUrl, Date.now()) : null);
  }, [scheme]);
  useEffect(() => {
    if (!scheme || !token) return;
    const { name, definition } = scheme;
    system.current?.authActions.authorizeOauth2({ auth: { name, schema: definition }, token });
    const end = setTimeout(() => setToken(null), Math.max(0, token.expires_at - Date.now()));
    return () => {
      clearTimeout(end);
      system.current?.authActions.logout([name]);
    };
  }, [system, scheme, token]);
  const change = useCallback(
    (next: Token | null) => {
      if (scheme) keepToken(scheme.tokenUrl, next);
      setToken(next);
    },
    [scheme],
  );
  return [token, change] as const;
}

/** Two slashes that do not belong to the scheme: easily taken for a mistake, but they belong there. */
const DOUBLED_SLASH = /(?<!:)\/\//g;

/** Where the document is: shown as it is asked for, copied with one button, and another one can be explored. */
function AddressBox({ first, onExplore }: { first: string; onExplore: (url: string) => void }) {
  const [url, setUrl] = useState(first);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onExplore(url.trim());
  };
  return (
    <form className={css.address} onSubmit={submit}>
      <MarkedField
        name={words().documentationUrl}
        className={css.url}
        marks={DOUBLED_SLASH}
        value={url}
        onText={setUrl}
        trail={<CopyButton name={words().copyDocumentationUrl} text={url} />}
      />
      <Button type="submit" size="url">
        {words().explore}
      </Button>
    </form>
  );
}

function Title({ about, onFilter }: { about: About; onFilter: (text: string) => number }) {
  const [text, setText] = useState("");
  const [left, setLeft] = useState(about.groups);
  return (
    <>
      <div className={css.title}>
        <div>
          <h1>{about.title}</h1>
          <p className={css.muted}>
            {words().operations({ operations: about.operations, groups: about.groups })}
            {about.baseUrl ? (
              <>
                {" "}
                {words().baseUrl} <code>{about.baseUrl}</code>
              </>
            ) : null}
          </p>
        </div>
        <TextField
          name={words().filter}
          className={css.filter}
          size="form"
          type="search"
          icon={Search}
          placeholder={words().filterHint}
          value={text}
          onText={(next) => {
            setText(next);
            setLeft(onFilter(next));
          }}
        />
      </div>
      <p className={css.nothing} role="status">
        {text.trim() && left === 0 ? words().nothingFound : ""}
      </p>
    </>
  );
}
