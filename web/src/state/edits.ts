// Edits on their way to the program. The page shows an edit at once; the program keeps it as a draft and answers with
// what follows from it (the other side of URL line and table, generated headers). At most one draft of an item is
// under way; of those that come meanwhile only the last is sent. What is edited while its item is moved goes to the new place.
import type { QueryClient } from "@tanstack/react-query";
import { post } from "#/api/client.ts";
import type { EditedSide } from "#/api/types/EditedSide.ts";
import type { Parent } from "#/api/types/Parent.ts";
import type { ParentView } from "#/api/types/ParentView.ts";
import type { Request } from "#/api/types/Request.ts";
import type { RequestView } from "#/api/types/RequestView.ts";
import { parentQuery, requestQuery } from "./queries/items.ts";
import { aboutCollection } from "./queries/topics.ts";
import { type Item, itemOf, keyOf, movedKey } from "./rules/items.ts";
import { EditHistory } from "./undo.ts";

/** Sends the latest edit of the item, wherever that is by then. */
type Send = (item: Item) => Promise<void>;
type Job = { item: Item; next: Send | null; running: Promise<void> | null };

const isIn = (item: Item, { collection, path }: Item) =>
  item.collection === collection && (path === "" || item.path === path || item.path.startsWith(`${path}/`));

/** The edits of one window. */
export class Edits {
  readonly #client: QueryClient;
  readonly #onProblem: (thrown: unknown) => void;
  readonly #jobs = new Map<string, Job>();
  /** Items that are on their way, and when they are there. */
  readonly #moves = new Map<Item, Promise<void>>();
  readonly #requests = new EditHistory<Request>();
  readonly #parents = new EditHistory<Parent>();

  constructor(client: QueryClient, onProblem: (thrown: unknown) => void) {
    this.#client = client;
    this.#onProblem = onProblem;
  }

  /** Whether edits of the item are not yet with the program. */
  isBusy(item: Item): boolean {
    return this.#jobs.has(keyOf(item));
  }

  /** Waits until every edit of the item, and of all that stands in it, is with the program. */
  async settled(item: Item): Promise<void> {
    for (;;) {
      const job = [...this.#jobs.values()].find((one) => isIn(one.item, item));
      if (!job) return;
      await job.running;
    }
  }

  /** Moves an item with all that stands in it. What is edited meanwhile waits, and goes to the new place. */
  async relocate<T extends Item>(from: Item, move: () => Promise<T>): Promise<T> {
    await this.settled(from);
    const moved = move().then((to) => {
      this.follow(from, to);
      return to;
    });
    const ended = () => void this.#moves.delete(from);
    this.#moves.set(from, moved.then(ended, ended));
    return moved;
  }

  /** Whether this window moves this very item, and has no answer yet. */
  isOnTheWay(item: Item): boolean {
    return [...this.#moves.keys()].some((one) => keyOf(one) === keyOf(item));
  }

  /** What is known of an item here goes with it to its new place. */
  follow(from: Item, to: Item): void {
    const change = (key: string) => movedKey(key, from, to);
    this.#requests.rekey(change);
    this.#parents.rekey(change);
    for (const [key, job] of [...this.#jobs]) {
      const there = change(key);
      if (there === key) continue;
      this.#carry(job.item, itemOf(there));
      job.item = itemOf(there);
      this.#jobs.delete(key);
      this.#jobs.set(there, job);
    }
  }

  /** Shows at its new place what was edited on the way: the program knows nothing of it yet. */
  #carry(from: Item, to: Item) {
    const request = this.#client.getQueryData(requestQuery(from).queryKey);
    if (request) this.#client.setQueryData(requestQuery(to).queryKey, request);
    const parent = this.#client.getQueryData(parentQuery(from).queryKey);
    if (parent) this.#client.setQueryData(parentQuery(to).queryKey, parent);
  }

  /** Edits a request. `typing` names the field that is typed in, for undo; null for a click. */
  editRequest(item: Item, request: Request, edited: EditedSide, typing: string | null): void {
    const before = this.#client.getQueryData(requestQuery(item).queryKey);
    if (!before) return;
    this.#requests.note(keyOf(item), before.request, typing);
    this.#putRequest(item, request, edited);
  }

  /** One edit of a request back, or forth again. Answers whether there was one. */
  undoRequest(item: Item, direction: "undo" | "redo"): boolean {
    const now = this.#client.getQueryData(requestQuery(item).queryKey);
    if (!now) return false;
    const value = this.#requests[direction](keyOf(item), now.request);
    if (value === undefined) return false;
    this.#putRequest(item, value, "url");
    return true;
  }

  /** Edits what belongs to a collection or folder itself. */
  editParent(item: Item, content: Parent, typing: string | null): void {
    const before = this.#client.getQueryData(parentQuery(item).queryKey);
    if (!before) return;
    this.#parents.note(keyOf(item), before.content, typing);
    this.#putParent(item, content);
  }

  /** One edit of a collection or folder back, or forth again. Answers whether there was one. */
  undoParent(item: Item, direction: "undo" | "redo"): boolean {
    const now = this.#client.getQueryData(parentQuery(item).queryKey);
    if (!now) return false;
    const value = this.#parents[direction](keyOf(item), now.content);
    if (value === undefined) return false;
    this.#putParent(item, value);
    return true;
  }

  /** Writes a request to its file. With `overwrites` also over a file that changed meanwhile. */
  async saveRequest(item: Item, overwrites = false): Promise<void> {
    const view = await post<RequestView>("/api/request/save", { ...item, overwrites });
    await this.#take(requestQuery(item).queryKey, view);
  }

  /** Writes a collection or folder to its file. With `overwrites` also over a file that changed meanwhile. */
  async saveParent(item: Item, overwrites = false): Promise<void> {
    const view = await post<ParentView>("/api/collection/save", { ...item, overwrites });
    await this.#take(parentQuery(item).queryKey, view);
  }

  /** Forgets the edits of an item: what the file says is shown again. */
  async discard(item: Item, kind: "request" | "parent"): Promise<void> {
    if (kind === "request") {
      await this.#take(requestQuery(item).queryKey, await post<RequestView>("/api/request/discard", item));
    } else {
      await this.#take(parentQuery(item).queryKey, await post<ParentView>("/api/collection/discard", item));
    }
  }

  /** Shows what a command answered. An older question that is still on its way must not show again what was before it. */
  async #take<V>(queryKey: readonly unknown[], view: V) {
    await this.#client.cancelQueries({ queryKey });
    this.#client.setQueryData(queryKey, view);
  }

  #putRequest(item: Item, request: Request, edited: EditedSide) {
    const key = requestQuery(item).queryKey;
    void this.#client.cancelQueries({ queryKey: key });
    this.#client.setQueryData(key, (view) => (view ? { ...view, request, is_changed: true } : view));
    this.#queue(item, async (there) => {
      const view = await post<RequestView>("/api/request/draft", { ...there, request, edited });
      if (this.#jobs.get(keyOf(there))?.next) return;
      this.#client.setQueryData(requestQuery(there).queryKey, view);
    });
  }

  #putParent(item: Item, content: Parent) {
    const key = parentQuery(item).queryKey;
    void this.#client.cancelQueries({ queryKey: key });
    this.#client.setQueryData(key, (view) => (view ? { ...view, content, is_changed: true } : view));
    this.#queue(item, async (there) => {
      const view = await post<ParentView>("/api/collection/draft", { ...there, content });
      if (this.#jobs.get(keyOf(there))?.next) return;
      this.#client.setQueryData(parentQuery(there).queryKey, view);
      void this.#client.invalidateQueries({ queryKey: aboutCollection("auth", there.collection) });
    });
  }

  #queue(item: Item, send: Send) {
    const key = keyOf(item);
    const job = this.#jobs.get(key);
    if (job) {
      job.next = send;
      return;
    }
    const made: Job = { item, next: send, running: null };
    this.#jobs.set(key, made);
    made.running = this.#run(made);
  }

  async #run(job: Job) {
    while (job.next) {
      const moves = [...this.#moves].filter(([whole]) => isIn(job.item, whole)).map(([, there]) => there);
      await Promise.all(moves);
      const send = job.next;
      job.next = null;
      try {
        await send(job.item);
      } catch (thrown) {
        this.#onProblem(thrown);
      }
    }
    this.#jobs.delete(keyOf(job.item));
  }
}
