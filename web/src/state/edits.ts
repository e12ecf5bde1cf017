// Edits on their way to the program. The page shows an edit at once; the program keeps it as a draft and answers with
// what follows from it (the other side of URL line and table, generated headers). At most one draft of an item is
// under way; of those that come meanwhile only the last is sent.
import type { QueryClient } from "@tanstack/react-query";
import { post } from "#/api/client.ts";
import type { EditedSide } from "#/api/types/EditedSide.ts";
import type { Parent } from "#/api/types/Parent.ts";
import type { ParentView } from "#/api/types/ParentView.ts";
import type { Request } from "#/api/types/Request.ts";
import type { RequestView } from "#/api/types/RequestView.ts";
import { parentQuery, requestQuery } from "./asked.ts";
import { EditHistory } from "./history.ts";
import { type Item, keyOf } from "./items.ts";

type Job = { next: (() => Promise<void>) | null; running: Promise<void> | null };

/** The edits of one window. */
export class Edits {
  readonly #client: QueryClient;
  readonly #onProblem: (thrown: unknown) => void;
  readonly #jobs = new Map<string, Job>();
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

  /** Waits until every edit of the item is with the program. */
  async settled(item: Item): Promise<void> {
    for (;;) {
      const job = this.#jobs.get(keyOf(item));
      if (!job?.running) return;
      await job.running;
    }
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
    this.#queue(item, async () => {
      const view = await post<RequestView>("/api/request/draft", { ...item, request, edited });
      if (this.#jobs.get(keyOf(item))?.next) return;
      this.#client.setQueryData(key, view);
    });
  }

  #putParent(item: Item, content: Parent) {
    const key = parentQuery(item).queryKey;
    void this.#client.cancelQueries({ queryKey: key });
    this.#client.setQueryData(key, (view) => (view ? { ...view, content, is_changed: true } : view));
    this.#queue(item, async () => {
      const view = await post<ParentView>("/api/collection/draft", { ...item, content });
      if (this.#jobs.get(keyOf(item))?.next) return;
      this.#client.setQueryData(key, view);
      void this.#client.invalidateQueries({ queryKey: ["auth", item.collection] });
    });
  }

  #queue(item: Item, send: () => Promise<void>) {
    const key = keyOf(item);
    const job = this.#jobs.get(key);
    if (job) {
      job.next = send;
      return;
    }
    const made: Job = { next: send, running: null };
    this.#jobs.set(key, made);
    made.running = this.#run(key, made);
  }

  async #run(key: string, job: Job) {
    while (job.next) {
      const send = job.next;
      job.next = null;
      try {
        await send();
      } catch (thrown) {
        this.#onProblem(thrown);
      }
    }
    this.#jobs.delete(key);
  }
}
