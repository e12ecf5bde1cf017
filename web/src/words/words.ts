// The words of the language that was chosen when the page started.
//
// A page reaches its texts through a function, never through a constant: what a text says is known only once the page runs.

/** Makes the function that gives a table of words in the chosen language; `english` is what another language lacks. */
export function table<Table>(english: Table): () => Table {
  return () => english;
}
