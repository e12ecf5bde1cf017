// Binds the texts of the chosen language: a page reaches them through a function, because what a text says is known only at run time.
//
// A language is a folder of plain data. An entry is one whole sentence with named places, or its forms by a number:
//
//     saved: "Saved {name}"                                                ──▶ words().saved({ name })
//     rows: { count: "rows", one: "{rows} row", other: "{rows} rows" }     ──▶ words().rows({ rows: 3 })
//     title: "Settings"                                                    ──▶ words().title
//
// Never here: a text, an order of words, a plural rule. The first two stand in the language, the third comes from `Intl`.
import { formatNumber, locale, pluralForm, setLanguage } from "./locale.ts";

type Forms<Form> = { readonly count: string; readonly other: Form } & {
  readonly [form in "zero" | "one" | "two" | "few" | "many"]?: Form;
};

/** Forms of a sentence by the number that `count` names; a form may depend on a second number. `other` is always there. */
export type Plural = Forms<string | Forms<string>>;

/** A table of texts as a language's file writes it: data alone, no functions. */
export type Texts = { readonly [name: string]: string | Plural | Texts | readonly (string | Texts)[] };

/** What stands in a place: a text as it is, or a number, which is written as the language writes numbers. */
type Value = string | number;

type Names<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;
type FormsOf<Entry> = Entry extends Plural ? Exclude<Entry[Exclude<keyof Entry, "count">], undefined> : never;
type TextsOf<Entry> = Entry extends string ? Entry : Extract<FormsOf<Entry> | FormsOf<FormsOf<Entry>>, string>;
type CountsOf<Entry> = Entry extends Plural ? Entry["count"] : never;
type Counts<Entry> = CountsOf<Entry> | CountsOf<FormsOf<Entry>>;
type Arguments<Entry> = { [Name in Counts<Entry>]: number } & {
  [Name in Exclude<Names<TextsOf<Entry>>, Counts<Entry>>]: Value;
};

/** An entry as a page uses it: a text, a function of its places, or a table of such. */
export type Bound<Entry> = Entry extends string
  ? [Names<Entry>] extends [never]
    ? string
    : (values: Arguments<Entry>) => string
  : Entry extends Plural
    ? (values: Arguments<Entry>) => string
    : Entry extends readonly (infer Item)[]
      ? readonly Bound<Item>[]
      : { readonly [Name in keyof Entry]: Bound<Entry[Name]> };

/** Files of the other languages, by path (`./de/shell.ts`), as `import.meta.glob` gives them. */
type Files = Record<string, () => Promise<unknown>>;

const tables: { files: Files; rebind: (other: Texts, language: string) => void }[] = [];

/**
 * Makes the function that gives a table in the chosen language.
 *
 * `english` is complete; what another language lacks is said in English. `files` are loaded when their language is chosen.
 */
export function table<const English extends Texts>(english: English, files: Files): () => Bound<English> {
  let bound = bind(english, english, "en") as Bound<English>;
  tables.push({
    files,
    rebind: (other, language) => {
      bound = bind(english, other, language) as Bound<English>;
    },
  });
  return () => bound;
}

/**
 * Chooses the first of `wanted` (language tags, best first) that has a folder; English where none has.
 *
 * Resolves once the texts are there. Called before a page is drawn: what is drawn already keeps its language.
 */
export async function chooseLanguage(wanted: readonly string[]): Promise<void> {
  const there = new Set(["en", ...tables.flatMap(({ files }) => Object.keys(files).map(folderOf))]);
  const language = wanted.map((tag) => tag.split("-")[0] ?? "").find((tag) => there.has(tag)) ?? "en";
  setLanguage(language, wanted);
  document.documentElement.lang = language;
  await Promise.all(
    tables.map(async ({ files, rebind }) => {
      const own = Object.keys(files).filter((path) => folderOf(path) === language);
      const parts = await Promise.all(own.map((path) => files[path]?.()));
      rebind(Object.assign({}, ...parts.flatMap((part) => Object.values(part as Record<string, Texts>))), language);
    }),
  );
}

/** The entry that `code` names in a table, or absent: for codes that come from the program, of which not all have a text. */
export function named<Entry>(entries: { readonly [name: string]: Entry }, code: string): Entry | undefined {
  return Object.hasOwn(entries, code) ? entries[code] : undefined;
}

/** What an entry says that may have places, for entries that are chosen by a code. */
export function filledIn<Values extends Record<string, Value>>(
  entry: string | ((values: Values) => string),
  values: Values,
): string {
  return typeof entry === "string" ? entry : entry(values);
}

/** Items as the language lists them side by side: `5 requests, 3 folders`. */
export function listed(items: readonly string[]): string {
  return new Intl.ListFormat(locale(), { type: "unit", style: "short" }).format(items);
}

function folderOf(path: string): string {
  return path.split("/").at(-2) ?? "";
}

type Entry = Texts[string] | Texts | undefined;

function isPlural(entry: Entry): entry is Plural {
  return typeof entry === "object" && "count" in entry && typeof entry.count === "string" && "other" in entry;
}

/** An entry of `other`, where it has the shape of the English one; the English one, with its rules, elsewhere. */
function bind(english: Entry, other: Entry, language: string): unknown {
  if (typeof english === "string" || isPlural(english)) {
    const isThere = typeof other === "string" || isPlural(other);
    return isThere ? said(other, language) : said(english, "en");
  }
  if (Array.isArray(english)) {
    return english.map((item, at) => bind(item, Array.isArray(other) ? other[at] : undefined, language));
  }
  const bound: Record<string, unknown> = {};
  for (const [name, entry] of Object.entries(english ?? {})) {
    bound[name] = bind(entry, (other as Texts | undefined)?.[name], language);
  }
  return bound;
}

type Values = Record<string, Value>;

function said(entry: string | Plural, language: string): string | ((values: Values) => string) {
  if (typeof entry === "string" && !entry.includes("{")) return entry;
  return (values) => filled(formOf(entry, values, language), values);
}

function formOf(entry: string | Plural, values: Values, language: string): string {
  if (typeof entry === "string") return entry;
  const form = entry[pluralForm(Number(values[entry.count]), language)] ?? entry.other;
  return formOf(form, values, language);
}

function filled(text: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = values[name];
    if (value === undefined) return place;
    return typeof value === "number" ? formatNumber(value) : value;
  });
}
