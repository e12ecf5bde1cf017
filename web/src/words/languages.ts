// Compares a language with English: what it lacks, what it has in excess, and places that differ. For tests.
import type { Texts } from "./words.ts";

type Entry = Texts[string] | undefined;

/** What is wrong with `other` as a translation of `english`, a line an entry; `name` is where they stand. */
export function differences(english: Entry, other: Entry, name = ""): string[] {
  if (other === undefined) return [`lacks ${name}`];
  if (english === undefined) return [`has ${name} in excess`];
  if (isSentence(english) || isSentence(other)) {
    if (!isSentence(english) || !isSentence(other)) return [`has another shape at ${name}`];
    const [wanted, there] = [placesOf(english), placesOf(other)];
    const wrong = [
      ...wanted.filter((place) => !there.includes(place)).map((place) => `lacks {${place}} in ${name}`),
      ...there.filter((place) => !wanted.includes(place)).map((place) => `has {${place}} in excess in ${name}`),
    ];
    return wrong;
  }
  const [wanted, there] = [english as Record<string, Entry>, other as Record<string, Entry>];
  return [...new Set([...Object.keys(wanted), ...Object.keys(there)])].flatMap((key) =>
    differences(wanted[key], there[key], name === "" ? key : `${name}.${key}`),
  );
}

function isSentence(entry: Entry): boolean {
  return typeof entry === "string" || (typeof entry === "object" && "count" in entry && "other" in entry);
}

/** Names of the places in any of an entry's forms, and of the numbers on which its forms depend. */
function placesOf(entry: Entry): string[] {
  if (typeof entry === "string") return [...entry.matchAll(/\{(\w+)\}/g)].map(([, place]) => place ?? "");
  return [...new Set(Object.values(entry as Record<string, Entry>).flatMap(placesOf))];
}
