import { useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import type { SettingsView } from "#/api/types/SettingsView.ts";
import type { TrustedCertificateSetting } from "#/api/types/TrustedCertificateSetting.ts";
import { settingsQuery } from "#/state/queries/workspace.ts";
import { day, placeOf, shortFingerprint } from "#/state/rules/certificates.ts";
import { IconButton } from "#/ui/Button.tsx";
import { useToast } from "#/ui/overlays/Toasts.tsx";
import { Badge } from "#/ui/signs/Badge.tsx";
import { words } from "#/words/app.ts";
import css from "./Settings.module.css";
import type { SettingsPageProps } from "./save.ts";

/** Servers whose certificate is trusted by itself, each until it is taken away. */
export function TrustedServers({ view, save }: Pick<SettingsPageProps, "view" | "save">) {
  const client = useQueryClient();
  const toast = useToast();
  const { labels, hints, trusted } = words().settings;
  const all = view.settings.trusted_certificates;
  const remove = async (gone: TrustedCertificateSetting) => {
    const isKept = await save({ ...view.settings, trusted_certificates: all.filter((one) => one !== gone) });
    if (!isKept) return;
    toast(trusted.removed({ place: placeOf(gone) }), {
      text: words().undo,
      onChoose: () => {
        // The settings may have changed meanwhile; one that was trusted since for the same place stays.
        const settings = client.getQueryData<SettingsView>(settingsQuery.queryKey)?.settings ?? view.settings;
        const others = settings.trusted_certificates;
        if (others.some((one) => placeOf(one) === placeOf(gone))) return;
        void save({ ...settings, trusted_certificates: [...others, gone] });
      },
    });
  };
  return (
    <section>
      <h3>
        {labels.trusted} {all.length === 0 ? null : <Badge>{String(all.length)}</Badge>}
      </h3>
      <p className={css.hint}>{all.length === 0 ? hints.noTrusted : hints.trusted}</p>
      {all.length === 0 ? null : (
        <table className={css.certificates} aria-label={labels.trusted}>
          <thead>
            <tr>
              <th scope="col">{labels.host}</th>
              <th scope="col">{trusted.certificate}</th>
              <th scope="col">{trusted.since}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {all.map((one) => (
              <tr key={placeOf(one)}>
                <th scope="row">
                  <code>{placeOf(one)}</code>
                </th>
                <td title={`SHA-256 ${one.sha256}`}>
                  {one.name === one.issuer
                    ? trusted.selfSigned({ name: one.name })
                    : trusted.issued({ name: one.name, issuer: one.issuer })}
                  <span className={css.hint}> SHA-256 {shortFingerprint(one.sha256)}</span>
                </td>
                <td>{day.format(one.trusted_at_ms)}</td>
                <td className={css.ends}>
                  <IconButton
                    size="tight"
                    icon={Trash2}
                    name={trusted.remove({ place: placeOf(one) })}
                    onClick={() => void remove(one)}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
