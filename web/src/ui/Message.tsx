import { Fragment } from "react";

/** A message of the program as a sentence: it comes with a lower-case start and without a full stop. */
export function sentence(message: string): string {
  const first = message.charAt(0);
  return `${first.toUpperCase()}${message.slice(1)}${/[.!?…]$/.test(message) ? "" : "."}`;
}

/** A message as a sentence, names that stand in backticks set as code. */
export function Message({ text }: { text: string }) {
  return sentence(text)
    .split("`")
    .map((piece, place) => {
      const key = `piece ${place}`;
      return place % 2 === 1 ? <code key={key}>{piece}</code> : <Fragment key={key}>{piece}</Fragment>;
    });
}
