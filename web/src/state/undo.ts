// Undo of edits in one tab. The whole edited value is remembered, typing in one field as one step.

type Steps<T> = { past: T[]; future: T[]; typing: string | null };

/** Remembers values per tab, at most 200 each. */
export class EditHistory<T> {
  readonly #steps = new Map<string, Steps<T>>();

  #of(key: string): Steps<T> {
    const known = this.#steps.get(key);
    if (known) return known;
    const made: Steps<T> = { past: [], future: [], typing: null };
    this.#steps.set(key, made);
    return made;
  }

  /** Gives what is remembered of moved items to their new keys. */
  rekey(change: (key: string) => string): void {
    for (const [key, steps] of [...this.#steps]) {
      const there = change(key);
      if (there === key) continue;
      this.#steps.delete(key);
      this.#steps.set(there, steps);
    }
  }

  /** Notes the value before an edit. `typing` names the field that is typed in; null makes a step of its own. */
  note(key: string, before: T, typing: string | null): void {
    const steps = this.#of(key);
    if (typing === null || steps.typing !== typing) steps.past = [...steps.past, before].slice(-200);
    steps.typing = typing;
    steps.future = [];
  }

  /** Goes one step back; absent when there is none. */
  undo(key: string, now: T): T | undefined {
    const steps = this.#of(key);
    const value = steps.past.pop();
    if (value === undefined) return undefined;
    steps.future.push(now);
    steps.typing = null;
    return value;
  }

  /** Takes back the last undo; absent when there is none. */
  redo(key: string, now: T): T | undefined {
    const steps = this.#of(key);
    const value = steps.future.pop();
    if (value === undefined) return undefined;
    steps.past.push(now);
    steps.typing = null;
    return value;
  }
}
