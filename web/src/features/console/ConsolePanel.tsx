import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import { Check, ChevronRight, CircleAlert, Ellipsis, Eraser, RefreshCw, Search, X } from "lucide-react";
import { type KeyboardEvent, memo, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { ConsoleEntry } from "#/api/types/ConsoleEntry.ts";
import { duration, size } from "#/state/rules/formats.ts";
import { useConsole } from "#/state/stores/console.ts";
import { useView } from "#/state/stores/view.ts";
import { Button, IconButton } from "#/ui/Button.tsx";
import { Checkbox } from "#/ui/fields/Checkbox.tsx";
import { Select } from "#/ui/fields/Select.tsx";
import { TextField } from "#/ui/fields/TextField.tsx";
import { sentence } from "#/ui/Message.tsx";
import { Menu } from "#/ui/overlays/Menu.tsx";
import { Badge, MethodBadge } from "#/ui/signs/Badge.tsx";
import { words } from "#/words/app.ts";
import css from "./Console.module.css";
import { Detail } from "./Detail.tsx";
import { type Line, linesOf, phasesOf, scaleOf } from "./lines.ts";

const ROW_PX = 28;

/** Every exchange of the program, newest at the end; a row opens what was sent and received. */
export function ConsolePanel() {
  const { entries, opened, wanted, openRow, clear, toggle } = useConsole();
  const { showsTimestamps, showsRawLog } = useView();
  const [text, setText] = useState("");
  const [kind, setKind] = useState<"all" | "errors">("all");
  const lines = useMemo(
    () => linesOf(entries, { text, onlyErrors: kind === "errors" }, opened),
    [entries, text, kind, opened],
  );
  const scale = useMemo(() => scaleOf(entries), [entries]);

  useEffect(() => useConsole.getState().heard(), []);
  useEffect(() => {
    const last = wanted === null ? undefined : entries.findLast((entry) => entry.group === wanted);
    if (last) {
      setText("");
      setKind("all");
      openRow(last.number);
    }
  }, [wanted, entries, openRow]);

  return (
    <section className={css.panel} aria-label={words().console.name} data-area="console">
      <header className={css.head}>
        <h2>{words().console.name}</h2>
        <Select
          quiet
          name={words().console.which}
          value={kind}
          className={css.which}
          choices={[
            { value: "all", text: words().console.all },
            { value: "errors", text: words().console.errors },
          ]}
          onChoose={setKind}
        />
        <TextField
          className={css.find}
          name={words().console.find}
          placeholder={words().console.find}
          icon={Search}
          value={text}
          onText={setText}
        />
        <span className={css.space} />
        <span className={css.option}>
          <Checkbox
            name={words().console.timestamps}
            checked={showsTimestamps}
            onCheck={(next) => useView.setState({ showsTimestamps: next })}
          />
          <span aria-hidden>{words().console.timestamps}</span>
        </span>
        <span className={css.option}>
          <Checkbox
            name={words().console.raw}
            checked={showsRawLog}
            onCheck={(next) => useView.setState({ showsRawLog: next })}
          />
          <span aria-hidden>{words().console.raw}</span>
        </span>
        <span className={css.folded}>
          <Menu
            trigger={<IconButton icon={Ellipsis} name={words().console.options} />}
            groups={[
              [
                {
                  text: words().console.raw,
                  isChosen: showsRawLog,
                  onChoose: () => useView.setState({ showsRawLog: !showsRawLog }),
                },
              ],
            ]}
          />
        </span>
        <Button look="ghost" icon={Eraser} onClick={() => void clear()}>
          {words().console.clear}
        </Button>
        <IconButton icon={X} name={words().console.close} keys="Ctrl Alt C" onClick={toggle} />
      </header>
      <div className={`${css.row} ${css.titles}`} data-times={showsTimestamps || undefined} aria-hidden>
        {showsTimestamps ? <span>{words().console.columns.time}</span> : null}
        <span />
        <span>{words().console.columns.method}</span>
        <span>{words().console.columns.address}</span>
        <span>{words().console.columns.status}</span>
        <span className={css.right}>{words().console.columns.took}</span>
        <span className={css.right}>{words().console.columns.size}</span>
        <span className={css.scale}>
          <em>0</em>
          <em>{duration(scale / 2)}</em>
          <em>{duration(scale)}</em>
        </span>
      </div>
      {lines.length === 0 ? (
        <p className={css.empty}>{entries.length === 0 ? words().console.empty : words().console.none}</p>
      ) : (
        <Lines lines={lines} scale={scale} showsTimestamps={showsTimestamps} />
      )}
    </section>
  );
}

function Lines(props: { lines: Line[]; scale: number; showsTimestamps: boolean }) {
  const { lines, scale, showsTimestamps } = props;
  const opened = useConsole((store) => store.opened);
  const openRow = useConsole((store) => store.openRow);
  const box = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const [active, setActive] = useState<number | null>(null);
  const [moves, setMoves] = useState(0);
  const rows = useMemo(() => lines.flatMap((line, index) => (line.kind === "row" ? [index] : [])), [lines]);
  const found = lines.findIndex((line) => line.kind === "row" && line.entry.number === active);
  const activeAt = found >= 0 ? found : (rows.at(-1) ?? 0);
  const list = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    estimateSize: (index) => (lines[index]?.kind === "detail" ? 240 : ROW_PX),
    getItemKey: (index) => lines[index]?.id ?? index,
    overscan: 12,
    rangeExtractor: (range) => [...new Set([...defaultRangeExtractor(range), activeAt])].sort((a, b) => a - b),
  });

  // New rows come in at the end; who looks at the end goes on looking there.
  const count = lines.length;
  useLayoutEffect(() => {
    if (isAtEnd.current && count > 0) list.scrollToIndex(count - 1, { align: "end" });
  }, [count, list]);
  const openedAt = lines.findIndex((line) => line.kind === "detail");
  useLayoutEffect(() => {
    if (opened === null || openedAt < 0) return;
    isAtEnd.current = false;
    list.scrollToIndex(openedAt - 1, { align: "auto" });
    // As much of what it opens as there is room for, once its height is known.
    const frame = requestAnimationFrame(() => {
      const view = box.current?.getBoundingClientRect();
      const row = box.current?.querySelector(`[data-index="${openedAt - 1}"]`)?.getBoundingClientRect();
      const detail = box.current?.querySelector(`[data-index="${openedAt}"]`)?.getBoundingClientRect();
      if (!view || !row || !detail) return;
      box.current?.scrollBy({ top: Math.max(0, Math.min(detail.bottom - view.bottom, row.top - view.top)) });
    });
    return () => cancelAnimationFrame(frame);
  }, [opened, openedAt, list]);
  useLayoutEffect(() => {
    if (moves > 0) box.current?.querySelector<HTMLElement>('button[data-row][tabindex="0"]')?.focus();
  }, [moves]);

  const keys = (event: KeyboardEvent<HTMLElement>) => {
    if (!(event.target instanceof HTMLElement) || !event.target.matches("[data-row]")) return;
    const at = rows.indexOf(activeAt);
    const steps: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 };
    const line = lines[rows[Math.min(Math.max(steps[event.key] ?? -1, 0), rows.length - 1)] ?? -1];
    if (!(event.key in steps) || line?.kind !== "row") return;
    event.preventDefault();
    setActive(line.entry.number);
    setMoves(moves + 1);
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrows move between the buttons inside.
    <div
      ref={box}
      className={css.list}
      onKeyDown={keys}
      onScroll={(event) => {
        const { scrollTop, clientHeight, scrollHeight } = event.currentTarget;
        isAtEnd.current = scrollTop + clientHeight >= scrollHeight - ROW_PX;
      }}
    >
      <ol className={css.sizer} style={{ height: list.getTotalSize() }} aria-label={words().console.list}>
        {list.getVirtualItems().map((item) => {
          const line = lines[item.index];
          if (!line) return null;
          return (
            <li
              key={item.key}
              ref={list.measureElement}
              data-index={item.index}
              className={css.line}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              {line.kind === "row" ? (
                <Row
                  entry={line.entry}
                  isBad={line.isBad}
                  scale={scale}
                  showsTimestamps={showsTimestamps}
                  isOpen={line.entry.number === opened}
                  isTabStop={item.index === activeAt}
                  onToggle={openRow}
                  onFocus={setActive}
                />
              ) : null}
              {line.kind === "send" ? <Told line={line} showsTimestamps={showsTimestamps} /> : null}
              {line.kind === "problem" ? (
                <p className={css.problem}>
                  <CircleAlert size={14} strokeWidth={2} aria-hidden />
                  <span className="cut" title={line.problem.hint ?? undefined}>
                    {sentence(line.problem.message)}
                  </span>
                </p>
              ) : null}
              {line.kind === "detail" ? <Detail entry={line.entry} /> : null}
            </li>
          );
        })}
      </ol>
    </div>
  );
}

const clock = new Intl.DateTimeFormat("en-GB", {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  fractionalSecondDigits: 3,
});

function Time({ at }: { at: number }) {
  return (
    <time className={css.time} dateTime={new Date(at).toISOString()} title={new Date(at).toISOString()}>
      {clock.format(at)}
    </time>
  );
}

type RowProps = {
  entry: ConsoleEntry;
  isBad: boolean;
  scale: number;
  showsTimestamps: boolean;
  isOpen: boolean;
  isTabStop: boolean;
  onToggle: (number: number | null) => void;
  onFocus: (number: number) => void;
};

const Row = memo(function Row(props: RowProps) {
  const { entry, isBad, scale, showsTimestamps, isOpen, isTabStop, onToggle, onFocus } = props;
  const [host, path] = addressParts(entry.url);
  const took = entry.timings.total_us;
  return (
    <button
      type="button"
      data-row={entry.number}
      data-open={isOpen || undefined}
      data-times={showsTimestamps || undefined}
      tabIndex={isTabStop ? 0 : -1}
      aria-expanded={isOpen}
      className={css.row}
      onClick={() => onToggle(isOpen ? null : entry.number)}
      onFocus={() => onFocus(entry.number)}
    >
      {showsTimestamps ? <Time at={entry.at_ms} /> : null}
      <ChevronRight size={14} strokeWidth={2} className={css.caret} aria-hidden />
      <MethodBadge method={entry.method} short />
      <span className={`cut ${css.address}`} title={entry.url}>
        <span className={css.host}>{host}</span>
        {path}
      </span>
      <span className={isBad ? `${css.status} ${css.bad}` : css.status}>
        {isBad ? <X size={14} strokeWidth={2} aria-hidden /> : <Check size={14} strokeWidth={2} aria-hidden />}
        <span className="cut">{statusText(entry)}</span>
      </span>
      <span className={css.right}>{took > 0 ? duration(took) : ""}</span>
      <span className={`${css.right} ${css.quiet}`}>{entry.status === undefined ? "" : size(entry.body_bytes)}</span>
      <Bars entry={entry} scale={scale} />
    </button>
  );
});

function statusText(entry: ConsoleEntry): string {
  if (entry.status !== undefined) return `${entry.status} ${entry.reason}`.trim();
  if (entry.role === "unsent") return words().console.notSent;
  return entry.problems.some((problem) => problem.code === "cancelled")
    ? words().response.cancelled
    : words().response.noAnswer;
}

/** Host and port, and what stands behind them. */
function addressParts(url: string): [string, string] {
  const found = /^[a-z]+:\/\/([^/?#]*)(.*)$/i.exec(url);
  return found ? [found[1] ?? "", found[2] ?? ""] : ["", url];
}

function Bars({ entry, scale }: { entry: ConsoleEntry; scale: number }) {
  const percent = (us: number) => `${((100 * us) / scale).toFixed(2)}%`;
  return (
    <span className={css.bars} aria-hidden>
      {phasesOf(entry)
        .filter((phase) => phase.fromUs < scale)
        .map(({ name, fromUs, us }) => (
          <i
            key={name}
            data-phase={name}
            style={{
              left: percent(fromUs),
              width: `max(2px, calc(${percent(Math.min(us, scale - fromUs))} - 1px))`,
            }}
          />
        ))}
    </span>
  );
}

function Told({ line, showsTimestamps }: { line: Line & { kind: "send" }; showsTimestamps: boolean }) {
  return (
    <div className={`${css.row} ${css.told}`} data-times={showsTimestamps || undefined}>
      {showsTimestamps ? <Time at={line.at} /> : null}
      <span />
      <Badge tone="info" icon={RefreshCw}>
        {words().request.send}
      </Badge>
      <span className={`cut ${css.wide}`} title={line.sentence}>
        {line.sentence}
      </span>
      <span className={css.right}>{duration(line.tookUs)}</span>
      <span className={`${css.right} ${css.quiet}`}>{words().console.hops({ count: line.hops })}</span>
      <span />
    </div>
  );
}
