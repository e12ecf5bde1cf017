import {
  Database,
  Info,
  Keyboard,
  type LucideIcon,
  Network,
  Palette,
  Search,
  ShieldCheck,
  SlidersHorizontal,
} from "lucide-react";
import { type ComponentType, useEffect, useRef, useState } from "react";
import type { SettingsSection } from "#/state/stores/dialogs.ts";
import { Button } from "#/ui/Button.tsx";
import { TextField } from "#/ui/fields/TextField.tsx";
import { Dialog } from "#/ui/overlays/Dialog.tsx";
import { words } from "#/words/app.ts";
import { CertificatesPage } from "./CertificatesPage.tsx";
import { ProxyPage } from "./ProxyPage.tsx";
import { AboutPage, DataPage, GeneralPage, ShortcutsPage, ThemesPage } from "./pages.tsx";
import css from "./Settings.module.css";
import { type PickFile, type SettingsPageProps, useSettings } from "./save.ts";

const SECTIONS: readonly { section: SettingsSection; icon: LucideIcon; page: ComponentType<SettingsPageProps> }[] = [
  { section: "general", icon: SlidersHorizontal, page: GeneralPage },
  { section: "themes", icon: Palette, page: ThemesPage },
  { section: "shortcuts", icon: Keyboard, page: ShortcutsPage },
  { section: "data", icon: Database, page: DataPage },
  { section: "certificates", icon: ShieldCheck, page: CertificatesPage },
  { section: "proxy", icon: Network, page: ProxyPage },
  { section: "about", icon: Info, page: AboutPage },
];

/** Settings of the app: sections at the left, found by name or by the words of other programs. */
export function SettingsDialog(props: { first: SettingsSection; onClose: () => void; pickFile: PickFile }) {
  const { first, onClose, pickFile } = props;
  const { view, save, problem } = useSettings();
  const [section, setSection] = useState<SettingsSection>(first);
  const [search, setSearch] = useState("");
  const [wanted, setWanted] = useState<string | null>(null);
  const box = useRef<HTMLInputElement>(null);
  const body = useRef<HTMLElement>(null);
  const Page = SECTIONS.find((one) => one.section === section)?.page ?? GeneralPage;
  const text = search.trim().toLowerCase();
  const hits = searchable().filter((one) => `${one.name} ${one.older}`.toLowerCase().includes(text));

  useEffect(() => {
    if (wanted === null) return;
    const controls = [...(body.current?.querySelectorAll<HTMLElement>("[aria-label]") ?? [])];
    const target = controls.find((one) => one.getAttribute("aria-label") === wanted) ?? body.current;
    target?.focus();
    setWanted(null);
  }, [wanted]);

  return (
    <Dialog
      open
      title={words().settings.title}
      closeName={words().close}
      onClose={onClose}
      width={58}
      height={46}
      initialFocus={box}
      help={words().settings.help}
      actions={
        <Button size="form" onClick={onClose}>
          {words().close}
        </Button>
      }
    >
      <div className={css.dialog}>
        <nav className={css.nav} aria-label={words().settings.title}>
          <TextField
            ref={box}
            size="form"
            name={words().settings.search}
            placeholder={words().settings.search}
            icon={Search}
            value={search}
            onText={setSearch}
          />
          {text === "" ? (
            SECTIONS.map(({ section: one, icon: Icon }) => (
              <button
                key={one}
                type="button"
                className={css.link}
                aria-current={one === section ? "page" : undefined}
                onClick={() => setSection(one)}
              >
                <Icon size={16} strokeWidth={1.75} aria-hidden />
                {words().settings.sections[one]}
              </button>
            ))
          ) : (
            <>
              {hits.map((hit) => (
                <button
                  key={`${hit.section} ${hit.name}`}
                  type="button"
                  className={css.hit}
                  onClick={() => {
                    setSection(hit.section);
                    setSearch("");
                    setWanted(hit.name);
                  }}
                >
                  <span>{hit.name}</span>
                  <span className={css.hint}>{words().settings.sections[hit.section]}</span>
                </button>
              ))}
              {hits.length === 0 ? <p className={css.hint}>{words().palette.none}</p> : null}
            </>
          )}
        </nav>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it. */}
        <section ref={body} className={css.page} tabIndex={0} aria-label={words().settings.sections[section]}>
          {problem ? (
            <p className={css.problem} role="alert">
              {problem}
            </p>
          ) : null}
          {view ? <Page view={view} save={save} pickFile={pickFile} /> : null}
        </section>
      </div>
    </Dialog>
  );
}

/** What the search finds: settings by the label of their control, and by words of other programs. */
function searchable(): { section: SettingsSection; name: string; older: string }[] {
  const { labels, older } = words().settings;
  const found = (section: SettingsSection, ...names: (keyof typeof labels & keyof typeof older)[]) =>
    names.map((name) => ({ section, name: labels[name], older: older[name] }));
  return [
    ...found("general", "timeout", "maxSize", "ssl", "redirects", "twoPane", "asksOnClose", "codeFont", "codeSize"),
    { section: "themes", name: words().header.theme, older: older.theme },
    { section: "shortcuts", name: words().shortcuts.title, older: older.shortcuts },
    ...found("data", "workspace", "secrets"),
    ...found("certificates", "caFile", "client", "trusted"),
    ...found("proxy", "systemProxy", "customProxy", "addressToTry"),
    ...found("about", "licences"),
  ];
}
