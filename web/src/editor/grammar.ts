// Grammars of the languages a body can have; each one is loaded when it is first wanted.
import type { Extension } from "@codemirror/state";

/** The grammar of a language; nothing for those shown as plain text. */
export async function loadGrammar(language: string): Promise<Extension> {
  switch (language) {
    case "xml":
      return (await import("@codemirror/lang-xml")).xml();
    case "html":
      return (await import("@codemirror/lang-html")).html();
    case "javascript":
      return (await import("@codemirror/lang-javascript")).javascript();
    default:
      return [];
  }
}
