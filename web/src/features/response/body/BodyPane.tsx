import { Copy, FoldVertical, Funnel, Search, UnfoldVertical, WrapText } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { ExchangeView } from "#/api/types/ExchangeView.ts";
import type { Folding } from "#/editor/foldAll.ts";
import { copyText } from "#/host/host.ts";
import { LARGE_BYTES, useBodyFilter, useBodySearch, useIsOfForm, type Wanted } from "#/state/queries/bodies.ts";
import { wholeBody } from "#/state/queries/exchanges.ts";
import { size } from "#/state/rules/formats.ts";
import type { Sending } from "#/state/stores/sending.ts";
import { IconButton } from "#/ui/Button.tsx";
import { Segments } from "#/ui/fields/Segments.tsx";
import { Select } from "#/ui/fields/Select.tsx";
import { sentence } from "#/ui/Message.tsx";
import { useToast } from "#/ui/overlays/Toasts.tsx";
import { words } from "#/words/app.ts";
import { named } from "#/words/words.ts";
import css from "../Response.module.css";
import { Download } from "./Download.tsx";
import { FilterBar } from "./FilterBar.tsx";
import { HexHead } from "./HexHead.tsx";
import { LargeText } from "./LargeText.tsx";
import { Preview } from "./Preview.tsx";
import { SearchBar } from "./SearchBar.tsx";
import { Selection } from "./Selection.tsx";
import { SmallText } from "./SmallText.tsx";

type View = "pretty" | "raw" | "preview";
const LANGUAGES = ["auto", "json", "xml", "html", "text"] as const;
type Language = (typeof LANGUAGES)[number];

/** Longer texts are not put on the clipboard. */
const COPY_BYTES_MAX = 64 * 1024 * 1024;

/** Whether there is a laid out form of the language. */
const isLaidOut = (language: string) => language === "json" || language === "xml" || language === "html";

/** Props of a body; `sending` is there while the answer still arrives, `end` stands behind the tools. */
export type BodyPaneProps = {
  view: ExchangeView;
  sending: Sending | undefined;
  collection: string;
  end?: ReactNode;
};

/** The body of an answer. Copy gives what the server sent, whatever is shown. */
export function BodyPane({ view, sending, collection, end }: BodyPaneProps) {
  const [selected, setSelected] = useState("");
  const bytes = sending?.bodyBytes ?? view.body_bytes;
  const [shown, setShown] = useState<View>("pretty");
  const [chosen, setChosen] = useState<Language>("auto");
  const [wraps, setWraps] = useState(true);
  const [wanted, setWanted] = useState<Wanted>({ text: "", matchesCase: false, isExpression: false });
  const [find, setFind] = useState<{ isOpen: boolean; opened: number }>({ isOpen: false, opened: 0 });
  const [at, setAt] = useState(0);
  const [counted, setCounted] = useState<number | null>(0);
  const [folding, setFolding] = useState<Folding | null>(null);
  const [path, setPath] = useState<string | null>(null);
  const filter = useBodyFilter(view.id, path);
  const toast = useToast();
  const isText = view.language !== "binary";
  const isWhole = view.state === "done";
  const language = chosen === "auto" ? view.language : chosen;
  const filtered = path === null ? undefined : filter.view;
  const isLarge = (filtered?.bytes ?? bytes) > LARGE_BYTES;
  const wantedForm = filtered?.form ?? (shown === "pretty" && isLaidOut(language) ? language : "raw");
  const isOfForm = useIsOfForm(view.id, wantedForm, isLarge, sending !== undefined);
  const form = isOfForm ? wantedForm : "raw";
  const search = useBodySearch(view.id, form, isLarge && find.isOpen ? wanted : null, sending !== undefined);

  if (bytes === 0) return <p className={css.note}>{words().response.noBody}</p>;

  const hasText = isText && shown !== "preview";
  const canFold = hasText && form !== "raw";
  const count = isLarge ? search.count : (counted ?? 0);
  const copy = async () => {
    if (bytes > COPY_BYTES_MAX) {
      toast.problem(words().response.tooLongToCopy({ size: size(bytes) }));
      return;
    }
    await copyText(await wholeBody(view.id));
    toast(isWhole ? words().response.copied : words().response.copiedIncomplete({ size: size(bytes) }));
  };
  const openSearch = () => setFind(({ opened }) => ({ isOpen: true, opened: opened + 1 }));
  const closeSearch = () => {
    setFind(({ opened }) => ({ isOpen: false, opened }));
    document.querySelector<HTMLElement>(`[aria-label="${words().response.body}"]`)?.focus();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: catches the search key wherever the focus is in the body.
    <div
      className={css.body}
      onKeyDown={(event) => {
        if (canFold && event.ctrlKey && event.altKey && event.code.startsWith("Bracket")) {
          event.preventDefault();
          setFolding({ isFolded: event.code === "BracketLeft" });
          return;
        }
        if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== "f")
          return;
        event.preventDefault();
        event.stopPropagation();
        openSearch();
      }}
    >
      <div className={css.toolbar}>
        <Segments
          name={words().response.view}
          value={shown}
          onChoose={setShown}
          choices={[
            { value: "pretty", text: words().response.pretty },
            { value: "raw", text: words().response.raw },
            ...(sending ? [] : [{ value: "preview" as const, text: words().response.preview }]),
          ]}
        />
        {isText && shown !== "preview" ? (
          <Select
            name={words().response.language}
            quiet
            value={chosen}
            onChoose={setChosen}
            className={css.languages}
            choices={LANGUAGES.map((value) => ({
              value,
              text: value === "auto" ? words().response.auto : (named(words().request.languages, value) ?? value),
              ...(value === "auto" ? { brief: named(words().request.languages, view.language) ?? view.language } : {}),
            }))}
          />
        ) : null}
        <div className={css.tools}>
          {hasText ? (
            <IconButton
              icon={WrapText}
              name={words().response.wrap}
              aria-pressed={wraps}
              onClick={() => setWraps(!wraps)}
            />
          ) : null}
          {canFold ? (
            <IconButton
              icon={folding?.isFolded ? UnfoldVertical : FoldVertical}
              name={folding?.isFolded ? words().response.unfoldAll : words().response.foldAll}
              keys={folding?.isFolded ? "Ctrl Alt ]" : "Ctrl Alt ["}
              onClick={() => setFolding({ isFolded: !folding?.isFolded })}
            />
          ) : null}
          {hasText && isWhole && language === "json" ? (
            <IconButton
              icon={Funnel}
              name={words().response.filter.open}
              aria-pressed={path !== null}
              onClick={() => setPath(path === null ? "$" : null)}
            />
          ) : null}
          {hasText ? (
            <IconButton
              icon={Search}
              name={words().response.search}
              keys="Ctrl F"
              aria-pressed={find.isOpen}
              onClick={() => (find.isOpen ? closeSearch() : openSearch())}
            />
          ) : null}
          {sending || !isText ? null : (
            <IconButton icon={Copy} name={words().response.copy} onClick={() => void copy()} />
          )}
          {end}
        </div>
      </div>
      {sending ? <Download sending={sending} /> : null}
      {hasText && path !== null ? (
        <FilterBar
          path={path}
          matches={filter.view?.matches}
          isBusy={filter.isBusy}
          problem={filter.problem && sentence(filter.problem.message)}
          onPath={setPath}
          onClose={() => setPath(null)}
        />
      ) : null}
      {hasText && find.isOpen ? (
        <SearchBar
          wanted={wanted}
          count={count}
          isMore={isLarge && search.hits.length < count}
          isDone={!isLarge || search.isDone}
          problem={
            isLarge
              ? search.problem && sentence(search.problem.message)
              : counted === null
                ? words().response.find.wrong
                : undefined
          }
          at={Math.min(at, Math.max(0, count - 1))}
          opened={find.opened}
          onWanted={(next) => {
            setWanted(next);
            setAt(0);
          }}
          onStep={(by) => setAt((before) => (before + by + count) % count)}
          onClose={closeSearch}
        />
      ) : null}
      <div className={css.code}>
        {shown === "preview" ? (
          <Preview id={view.id} />
        ) : !isText ? (
          <HexHead id={view.id} bytes={bytes} />
        ) : isLarge ? (
          <LargeText
            id={view.id}
            form={form}
            language={filtered ? "json" : form}
            wraps={wraps}
            isRunning={sending !== undefined}
            hits={search.hits}
            current={search.hits[at]}
            folding={folding}
            onCopyAll={() => void copy()}
            onSelect={setSelected}
          />
        ) : (
          <SmallText
            id={view.id}
            form={form}
            language={filtered ? "json" : shown === "raw" ? "text" : language}
            wraps={wraps}
            wanted={find.isOpen ? wanted : null}
            at={at}
            folding={folding}
            onFound={setCounted}
            onSelect={setSelected}
          />
        )}
        {hasText ? <Selection text={selected} collection={collection} /> : null}
      </div>
    </div>
  );
}
