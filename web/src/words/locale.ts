// How the chosen language writes numbers, dates and lengths of time. No texts: `Intl` knows all of it.

let language = "en";
let tag = "";
let formats = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat | Intl.PluralRules>();

/** Takes over a language, and the region in which the person reads it, if `wanted` names one: `en-GB` for English. */
export function setLanguage(chosen: string, wanted: readonly string[]): void {
  language = chosen;
  tag = tagOf(chosen, wanted);
  formats = new Map();
}

/** The language tag for `Intl`: the language of the texts as the person's region writes it. */
export function locale(): string {
  if (tag === "") tag = tagOf(language, navigator.languages);
  return tag;
}

/** `en-GB` for a Briton; `en-DE` for a German who reads English: the clock has 24 hours, a day stands before its month. */
function tagOf(language: string, wanted: readonly string[]): string {
  const own = wanted.find((each) => each.split("-")[0] === language);
  if (own !== undefined) return own;
  try {
    const { region } = new Intl.Locale(wanted[0] ?? language).maximize();
    return region === undefined ? language : `${language}-${region}`;
  } catch {
    return language;
  }
}

/** A number with its thousands apart. */
export function formatNumber(value: number): string {
  const tag = locale();
  return kept(`number ${tag}`, () => new Intl.NumberFormat(tag)).format(value);
}

/** A time as the language and the person's region write it. */
export function formatTime(at: Date | number, options: Intl.DateTimeFormatOptions): string {
  const tag = locale();
  return kept(`time ${tag} ${JSON.stringify(options)}`, () => new Intl.DateTimeFormat(tag, options)).format(at);
}

/** The same as an object that is made once; the language is asked for at each use. */
export function timeFormat(options: Intl.DateTimeFormatOptions): { format: (at: Date | number) => string } {
  return { format: (at) => formatTime(at, options) };
}

/** Which form of a sentence `count` takes in `language`. */
export function pluralForm(count: number, language: string): Intl.LDMLPluralRule {
  return kept(`plural ${language}`, () => new Intl.PluralRules(language)).select(count);
}

/** Formats are dear to make and are asked for in every row. */
function kept<Format extends Intl.NumberFormat | Intl.DateTimeFormat | Intl.PluralRules>(
  key: string,
  make: () => Format,
): Format {
  const known = formats.get(key) as Format | undefined;
  if (known) return known;
  const made = make();
  formats.set(key, made);
  return made;
}
