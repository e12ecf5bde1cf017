// Sentences with elements in them: a link, a name set as code.
import { Fragment, type ReactNode } from "react";

const PLACE = /\uE000(\d+)\uE001/;

/** What stands in the places of a sentence: for a text also an element; a number stays one, the form depends on it. */
type Elements<Values> = { [Name in keyof Values]: string extends Values[Name] ? ReactNode : Values[Name] };

/**
 * A sentence with elements in its places: `rich(words().conflict.read, { file: <code>{file}</code> })`.
 *
 * The sentence stays one entry of the language, which alone decides where its places are.
 */
export function rich<Values extends Record<string, string | number>>(
  sentence: (values: Values) => string,
  elements: Elements<Values>,
): ReactNode {
  const nodes: ReactNode[] = [];
  const values = Object.fromEntries(
    Object.entries(elements).map(([name, element]) => {
      if (typeof element === "number" || typeof element === "string") return [name, element];
      nodes.push(element as ReactNode);
      return [name, `\uE000${nodes.length - 1}\uE001`];
    }),
  ) as Values;
  // Every second piece is the number of an element.
  return sentence(values)
    .split(PLACE)
    .map((piece, at) => {
      const key = `piece ${at}`;
      return <Fragment key={key}>{at % 2 === 1 ? nodes[Number(piece)] : piece}</Fragment>;
    });
}
