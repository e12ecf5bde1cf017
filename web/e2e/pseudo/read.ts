// Reads a screen in the pseudo-language: what is still English, and what is cut off.
import { expect, type Page } from "@playwright/test";
import { PSEUDO_LETTER } from "./language.ts";

/** Words that are the same in every language: of HTTP, of keys, of units. */
const TECHNICAL =
  /^(ctrl|alt|shift|esc|del|jetbrains|mono|example|com|enter|delete|pageup|pagedown|get|put|post|patch|json|xml|html|utf|https?|sha|ms|min|kb|mb|gb|am|pm|utc|ok|v\d+|(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\p{L}*)$/u;

type Found = { text: string; place: string };

/** A single word is data where it stands in a name: a text of at most this many words. */
const NAME_WORDS = 4;

/** Runs of letters, in small ones; at least three letters: shorter ones are units, initials and signs. Masked ones are none. */
function wordsOf(text: string): string[] {
  return (
    text
      .toLowerCase()
      .replace(/\S*•+\S*/g, " ")
      .match(/[\p{L}\p{M}\p{N}_]+/gu) ?? []
  ).filter((word) => /\p{L}{3}/u.test(word));
}

/** What stands on screens as data: strings that the programs sent, and what the test typed. */
export class Data {
  readonly #strings = new Set<string>();

  /** Takes over every text that `page` gets from the programs. */
  constructor(page: Page) {
    page.on("response", (response) => {
      if (!/json/.test(response.headers()["content-type"] ?? "")) return;
      void response.json().then(
        (body) => this.#take(body),
        () => {},
      );
    });
  }

  /** Takes over what the test typed, or what a program says that has no text in the page. */
  typed(...texts: string[]): void {
    for (const text of texts) this.#strings.add(` ${wordsOf(text).join(" ")} `);
  }

  #take(value: unknown): void {
    if (typeof value === "string") this.typed(value);
    else if (Array.isArray(value)) for (const one of value) this.#take(one);
    else if (value !== null && typeof value === "object") {
      for (const [key, one] of Object.entries(value)) {
        // A setting's name is a text of the page; an id says which.
        if (key === "label") continue;
        this.typed(key);
        this.#take(one);
      }
    }
  }

  /** What of a text is neither data, nor technical, nor pseudo: the longest runs of data are taken out first. */
  unknownIn(text: string): string {
    const words = wordsOf(text);
    const unknown: string[] = [];
    for (let from = 0; from < words.length; ) {
      let to = words.length;
      while (to > from && !this.#holds(words.slice(from, to))) to -= 1;
      const word = words[from] ?? "";
      if (to > from) from = to;
      else {
        if (!PSEUDO_LETTER.test(word) && !TECHNICAL.test(word)) unknown.push(word);
        from += 1;
      }
    }
    return unknown.join(" ");
  }

  /** Whether words stand together in what a program sent. */
  #holds(words: readonly string[]): boolean {
    const run = ` ${words.join(" ")} `;
    for (const text of this.#strings) {
      if (text.includes(run) && (words.length > 1 || text.split(" ").length <= NAME_WORDS + 2)) return true;
    }
    return false;
  }
}

/** Fails where `page` says something in English, or where a text of the page is cut off. */
export async function readPseudo(page: Page, data: Data, name: string, within = "body"): Promise<void> {
  const texts = await page.evaluate(textsOf, within);
  const english = texts.flatMap(({ text, place }) => {
    const unknown = data.unknownIn(text);
    return unknown === "" ? [] : [`${name}: “${unknown}” in “${text.slice(0, 80)}” at ${place}`];
  });
  expect.soft(english).toEqual([]);
  const cut = (await page.evaluate(cutOff, within)).filter(({ text }) => PSEUDO_LETTER.test(text));
  expect.soft(cut.map(({ text, place }) => `${name}: “${text.slice(0, 60)}” is cut off at ${place}`)).toEqual([]);
}

/** Visible texts and accessible names; not what stands in code, in an editor or in a field. Runs in the page. */
function textsOf(within: string): Found[] {
  const skipped = "code, pre, kbd, script, style, textarea, .cm-content, [data-raw]";
  const found: Found[] = [];
  const placeOf = (element: Element) => `${element.tagName.toLowerCase()}.${[...element.classList].join(".")}`;
  for (const root of document.querySelectorAll(within)) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node instanceof Element ? node : node.parentElement;
      if (!element || element.closest(skipped) || !element.checkVisibility({ visibilityProperty: true })) continue;
      if (node instanceof Text) {
        if (node.data.trim() !== "") found.push({ text: node.data.trim(), place: placeOf(element) });
        continue;
      }
      for (const attribute of ["aria-label", "title", "placeholder", "alt", "aria-valuetext", "data-text"]) {
        const text = element.getAttribute(attribute)?.trim();
        if (text) found.push({ text, place: `${placeOf(element)}[${attribute}]` });
      }
    }
  }
  return found;
}

/** Texts that do not fit into their box, or into the window. Runs in the page. */
function cutOff(within: string): Found[] {
  const found: Found[] = [];
  for (const root of document.querySelectorAll(within)) {
    for (const element of root.querySelectorAll<HTMLElement>("*")) {
      const text = [...element.childNodes]
        .filter((node) => node instanceof Text)
        .map((node) => node.textContent?.trim() ?? "")
        .join(" ")
        .trim();
      // The list of a combobox shows its value whole, and so does the hint of a cell that has one.
      if (text === "" || element.closest(".sr, [role=combobox], td, pre") || !element.checkVisibility()) continue;
      const place = `${element.tagName.toLowerCase()}.${[...element.classList].join(".")}`;
      const box = element.getBoundingClientRect();
      if (box.width <= 1 || box.height <= 1) continue;
      // A text is cut by the nearest box that hides what does not fit, its own one or one around it.
      const range = document.createRange();
      range.selectNodeContents(element);
      const drawn = range.getBoundingClientRect();
      let clipped = drawn.right > document.documentElement.clientWidth + 1;
      for (let around: HTMLElement | null = element; around && !clipped; around = around.parentElement) {
        const style = getComputedStyle(around);
        if (style.overflowX === "hidden" || style.overflowX === "clip") {
          clipped = drawn.right > around.getBoundingClientRect().right + 1.5;
        }
        // A page may scroll to its side, a dialog must not.
        if (style.overflowX === "auto" || style.overflowX === "scroll") {
          clipped ||=
            around.closest("[role=dialog]") !== null && drawn.right > around.getBoundingClientRect().right + 1.5;
          break;
        }
      }
      if (clipped) found.push({ text, place });
    }
  }
  return found;
}
