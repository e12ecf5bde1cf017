import { size } from "#/state/rules/formats.ts";
import type { Sending } from "#/state/stores/sending.ts";
import { useNow } from "#/ui/signs/now.ts";
import { words } from "#/words/app.ts";
import css from "./Response.module.css";

/** A send under way: how long, how much. */
export function Running({ sending }: { sending: Sending }) {
  const seconds = Math.max(0, Math.round((useNow() - sending.startedAt) / 1000));
  const what = sending.head
    ? words().response.receiving({ size: size(sending.bodyBytes) })
    : `${words().response.waiting}${seconds > 0 ? `, ${seconds} s` : ""}`;
  return (
    <>
      <div className={css.bar} />
      <div className={css.empty}>
        <h3>{words().response.sending}</h3>
        <p className="num">{what}</p>
      </div>
    </>
  );
}
