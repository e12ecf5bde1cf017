import { Autocomplete } from "@base-ui/react/autocomplete";
import { ChevronDown, Download } from "lucide-react";
import type { ReactNode, RefObject } from "react";
import { isCurl } from "#/state/queries/curl.ts";
import { Button, IconButton } from "#/ui/Button.tsx";
import { Menu } from "#/ui/overlays/Menu.tsx";
import { VariableField } from "#/ui/variables/VariableField.tsx";
import { words } from "#/words/app.ts";
import css from "./UrlRow.module.css";

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

/** Props of the line that every request begins with. */
export type UrlRowProps = {
  method: string;
  url: string;
  isSending: boolean;
  urlBox: RefObject<HTMLInputElement | null>;
  isKnown: (name: string) => boolean;
  onMethod: (method: string) => void;
  onUrl: (url: string) => void;
  /** Hears a cURL command that was pasted in place of an address. */
  onCurl: (command: string) => void;
  onSend: () => void;
  /** Sends, and saves the answer as a file. */
  onSendToFile: () => void;
  onCancel: () => void;
  /** What stands behind Send; absent where that has a place of its own. */
  end?: ReactNode;
};

/** Method, URL line, Send. While a send runs, the same place says Cancel. */
export function UrlRow(props: UrlRowProps) {
  const { method, url, isSending, urlBox, isKnown, onMethod, onUrl, onCurl, onSend, onSendToFile, onCancel, end } =
    props;
  return (
    <div className={css.row}>
      <div className={css.url}>
        <MethodBox method={method} onMethod={onMethod} />
        <VariableField
          ref={urlBox}
          bare
          showsPathVariables
          className={css.line}
          name={words().request.url}
          placeholder={words().request.urlHint}
          value={url}
          isKnown={isKnown}
          onText={onUrl}
          onPaste={(event) => {
            const pasted = event.clipboardData.getData("text");
            if (!isCurl(pasted)) return;
            event.preventDefault();
            onCurl(pasted);
          }}
        />
      </div>
      <div className={css.sends}>
        {isSending ? (
          <Button look="secondary" size="url" className={css.send} onClick={onCancel}>
            {words().request.cancel}
          </Button>
        ) : (
          <>
            <Button look="primary" size="url" className={css.send} onClick={onSend}>
              {words().request.send}
            </Button>
            <Menu
              trigger={
                <IconButton
                  icon={ChevronDown}
                  look="primary"
                  size="url"
                  className={css.ways}
                  name={words().request.sendWays}
                />
              }
              groups={[
                [{ text: words().request.sendToFile, icon: Download, end: "Ctrl Alt Enter", onChoose: onSendToFile }],
              ]}
            />
          </>
        )}
      </div>
      {end}
    </div>
  );
}

/** A list of known methods in which any verb may be typed. */
function MethodBox({ method, onMethod }: { method: string; onMethod: (method: string) => void }) {
  const known = METHODS.includes(method) ? method : "OTHER";
  return (
    <Autocomplete.Root items={METHODS} value={method} onValueChange={onMethod} filter={null} openOnInputClick>
      <div className={css.method} data-method={known}>
        <Autocomplete.Input
          aria-label={words().request.method}
          className={css.verb}
          spellCheck={false}
          onFocus={(event) => event.currentTarget.select()}
        />
        <Autocomplete.Trigger className={css.caret} tabIndex={-1} aria-hidden>
          <ChevronDown size={14} strokeWidth={2} aria-hidden />
        </Autocomplete.Trigger>
      </div>
      <Autocomplete.Portal>
        <Autocomplete.Positioner className={css.positioner} sideOffset={6} align="start" alignOffset={-12}>
          <Autocomplete.Popup className={css.popup}>
            <Autocomplete.List>
              {(verb: string) => (
                <Autocomplete.Item key={verb} value={verb} className={css.item} data-method={verb}>
                  {verb}
                </Autocomplete.Item>
              )}
            </Autocomplete.List>
          </Autocomplete.Popup>
        </Autocomplete.Positioner>
      </Autocomplete.Portal>
    </Autocomplete.Root>
  );
}
