import { CircleAlert, ClockAlert, ShieldCheck } from "lucide-react";
import type { CertificateView } from "#/api/types/CertificateView.ts";
import { Badge } from "#/ui/signs/Badge.tsx";
import { words } from "#/words/app.ts";
import { timeFormat } from "#/words/locale.ts";

const day = timeFormat({ dateStyle: "medium" });

/** Until when a certificate holds, and in words when it does not. Nothing where the program said nothing yet. */
export function ValiditySign({ certificate }: { certificate: CertificateView | undefined }) {
  if (!certificate) return null;
  const { state, valid_from_ms: from, valid_until_ms: until } = certificate;
  const validity = words().settings.validity;
  const title =
    from === undefined || until === undefined
      ? undefined
      : `${new Date(from).toISOString()} – ${new Date(until).toISOString()}`;
  if (state === "unreadable" || from === undefined || until === undefined) {
    return (
      <Badge tone="bad" icon={CircleAlert} title={validity.unreadableTitle}>
        {validity.unreadable}
      </Badge>
    );
  }
  if (state === "expired") {
    return (
      <Badge tone="bad" icon={ClockAlert} title={title}>
        {validity.expired({ day: day.format(until) })}
      </Badge>
    );
  }
  if (state === "not_yet") {
    return (
      <Badge tone="bad" icon={ClockAlert} title={title}>
        {validity.notYet({ day: day.format(from) })}
      </Badge>
    );
  }
  return (
    <Badge tone="ok" icon={ShieldCheck} title={title}>
      {validity.until({ day: day.format(until) })}
    </Badge>
  );
}
