import { CircleCheck, CircleDashed, CircleX } from "lucide-react";
import type { PeerCertificate } from "#/api/types/PeerCertificate.ts";
import type { RefusedCertificates } from "#/api/types/RefusedCertificates.ts";
import type { TrustedBefore } from "#/api/types/TrustedBefore.ts";
import { day, shortFingerprint } from "#/state/rules/certificates.ts";
import { words } from "#/words/app.ts";
import css from "./Certificates.module.css";

/** Props of a chain; `lacksAuthority` when nobody here knows who stands behind it, `isChecked` unless nobody looked. */
export type CertificatesProps = {
  certificates: readonly PeerCertificate[];
  lacksAuthority: boolean;
  isChecked: boolean;
};

/** The certificates that a server showed, its own first, and what is to be said of each. */
export function Certificates({ certificates, lacksAuthority, isChecked }: CertificatesProps) {
  const last = certificates.at(-1);
  const text = words().response.certificates;
  return (
    <ul className={css.chain} aria-label={text.name}>
      {certificates.map((certificate) => (
        <One
          key={certificate.sha256}
          certificate={certificate}
          isChecked={isChecked}
          isWrong={isWrong(certificate) || (lacksAuthority && certificate.is_self_issued)}
        />
      ))}
      {lacksAuthority && last ? (
        <li>
          <CircleDashed size={14} strokeWidth={2} aria-hidden className={css.missing} />
          <div className={css.says}>
            {last.is_self_issued ? text.missingRoot : text.missing({ issuer: last.issuer })}
          </div>
        </li>
      ) : null}
    </ul>
  );
}

function One(props: { certificate: PeerCertificate; isWrong: boolean; isChecked: boolean }) {
  const { certificate, isWrong, isChecked } = props;
  const text = words().response.certificates;
  const [Icon, look] = isWrong
    ? [CircleX, css.wrong]
    : isChecked
      ? [CircleCheck, css.right]
      : [CircleDashed, css.missing];
  return (
    <li>
      <Icon size={14} strokeWidth={2} aria-hidden className={look} />
      <div>
        <div>{certificate.name}</div>
        <div className={css.says}>{sentences(certificate).join(" ")}</div>
        <details className={css.details}>
          <summary>{text.details}</summary>
          <Particulars certificate={certificate} />
        </details>
      </div>
    </li>
  );
}

/** What stands in a certificate, name by name; `more` comes first. */
export function Particulars({ certificate, more = [] }: { certificate: PeerCertificate; more?: [string, string][] }) {
  const text = words().response.certificates;
  const rows: [string, string][] = [
    ...more,
    [text.names, certificate.names.join(", ")],
    [text.issuer, certificate.issuer],
    [text.from, new Date(certificate.valid_from_ms).toISOString()],
    [text.until, new Date(certificate.valid_until_ms).toISOString()],
    [text.fingerprint, certificate.sha256],
  ];
  return (
    <dl className={css.particulars}>
      {rows
        .filter(([, value]) => value !== "")
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

function isWrong({ fits_host, valid_from_ms, valid_until_ms }: PeerCertificate): boolean {
  const now = Date.now();
  return fits_host === false || valid_from_ms > now || valid_until_ms < now;
}

function fitOf(fits: boolean, names: readonly string[]): string {
  const text = words().response.certificates;
  if (fits) return text.fits;
  return names.length === 0 ? text.noHost : text.otherHost({ names: names.join(", ") });
}

/** What there is to say of a certificate, each a sentence. */
export function sentences(certificate: PeerCertificate): string[] {
  const { names, fits_host, valid_from_ms, valid_until_ms, is_self_issued, issuer, sha256 } = certificate;
  const text = words().response.certificates;
  const now = Date.now();
  return [
    ...(fits_host === undefined ? [] : [fitOf(fits_host, names)]),
    valid_from_ms > now
      ? text.validFrom({ day: day.format(valid_from_ms) })
      : valid_until_ms < now
        ? text.expired({ day: day.format(valid_until_ms) })
        : text.validUntil({ day: day.format(valid_until_ms) }),
    is_self_issued ? text.selfSigned({ fingerprint: shortFingerprint(sha256) }) : text.issuedBy({ issuer }),
  ];
}

/** The certificate that was trusted and the one that is shown instead, one under the other. */
export function Changed({ refused, before }: { refused: RefusedCertificates; before: TrustedBefore }) {
  return (
    <>
      <h4>{words().response.certificates.changed}</h4>
      <ul className={css.changed}>
        {changedSentences(refused, before).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </>
  );
}

/** What was trusted and what is shown now, a sentence each. */
export function changedSentences(refused: RefusedCertificates, before: TrustedBefore): string[] {
  const text = words().response.certificates;
  const [own] = refused.certificates;
  return [
    text.trustedBefore({
      day: day.format(before.trusted_at_ms),
      until: day.format(before.valid_until_ms),
      sha256: before.sha256,
    }),
    ...(own ? [text.shownNow({ until: day.format(own.valid_until_ms), sha256: own.sha256 })] : []),
  ];
}
