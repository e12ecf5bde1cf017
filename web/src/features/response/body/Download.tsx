import { useQuery } from "@tanstack/react-query";
import type { HeaderField } from "#/api/types/HeaderField.ts";
import { countsQuery } from "#/state/queries/bodies.ts";
import { size } from "#/state/rules/formats.ts";
import type { Sending } from "#/state/stores/sending.ts";
import { useNow } from "#/ui/signs/now.ts";
import { words } from "#/words/app.ts";
import css from "../Bars.module.css";

/** How far a long answer is: its part of the whole where that is known, speed, time left, lines. */
export function Download({ sending }: { sending: Sending }) {
  const text = words().response.download;
  const seconds = Math.max(0.5, (useNow() - sending.startedAt) / 1000);
  const lines = useQuery(countsQuery(sending.id, "raw", true)).data?.lines;
  const total = wholeLength(sending.head?.headers ?? []);
  const speed = sending.bodyBytes / seconds;
  const part = total === undefined ? undefined : Math.min(1, sending.bodyBytes / total);
  const percent = part === undefined ? undefined : Math.floor(part * 100);
  const left = total === undefined ? undefined : Math.ceil((total - sending.bodyBytes) / speed);
  return (
    <div className={css.progress}>
      <div
        className={css.track}
        role="progressbar"
        aria-label={text.name}
        aria-valuemin={0}
        aria-valuemax={100}
        {...(percent === undefined ? {} : { "aria-valuenow": percent })}
      >
        <div className={css.done} style={{ width: `${percent ?? 0}%` }} />
      </div>
      <div className={css.figures}>
        <strong>{percent === undefined ? text.title : text.titlePercent({ percent })}</strong>
        <span>
          {left === undefined || left < 1
            ? text.speed({ speed: size(speed) })
            : text.speedLeft({ speed: size(speed), seconds: left })}
        </span>
        <span>
          {total === undefined ? size(sending.bodyBytes) : text.of({ here: size(sending.bodyBytes), all: size(total) })}
        </span>
        {lines === undefined ? null : <span>{text.lines({ count: lines })}</span>}
        <span className={css.end}>{text.note}</span>
      </div>
    </div>
  );
}

/** `Content-Length`, where it counts the bytes that are shown: not those before decoding. */
export function wholeLength(headers: readonly HeaderField[]): number | undefined {
  const field = (name: string) => headers.find((one) => one.name.toLowerCase() === name)?.value;
  if (field("content-encoding") !== undefined) return undefined;
  const length = Number(field("content-length") ?? Number.NaN);
  return Number.isFinite(length) && length > 0 ? length : undefined;
}
