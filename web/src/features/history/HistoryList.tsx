import { useQuery } from "@tanstack/react-query";
import { CircleX, ListFilter } from "lucide-react";
import { type KeyboardEvent, useMemo, useState } from "react";
import type { HistoryView } from "#/api/types/HistoryView.ts";
import { historyQuery } from "#/state/asked.ts";
import { MethodBadge } from "#/ui/Badge.tsx";
import { TextField } from "#/ui/TextField.tsx";
import { words } from "#/words/en.ts";
import css from "./HistoryList.module.css";

/** Props of the list; `onOpen` is asked for the request an entry was made from. */
export type HistoryListProps = { onOpen: (collection: string, path: string) => void };

const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const day = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long" });

/** Every send, newest first, by day. Enter or a click opens the request again. */
export function HistoryList({ onOpen }: HistoryListProps) {
  const entries = useQuery(historyQuery).data;
  const [filter, setFilter] = useState("");
  const days = useMemo(() => byDay(entries ?? [], filter), [entries, filter]);
  const keys = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const rows = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-entry]")];
    const at = rows.indexOf(document.activeElement as HTMLElement);
    rows[at + (event.key === "ArrowDown" ? 1 : -1)]?.focus();
    event.preventDefault();
  };
  if (entries?.length === 0) return <p className={css.empty}>{words.history.empty}</p>;
  return (
    <>
      <div className={css.filter}>
        <TextField
          name={words.history.filter}
          placeholder={words.history.filterHint}
          icon={ListFilter}
          value={filter}
          onText={setFilter}
        />
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrows move between the buttons inside. */}
      <div className={css.list} onKeyDown={keys}>
        {days.map(([name, rows]) => (
          <section key={name} aria-label={name}>
            <h3 className={css.day}>
              {name}
              <span>{rows.length}</span>
            </h3>
            {rows.map((entry) => (
              <Entry key={entry.id} entry={entry} onOpen={onOpen} />
            ))}
          </section>
        ))}
      </div>
    </>
  );
}

function Entry({ entry, onOpen }: { entry: HistoryView; onOpen: HistoryListProps["onOpen"] }) {
  const isBad = entry.status === undefined || entry.status >= 300;
  const { collection, path } = entry;
  return (
    <button
      type="button"
      data-entry
      className={css.row}
      title={entry.url}
      aria-disabled={!collection || !path}
      onClick={() => {
        if (collection && path) onOpen(collection, path);
      }}
    >
      <span className={css.method}>
        <MethodBadge method={entry.method} short />
      </span>
      <span className={css.path}>{shortUrl(entry.url)}</span>
      {isBad ? (
        <span className={css.bad}>
          <CircleX size={12} strokeWidth={2.25} aria-hidden />
          {entry.status ?? words.response.noAnswer}
        </span>
      ) : null}
      <time className={css.time} dateTime={new Date(entry.at_ms).toISOString()}>
        {clock.format(entry.at_ms)}
      </time>
    </button>
  );
}

/** Path and query of an address; the whole of it when it is none. */
function shortUrl(url: string): string {
  const path = /^[a-z]+:\/\/[^/?#]*(.*)$/i.exec(url)?.[1];
  return path === undefined || path === "" ? url : path;
}

/** Entries that hold every word of the filter, by day, newest first. */
export function byDay(entries: readonly HistoryView[], filter: string): [string, HistoryView[]][] {
  const wanted = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const days = new Map<string, HistoryView[]>();
  for (const entry of entries) {
    const hay = `${entry.method} ${entry.url} ${entry.status ?? ""}`.toLowerCase();
    if (!wanted.every((word) => hay.includes(word))) continue;
    const name = day.format(entry.at_ms);
    days.set(name, [...(days.get(name) ?? []), entry]);
  }
  return [...days];
}
