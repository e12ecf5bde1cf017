import { useQuery } from "@tanstack/react-query";
import { ChevronDown, ChevronUp, CircleAlert } from "lucide-react";
import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { get, post, problemOf } from "#/api/client.ts";
import type { ImportOption } from "#/api/types/ImportOption.ts";
import type { ImportReport } from "#/api/types/ImportReport.ts";
import type { ImportView } from "#/api/types/ImportView.ts";
import type { Problem } from "#/api/types/Problem.ts";
import type { StartedImport } from "#/api/types/StartedImport.ts";
import type { StartImport } from "#/api/types/StartImport.ts";
import { appQuery } from "#/state/queries/workspace.ts";
import { size } from "#/state/rules/formats.ts";
import type { Item } from "#/state/rules/items.ts";
import { importChanged, useImport } from "#/state/stores/imports.ts";
import { useView } from "#/state/stores/view.ts";
import { Button } from "#/ui/Button.tsx";
import { Radios } from "#/ui/fields/Radios.tsx";
import { Select } from "#/ui/fields/Select.tsx";
import { Switch } from "#/ui/fields/Switch.tsx";
import { TextField } from "#/ui/fields/TextField.tsx";
import { Message } from "#/ui/Message.tsx";
import { Dialog } from "#/ui/overlays/Dialog.tsx";
import { words } from "#/words/app.ts";
import { named } from "#/words/words.ts";
import { chosen, dropped, type FoundFile, read } from "./files.ts";
import css from "./Import.module.css";
import { Preview, ReadSign } from "./Preview.tsx";
import { NOTHING, type Source, usePreview } from "./preview.ts";
import { FileLinks, SourceLine } from "./SourceLine.tsx";

/** The collections that are here: the first one, and how a choice among them and their folders is drawn. */
export type Places = { first: Item; pick: (chosen: Item, onChoose: (place: Item) => void) => ReactNode };

/** What a dialog begins with: a text or the sample API, imported at once, or files, looked at first. */
export type FirstImport = { text: string } | { isSample: true } | { files: readonly FoundFile[] };

/** Props of the dialog; `onDone` hears what came in. */
export type ImportDialogProps = {
  /** Absent when nobody handed it anything. */
  first: FirstImport | undefined;
  /** Absent while there is no collection that a request could go to. */
  places: Places | undefined;
  onClose: () => void;
  onDone: (report: ImportReport) => void;
};

/** The settings in the order of their weight for the tree that comes in; others follow. */
const ORDER = [
  "requestNameSource",
  "folderStrategy",
  "nestedFolderHierarchy",
  "collapseFolders",
  "parametersResolution",
  "enableOptionalParameters",
  "preferredRequestBodyType",
  "keepImplicitHeaders",
  "includeDeprecated",
  "includeAuthInfoInExample",
  "alwaysInheritAuthentication",
  "indentCharacter",
];
const rank = ({ id }: ImportOption) => (ORDER.indexOf(id) + ORDER.length + 1) % (ORDER.length + 1);

/** One line, settings for who wants them, then progress, then it is gone. */
export function ImportDialog({ first, places, onClose, onDone }: ImportDialogProps) {
  const app = useQuery(appQuery).data;
  const { job, begin, forget } = useImport();
  const [source, setSource] = useState<Source>(() => firstSource(first));
  // Where a cURL command goes: null for a collection of its own.
  const [into, setInto] = useState<Item | null>(null);
  const settings = useView((view) => view.importSettings);
  const setSettings = useView((view) => view.setImportSettings);
  const [showsSettings, setShowsSettings] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [name, setName] = useState("");
  const line = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const seen = usePreview(settings);
  const isCommand = seen.preview?.is_command ?? false;
  const form = useId();
  const done = useRef(onDone);
  done.current = onDone;

  useEffect(() => {
    if (!job || job.state === "running") return;
    forget();
    if (job.state === "failed" && job.problem) setProblem(job.problem);
    if (job.report) done.current(job.report);
  }, [job, forget]);

  const start = async (extra: Partial<StartImport>) => {
    setProblem(null);
    try {
      const started = await post<StartedImport>("/api/imports", {
        ...source,
        text: source.text.trim(),
        settings: Object.entries(settings).map(([id, value]) => ({ id, value })),
        ...(isCommand && into ? { into: { collection: into.collection, parent: into.path } } : {}),
        replaces: false,
        ...extra,
      });
      begin(started.import_id);
      importChanged(await get<ImportView>(`/api/imports/${encodeURIComponent(started.import_id)}`));
    } catch (thrown) {
      setProblem(problemOf(thrown));
    }
  };
  const isReady = source.text.trim() !== "" || source.is_sample || source.files.length > 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady) void start({});
  };
  const cancelRunning = () => {
    if (job) void post(`/api/imports/${encodeURIComponent(job.id)}/cancel`);
  };
  const take = async (found: Promise<readonly FoundFile[]>) => {
    const given = await found.then(read);
    if (given === "too_long" || given === "nothing") {
      setProblem({ code: given, message: words().import[given], place: {}, severity: "error" });
      return;
    }
    const taken = { ...NOTHING, ...given };
    setSource(taken);
    setProblem(null);
    seen.read(taken);
    line.current?.focus();
  };
  const handed = useRef(() => {
    if (isReady) void start({});
    else if (first && "files" in first) void take(Promise.resolve(first.files));
  });
  useEffect(() => {
    const begin = handed.current;
    handed.current = () => {};
    begin();
  }, []);
  const isRunning = job?.state === "running";
  const exists = problem?.code === "exists";
  const shownProblem = problem ?? seen.problem;

  return (
    <Dialog
      open
      title={words().import.title}
      closeName={words().close}
      onClose={isRunning ? cancelRunning : onClose}
      width={seen.preview || showsSettings ? 56 : 44}
      initialFocus={line}
      help={isRunning ? words().import.cleans : app ? words().import.goes({ folder: app.workspace }) : undefined}
      actions={
        isRunning ? (
          <Button size="form" onClick={cancelRunning}>
            {words().cancel}
          </Button>
        ) : (
          <>
            <Button size="form" onClick={onClose}>
              {words().cancel}
            </Button>
            <Button look="primary" size="form" type="submit" form={form}>
              {words().import.title}
            </Button>
          </>
        )
      }
    >
      {isRunning ? (
        <Progress job={job} />
      ) : (
        <form
          id={form}
          className={isOver ? `${css.form} ${css.over}` : css.form}
          onSubmit={submit}
          onDragOver={(event) => {
            if (!event.dataTransfer.types.includes("Files")) return;
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={(event) => {
            event.preventDefault();
            setOver(false);
            void take(dropped(event.dataTransfer));
          }}
        >
          <SourceLine
            line={line}
            source={source}
            wrong={shownProblem !== null && !exists}
            onText={(text) => {
              setSource({ ...NOTHING, text });
              setProblem(null);
              seen.forget();
            }}
            onWhole={(text) => seen.read({ ...NOTHING, text })}
            onClear={() => {
              setSource(NOTHING);
              setProblem(null);
              seen.forget();
              requestAnimationFrame(() => line.current?.focus());
            }}
          />
          <div className={css.under}>
            <ReadSign preview={seen.preview} isReading={seen.isReading} />
            <FileLinks onFiles={(files) => void take(Promise.resolve(chosen(files)))} />
          </div>
          {shownProblem ? (
            <ProblemBox problem={shownProblem}>
              {exists ? (
                <div className={css.exists}>
                  <Button onClick={() => void start({ replaces: true })}>{words().import.replace}</Button>
                  <TextField
                    name={words().import.name}
                    placeholder={words().import.name}
                    value={name}
                    onText={setName}
                  />
                  <Button disabled={name.trim() === ""} onClick={() => void start({ name: name.trim() })}>
                    {words().import.as}
                  </Button>
                </div>
              ) : null}
            </ProblemBox>
          ) : null}
          <div className={seen.preview ? css.split : css.whole}>
            <div className={css.column}>
              {seen.preview && seen.preview.documents.length > 1 ? (
                <RootChoice
                  documents={seen.preview.documents}
                  onChoose={(root) => {
                    setSource({ ...source, root });
                    seen.read({ ...source, root });
                  }}
                />
              ) : null}
              {isCommand && places ? <PlaceChoice place={into} places={places} onChoose={setInto} /> : null}
              {isCommand ? null : (
                <div className={css.bar}>
                  <button
                    type="button"
                    className={css.link}
                    aria-expanded={showsSettings}
                    onClick={() => setShowsSettings(!showsSettings)}
                  >
                    {words().import.settings}
                    {showsSettings ? (
                      <ChevronUp size={14} strokeWidth={2} aria-hidden />
                    ) : (
                      <ChevronDown size={14} strokeWidth={2} aria-hidden />
                    )}
                  </button>
                  {showsSettings && Object.keys(settings).length > 0 ? (
                    <Button look="ghost" size="tight" onClick={() => setSettings({})}>
                      {words().import.reset}
                    </Button>
                  ) : null}
                </div>
              )}
              {showsSettings && !isCommand ? (
                <Settings
                  options={app?.import_options ?? []}
                  chosen={settings}
                  onChoose={(id, value) => setSettings({ ...settings, [id]: value })}
                />
              ) : null}
            </div>
            {seen.preview ? <Preview preview={seen.preview} /> : null}
          </div>
        </form>
      )}
    </Dialog>
  );
}

function firstSource(first: FirstImport | undefined): Source {
  if (first && "text" in first) return { ...NOTHING, text: first.text };
  return { ...NOTHING, is_sample: first !== undefined && "isSample" in first };
}

/** Which of several API documents is meant. */
function RootChoice({ documents, onChoose }: { documents: readonly string[]; onChoose: (path: string) => void }) {
  return (
    <div className={css.setting}>
      <span aria-hidden>{words().import.root}</span>
      <Select
        className={css.select}
        name={words().import.root}
        value={documents[0] ?? ""}
        choices={documents.toSorted().map((path) => ({ value: path, text: path }))}
        onChoose={onChoose}
      />
    </div>
  );
}

/** Where the request of a cURL command goes. */
function PlaceChoice(props: { place: Item | null; places: Places; onChoose: (place: Item | null) => void }) {
  const { place, places, onChoose } = props;
  return (
    <div className={css.place}>
      <Radios
        name={words().import.into}
        value={place ? "there" : "new"}
        choices={[
          { value: "new", text: words().import.intoNew },
          { value: "there", text: words().import.intoThere },
        ]}
        onChoose={(next) => onChoose(next === "there" ? places.first : null)}
      />
      {place ? places.pick(place, onChoose) : null}
    </div>
  );
}

function ProblemBox({ problem, children }: { problem: Problem; children: React.ReactNode }) {
  const { message, hint } = problem;
  return (
    <div className={css.problem} role="alert">
      <CircleAlert size={16} strokeWidth={1.75} aria-hidden />
      <div>
        <p className={css.cause}>
          <Message text={message} />
        </p>
        {hint ? (
          <p className={css.hint}>
            <Message text={hint} />
          </p>
        ) : null}
        {children}
      </div>
    </div>
  );
}

function Settings(props: {
  options: readonly ImportOption[];
  chosen: Record<string, string>;
  onChoose: (id: string, value: string) => void;
}) {
  return (
    <div className={css.settings}>
      {props.options
        .toSorted((a, b) => rank(a) - rank(b))
        .map((option) => {
          const value = props.chosen[option.id] ?? option.default_value;
          const name = named(words().import.options, option.id) ?? option.label;
          const hint = named(words().import.hints, option.id);
          const isSwitch = option.values.length === 2 && option.values.includes("true");
          return (
            <div key={option.id} className={css.setting}>
              <div>
                <span aria-hidden>{name}</span>
                {hint ? <span className={css.hint}>{hint}</span> : null}
              </div>
              {isSwitch ? (
                <Switch
                  wordless
                  name={name}
                  checked={value === "true"}
                  onCheck={(checked) => props.onChoose(option.id, String(checked))}
                />
              ) : (
                <Select
                  className={css.select}
                  name={name}
                  value={value}
                  choices={option.values.map((one) => ({
                    value: one,
                    text: named(words().import.values, one.toLowerCase()) ?? one,
                  }))}
                  onChoose={(next) => props.onChoose(option.id, next)}
                />
              )}
            </div>
          );
        })}
    </div>
  );
}

function Progress({ job }: { job: ImportView }) {
  const total = job.total_bytes;
  const part = job.stage === "fetching" && total ? Math.min(1, job.received_bytes / total) * 0.5 : undefined;
  const value = job.stage === "converting" ? 0.6 : job.stage === "writing" ? 0.8 : part;
  return (
    <div className={css.progress}>
      <p className={css.address}>{job.address}</p>
      <div
        className={css.track}
        role="progressbar"
        aria-label={words().import.progressName}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={value === undefined ? undefined : Math.round(value * 100)}
      >
        <i style={{ width: `${(value ?? 0.1) * 100}%` }} />
      </div>
      <p className={css.stage} role="status">
        {words().import.stages[job.stage]}
        {job.received_bytes > 0 ? <span className="num">{size(job.received_bytes)}</span> : null}
      </p>
    </div>
  );
}
