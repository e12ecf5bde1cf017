import { Clock, ClockAlert } from "lucide-react";
import { words } from "#/words/app.ts";
import { Badge } from "./Badge.tsx";
import { clock, expiryOf } from "./expiry.ts";
import { useNow } from "./now.ts";

/** Whether a token lives, and how long: long form `Live, 47:12 left`, short form `47:12 left`. */
export function TokenSign(props: { expiresAtMs: number | undefined; isShort?: boolean }) {
  const expiry = expiryOf(props.expiresAtMs, useNow());
  const isShort = props.isShort ?? false;
  if (expiry.state === "never") {
    return (
      <Badge tone="ok" icon={Clock}>
        {words().token.endless}
      </Badge>
    );
  }
  if (expiry.state === "expired") {
    const text = expiry.ago < 5 ? words().token.justNow : words().token.expiredAgo({ ago: roughly(expiry.ago) });
    return (
      <Badge tone="bad" icon={ClockAlert}>
        {isShort ? words().token.expired : text}
      </Badge>
    );
  }
  const left = clock(expiry.left);
  return (
    <Badge tone={expiry.state === "ending" ? "warn" : "ok"} icon={Clock}>
      {isShort ? words().token.left({ clock: left }) : words().token.live({ clock: left })}
    </Badge>
  );
}

/** Seconds as the largest unit: `40 s`, `6 min`, `3 h`, `2 d`. */
export function roughly(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  return seconds < 172_800 ? `${Math.floor(seconds / 3600)} h` : `${Math.floor(seconds / 86_400)} d`;
}
