// Lays a body out anew without touching what it says: numbers, escapes and the order of members stay as typed.
import { post, problemOf } from "#/api/client.ts";
import type { LaidOutText } from "#/api/types/LaidOutText.ts";
import type { TextToLayOut } from "#/api/types/TextToLayOut.ts";

/** Whether texts of a language can be laid out. */
export function canLayOut(language: string): boolean {
  return language === "json" || language === "xml" || language === "html";
}

/** The same text laid out; null when it is not of that language. `{{variables}}` may stand in it. */
export async function layOut(language: string, text: string): Promise<string | null> {
  // Only here are `{{variables}}` known to be values of JSON.
  if (language === "json") return beautified(text);
  const command: TextToLayOut = { language, text };
  try {
    return (await post<LaidOutText>("/api/laid-out", command)).text;
  } catch (thrown) {
    if (problemOf(thrown).code === `not_${language}`) return null;
    throw thrown;
  }
}

const PLACEHOLDER = /\{\{[^{}]*\}\}/g;

/** The same JSON with two blanks per level; null when it is not JSON. `{{variables}}` count as values. */
export function beautified(text: string): string | null {
  const asJson = text.replace(PLACEHOLDER, (match, at: number) => (isInString(text, at) ? "x" : JSON.stringify(match)));
  try {
    JSON.parse(asJson);
  } catch {
    return null;
  }
  return jsonLines(text);
}

function isInString(text: string, at: number): boolean {
  let inside = false;
  for (let index = 0; index < at; index += 1) {
    if (text[index] === "\\" && inside) index += 1;
    else if (text[index] === '"') inside = !inside;
  }
  return inside;
}

const TOKEN = /"(?:[^"\\]|\\.)*"|\{\{[^{}]*\}\}|[{}[\],:]|[^\s{}[\],:"]+/g;

function jsonLines(text: string): string {
  const tokens = text.match(TOKEN) ?? [];
  let out = "";
  let depth = 0;
  const line = () => `\n${"  ".repeat(depth)}`;
  tokens.forEach((token, index) => {
    if (token === "{" || token === "[") {
      const closes = tokens[index + 1] === "}" || tokens[index + 1] === "]";
      depth += 1;
      out += closes ? token : token + line();
    } else if (token === "}" || token === "]") {
      depth -= 1;
      const opened = tokens[index - 1] === "{" || tokens[index - 1] === "[";
      out += opened ? token : line() + token;
    } else if (token === ",") out += `,${line()}`;
    else if (token === ":") out += ": ";
    else out += token;
  });
  return out;
}
