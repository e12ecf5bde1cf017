// The pseudo-language: English with accents on every letter and every vowel doubled, about 40 % longer. Places stay.

const LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const ACCENTED = "áƀçđéƒĝĥíĵķļḿńóƥɋŕšťúṽŵẋýžÁƁÇĐÉƑĜĤÍĴĶĻḾŃÓƤɊŔŠŤÚṼŴẊÝŽ";
const VOWELS = "aeiouAEIOU";

/** Letters by which a text is known as pseudo. */
export const PSEUDO_LETTER = /[áƀçđéƒĝĥíĵķļḿńóƥɋŕšťúṽŵẋýžÁƁÇĐÉƑĜĤÍĴĶĻḾŃÓƤɊŔŠŤÚṼŴẊÝŽ]/;

/** A text in the pseudo-language. What stands in braces or backticks is a place or a literal and stays. */
export function pseudo(text: string): string {
  return text
    .split(/(\{\w+\}|`[^`]*`)/)
    .map((piece, at) => (at % 2 === 1 ? piece : [...piece].map(pseudoLetter).join("")))
    .join("");
}

function pseudoLetter(letter: string): string {
  const at = LETTERS.indexOf(letter);
  if (at < 0) return letter;
  const accented = [...ACCENTED][at] ?? letter;
  return VOWELS.includes(letter) ? accented + accented.toLowerCase() : accented;
}

/** A table of texts in the pseudo-language; `count` names a place and stays. */
export function pseudoTexts(entry: unknown, key = ""): unknown {
  if (typeof entry === "string") return key === "count" ? entry : pseudo(entry);
  if (Array.isArray(entry)) return entry.map((one) => pseudoTexts(one));
  return Object.fromEntries(Object.entries(entry as object).map(([name, one]) => [name, pseudoTexts(one, name)]));
}
