import css from "./Marked.module.css";

/** A text in which the first place of the longest typed word stands out; `wanted` are typed words in small letters. */
export function Marked({ text, wanted }: { text: string; wanted: readonly string[] }) {
  const lower = text.toLowerCase();
  const word = wanted.filter((one) => lower.includes(one)).sort((a, b) => b.length - a.length)[0];
  // Letters whose small form is longer would move the mark.
  if (!word || lower.length !== text.length) return text;
  const at = lower.indexOf(word);
  return (
    <>
      {text.slice(0, at)}
      <mark className={css.mark}>{text.slice(at, at + word.length)}</mark>
      {text.slice(at + word.length)}
    </>
  );
}
