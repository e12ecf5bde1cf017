import { useQuery } from "@tanstack/react-query";
import { bytesQuery } from "#/state/queries/bodies.ts";
import { size } from "#/state/rules/formats.ts";
import { words } from "#/words/app.ts";
import css from "../Response.module.css";

/** Bytes that are looked at. */
const SHOWN_BYTES = 4096;
const ROW_BYTES = 16;

/** The first bytes of an answer that is no text: places, bytes, and the letters among them. */
export function HexHead({ id, bytes }: { id: string; bytes: number }) {
  const head = useQuery(bytesQuery(id, SHOWN_BYTES));
  if (!head.data) return null;
  const rows: string[] = [];
  for (let at = 0; at < head.data.length; at += ROW_BYTES) {
    const row = [...head.data.subarray(at, at + ROW_BYTES)];
    const digits = row.map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
    const letters = row.map((byte) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : ".")).join("");
    rows.push(`${at.toString(16).padStart(8, "0")}  ${digits.padEnd(ROW_BYTES * 3)} ${letters}`);
  }
  return (
    <div className={css.body}>
      <p className={css.hexnote}>
        {words().response.binary({ size: size(bytes) })}
        {bytes > SHOWN_BYTES ? ` ${words().response.hexHead({ size: size(SHOWN_BYTES) })}` : ""}
      </p>
      <textarea className={css.hex} aria-label={words().response.body} readOnly wrap="off" value={rows.join("\n")} />
    </div>
  );
}
