// Grammars that are fetched when a text of their language is shown.
import type { Extension } from "@codemirror/state";

/** The grammar of a language; nothing for plain text. */
export async function grammarOf(language: string): Promise<Extension> {
  switch (language) {
    case "json":
      return (await import("@codemirror/lang-json")).json();
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
