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
import { aboutCollection, aboutItem } from "./queries/topics.ts";
import { type Item, itemOf, keyOf, movedKey } from "./rules/items.ts";
import { EditHistory } from "./undo.ts";

/** Sends the latest edit of the item, wherever that is by then. */
type Send = (item: Item) => Promise<void>;
type Job = { item: Item; next: Send | null; running: Promise<void> | null };

/** What can be edited: a request, or what belongs to a collection or folder itself. */
export type EditedKind = "request" | "parent";
type Content = Request | Parent;
type Edit = { content: Content; edited?: EditedSide };

/** How each kind is kept: the member of its view that is edited, and the program's commands. */
const COMMANDS = {
  request: {
    member: "request",
    draft: (body: unknown) => post<RequestView>("/api/request/draft", body),
    save: (body: unknown) => post<RequestView>("/api/request/save", body),
    discard: (body: unknown) => post<RequestView>("/api/request/discard", body),
  },
  parent: {
    member: "content",
    draft: (body: unknown) => post<ParentView>("/api/collection/draft", body),
    save: (body: unknown) => post<ParentView>("/api/collection/save", body),
    discard: (body: unknown) => post<ParentView>("/api/collection/discard", body),
  },
} as const;

const isIn = (item: Item, { collection, path }: Item) =>
  item.collection === collection && (path === "" || item.path === path || item.path.startsWith(`${path}/`));

/** The edits of one window. */
export class Edits {
  readonly #client: QueryClient;
  readonly #onProblem: (thrown: unknown) => void;
  readonly #jobs = new Map<string, Job>();
  /** Items that are on their way, and when they are there. */
  readonly #moves = new Map<Item, Promise<void>>();
  /** Of requests and parents alike: no two items have one key. */
  readonly #undo = new EditHistory<Content>();

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
    this.#undo.rekey(change);
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
    for (const kind of ["request", "parent"] as const) {
      const view = this.#view(kind, from);
      if (view) this.#client.setQueryData(aboutItem(kind, to), view);
    }
  }

  /** Edits a request. `typing` names the field that is typed in, for undo; null for a click. */
  editRequest(item: Item, request: Request, edited: EditedSide, typing: string | null): void {
    this.#edit("request", item, { content: request, edited }, typing);
  }

  /** Edits what belongs to a collection or folder itself. */
  editParent(item: Item, content: Parent, typing: string | null): void {
    this.#edit("parent", item, { content }, typing);
  }

  /** One edit back, or forth again. Says whether there was one. */
  undo(kind: EditedKind, item: Item, direction: "undo" | "redo"): boolean {
    const view = this.#view(kind, item);
    const content = view && this.#undo[direction](keyOf(item), view[COMMANDS[kind].member] as Content);
    if (content === undefined) return false;
    this.#put(kind, item, kind === "request" ? { content, edited: "url" } : { content });
    return true;
  }

  /** Writes an item to its file. With `overwrites` also over a file that changed since it was read. */
  async save(kind: EditedKind, item: Item, overwrites = false): Promise<void> {
    await this.#take(kind, item, await COMMANDS[kind].save({ ...item, overwrites }));
  }

  /** Forgets the edits of an item: what the file says is shown again. */
  async discard(kind: EditedKind, item: Item): Promise<void> {
    await this.#take(kind, item, await COMMANDS[kind].discard(item));
  }

  /** Shows the reply to a command. An older question that is still on its way must not show again what was before it. */
  async #take(kind: EditedKind, item: Item, view: unknown) {
    const queryKey = aboutItem(kind, item);
    await this.#client.cancelQueries({ queryKey });
    this.#client.setQueryData(queryKey, view);
  }

  #view(kind: EditedKind, item: Item): Record<string, unknown> | undefined {
    return this.#client.getQueryData<Record<string, unknown>>(aboutItem(kind, item));
  }

  #edit(kind: EditedKind, item: Item, edit: Edit, typing: string | null) {
    const before = this.#view(kind, item);
    if (!before) return;
    this.#undo.note(keyOf(item), before[COMMANDS[kind].member] as Content, typing);
    this.#put(kind, item, edit);
  }

  #put(kind: EditedKind, item: Item, { content, ...edit }: Edit) {
    const queryKey = aboutItem(kind, item);
    const { member, draft } = COMMANDS[kind];
    void this.#client.cancelQueries({ queryKey });
    const view = this.#view(kind, item);
    if (view) this.#client.setQueryData(queryKey, { ...view, [member]: content, is_changed: true });
    this.#queue(item, async (there) => {
      const reply = await draft({ ...there, ...edit, [member]: content });
      if (this.#jobs.get(keyOf(there))?.next) return;
      this.#client.setQueryData(aboutItem(kind, there), reply);
      if (kind === "parent") {
        void this.#client.invalidateQueries({ queryKey: aboutCollection("auth", there.collection) });
      }
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
