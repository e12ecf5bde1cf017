import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { post, problemOf } from "#/api/client.ts";
import type { RefusedCertificates } from "#/api/types/RefusedCertificates.ts";
import type { SettingsView } from "#/api/types/SettingsView.ts";
import { settingsQuery } from "#/state/queries/workspace.ts";
import { day, placeOf } from "#/state/rules/certificates.ts";
import { Button } from "#/ui/Button.tsx";
import { Message, sentence } from "#/ui/Message.tsx";
import { Dialog } from "#/ui/overlays/Dialog.tsx";
import { words } from "#/words/app.ts";
import { Particulars } from "./Certificates.tsx";
import css from "./TrustDialog.module.css";

/** Props of the question; `id` is the exchange that the certificates stopped, `onTrusted` goes on with it. */
export type TrustDialogProps = {
  id: string;
  refused: RefusedCertificates;
  onTrusted: () => void;
  onClose: () => void;
};

/** Asks whether the certificate of a server shall be trusted, with all there is to compare. */
export function TrustDialog({ id, refused, onTrusted, onClose }: TrustDialogProps) {
  const client = useQueryClient();
  const cancel = useRef<HTMLButtonElement>(null);
  const [problem, setProblem] = useState("");
  const text = words().response.trust;
  const [own] = refused.certificates;
  const before = refused.trusted_before;
  const place = placeOf(refused);
  const trust = async () => {
    try {
      const settings = await post<SettingsView>(`/api/exchanges/${encodeURIComponent(id)}/trust-certificate`);
      client.setQueryData(settingsQuery.queryKey, settings);
      onClose();
      onTrusted();
    } catch (thrown) {
      setProblem(sentence(problemOf(thrown).message));
    }
  };
  return (
    <Dialog
      open
      title={text.title}
      closeName={words().close}
      onClose={onClose}
      // What is agreed to by a mere Enter was not read.
      initialFocus={cancel}
      width={40}
      help={text.help}
      actions={
        <>
          <Button ref={cancel} size="form" onClick={onClose}>
            {words().cancel}
          </Button>
          <Button size="form" look="primary" onClick={() => void trust()}>
            {text.confirm}
          </Button>
        </>
      }
    >
      <div className={css.body}>
        <p>
          <Message text={text.means({ place })} />
        </p>
        {own ? (
          <Particulars
            certificate={own}
            more={[
              [text.server, place],
              [text.subject, own.name],
            ]}
          />
        ) : null}
        {before ? (
          <p className={css.before}>
            {text.replaces({ day: day.format(before.trusted_at_ms), sha256: before.sha256 })}
          </p>
        ) : null}
        <p>{text.compare}</p>
        {problem === "" ? null : (
          <p className={css.wrong} role="alert">
            {problem}
          </p>
        )}
      </div>
    </Dialog>
  );
}
