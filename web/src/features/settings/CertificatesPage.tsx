import { KeyRound, Pencil, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import type { CertificateSetting } from "#/api/types/CertificateSetting.ts";
import type { CertificateView } from "#/api/types/CertificateView.ts";
import { Button, IconButton } from "#/ui/Button.tsx";
import { Radios } from "#/ui/fields/Radios.tsx";
import { TextField } from "#/ui/fields/TextField.tsx";
import { Badge } from "#/ui/signs/Badge.tsx";
import { words } from "#/words/app.ts";
import { FileField, FileSetting } from "./FileField.tsx";
import { SettingRow } from "./rows.tsx";
import css from "./Settings.module.css";
import type { PickFile, SettingsPageProps } from "./save.ts";
import { TrustedServers } from "./TrustedServers.tsx";
import { ValiditySign } from "./ValiditySign.tsx";

const NEW: CertificateSetting = {
  id: "",
  host: "",
  port: null,
  is_pfx: false,
  certificate_file: "",
  key_file: "",
  has_passphrase: false,
};

/** Certificates that are trusted, of authorities and of single servers, and those that this side shows. */
export function CertificatesPage({ view, save, pickFile }: SettingsPageProps) {
  const { settings } = view;
  const ca = view.certificates.find((one) => one.id === undefined);
  const { labels, hints } = words().settings;
  const [edited, setEdited] = useState<CertificateSetting | null>(null);
  const certificates = settings.client_certificates;
  const keep = async (certificate: CertificateSetting, passphrase: string | null) => {
    const isNew = certificate.id === "";
    const next = isNew
      ? [...certificates, certificate]
      : certificates.map((one) => (one.id === certificate.id ? certificate : one));
    const secrets = passphrase === null ? [] : [{ certificate: certificate.id, value: passphrase }];
    if (await save({ ...settings, client_certificates: next }, secrets)) setEdited(null);
  };
  return (
    <>
      <section>
        <h3>{labels.ca}</h3>
        <SettingRow name={labels.caFile} hint={hints.ca}>
          <FileSetting
            name={labels.caFile}
            value={settings.ca_file}
            pickFile={pickFile}
            onText={(text) => void save({ ...settings, ca_file: text.trim() })}
          />
        </SettingRow>
        {ca ? (
          <p className={css.said}>
            {ca.name === undefined ? null : (
              <span>
                {ca.further_count === 0
                  ? ca.name
                  : words().settings.validity.names({ name: ca.name, further: ca.further_count })}
              </span>
            )}
            <ValiditySign certificate={ca} />
          </p>
        ) : null}
      </section>
      <section>
        <div className={css.head}>
          <h3>
            {labels.client} {certificates.length === 0 ? null : <Badge>{String(certificates.length)}</Badge>}
          </h3>
          <Button icon={Plus} onClick={() => setEdited(NEW)}>
            {words().settings.addCertificate}
          </Button>
        </div>
        {certificates.length === 0 ? <p className={css.hint}>{hints.client}</p> : null}
        {certificates.length === 0 ? null : (
          <table className={css.certificates} aria-label={labels.client}>
            <thead>
              <tr>
                <th scope="col">{labels.host}</th>
                <th scope="col">{labels.files}</th>
                <th scope="col">{labels.valid}</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {certificates.map((certificate) => (
                <CertificateRow
                  key={certificate.id}
                  certificate={certificate}
                  stated={view.certificates.find((one) => one.id === certificate.id)}
                  onEdit={() => setEdited(certificate)}
                  onDelete={() =>
                    void save({ ...settings, client_certificates: certificates.filter((one) => one !== certificate) })
                  }
                />
              ))}
            </tbody>
          </table>
        )}
        {edited ? (
          <CertificateForm
            key={edited.id}
            certificate={edited}
            onKeep={keep}
            onCancel={() => setEdited(null)}
            pickFile={pickFile}
          />
        ) : null}
      </section>
      <TrustedServers view={view} save={save} />
    </>
  );
}

function CertificateRow(props: {
  certificate: CertificateSetting;
  stated: CertificateView | undefined;
  onEdit: () => void;
  onDelete: () => void;
}) {
  const { host, port, is_pfx, certificate_file, key_file, has_passphrase } = props.certificate;
  const name = port ? `${host}:${port}` : host;
  const files = is_pfx ? [certificate_file] : [certificate_file, key_file];
  return (
    <tr>
      <th scope="row">
        <code>{name}</code>
      </th>
      <td title={files.join("\n")}>{files.map((file) => file.split(/[/\\]/).at(-1)).join(", ")}</td>
      <td>
        <ValiditySign certificate={props.stated} />
      </td>
      <td className={css.ends}>
        {has_passphrase ? <Badge icon={KeyRound}>{words().auth.kept}</Badge> : null}
        <IconButton size="tight" icon={Pencil} name={words().settings.editOf({ name })} onClick={props.onEdit} />
        <IconButton size="tight" icon={Trash2} name={words().settings.deleteOf({ name })} onClick={props.onDelete} />
      </td>
    </tr>
  );
}

function CertificateForm(props: {
  certificate: CertificateSetting;
  onKeep: (certificate: CertificateSetting, passphrase: string | null) => Promise<void>;
  onCancel: () => void;
  pickFile: PickFile;
}) {
  const [draft, setDraft] = useState(props.certificate);
  const [port, setPort] = useState(draft.port === null ? "" : String(draft.port));
  const [passphrase, setPassphrase] = useState<string | null>(null);
  const { labels, hints } = words().settings;
  const isNew = draft.id === "";
  const title = isNew ? words().settings.addCertificate : words().settings.editOf({ name: props.certificate.host });
  const set = (part: Partial<CertificateSetting>) => setDraft({ ...draft, ...part });
  const masked: Record<string, string> = { WebkitTextSecurity: "disc" };
  return (
    <form
      className={css.form}
      aria-label={title}
      onSubmit={(event) => {
        event.preventDefault();
        void props.onKeep({ ...draft, port: Number(port) || null }, passphrase);
      }}
    >
      <h4>{title}</h4>
      <span aria-hidden>{labels.host}</span>
      <div className={css.pair}>
        <TextField autoFocus size="form" mono name={labels.host} value={draft.host} onText={(host) => set({ host })} />
        <TextField
          className={css.port}
          size="form"
          mono
          name={labels.port}
          placeholder="443"
          value={port}
          onText={setPort}
        />
      </div>
      <span aria-hidden>{labels.kind}</span>
      <Radios
        name={labels.kind}
        value={draft.is_pfx ? "pfx" : "pem"}
        choices={[
          { value: "pem", text: "PEM" },
          { value: "pfx", text: "PFX (.p12)" },
        ]}
        onChoose={(kind) => set({ is_pfx: kind === "pfx" })}
      />
      <span aria-hidden>{draft.is_pfx ? labels.pfxFile : labels.crtFile}</span>
      <FileField
        name={draft.is_pfx ? labels.pfxFile : labels.crtFile}
        pickFile={props.pickFile}
        value={draft.certificate_file}
        onText={(certificate_file) => set({ certificate_file })}
      />
      {draft.is_pfx ? null : (
        <>
          <span aria-hidden>{labels.keyFile}</span>
          <FileField
            name={labels.keyFile}
            pickFile={props.pickFile}
            value={draft.key_file}
            onText={(key_file) => set({ key_file })}
          />
        </>
      )}
      <span aria-hidden>{labels.passphrase}</span>
      <TextField
        size="form"
        name={labels.passphrase}
        placeholder={draft.has_passphrase ? "•".repeat(12) : hints.passphrase}
        style={masked}
        value={passphrase ?? ""}
        onText={setPassphrase}
      />
      <div className={css.actions}>
        <Button size="form" look="primary" type="submit">
          {isNew ? words().settings.add : words().save}
        </Button>
        <Button size="form" onClick={props.onCancel}>
          {words().cancel}
        </Button>
      </div>
    </form>
  );
}
