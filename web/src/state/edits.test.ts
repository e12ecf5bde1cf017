import { QueryClient } from "@tanstack/react-query";
import { afterEach, expect, it, vi } from "vitest";
import type { RequestView } from "#/api/types/RequestView.ts";
import { Edits } from "./edits.ts";
import { requestQuery } from "./queries/items.ts";

afterEach(() => vi.unstubAllGlobals());

const from = { collection: "c", path: "old/a.yml" };
const to = { collection: "c", path: "new/a.yml" };
const view = (url: string) => ({ request: { url }, is_changed: false }) as RequestView;

/** Edits whose drafts are kept in a list, as the program would get them. */
function edits() {
  const drafts: { path: string; url: string }[] = [];
  vi.stubGlobal("fetch", (_: string, init: RequestInit) => {
    const { path, request } = JSON.parse(String(init.body));
    drafts.push({ path, url: request.url });
    return Promise.resolve(Response.json({ ...view(request.url), is_changed: true }));
  });
  const client = new QueryClient();
  client.setQueryData(requestQuery(from).queryKey, view("first"));
  const made = new Edits(client, (thrown) => expect.fail(String(thrown)));
  return { made, drafts, urlAt: (item: typeof from) => client.getQueryData(requestQuery(item).queryKey)?.request.url };
}

it("takes an edit that was typed while its folder moved to the new place", async () => {
  const { made, drafts, urlAt } = edits();
  let arrive = () => {};
  const way = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const moved = made.relocate({ collection: "c", path: "old" }, async () => {
    await way;
    return { collection: "c", path: "new" };
  });
  await Promise.resolve();
  made.editRequest(from, view("typed").request, "url", null);
  arrive();
  await moved;
  expect(urlAt(to)).toBe("typed");
  await made.settled(to);
  expect(drafts).toEqual([{ path: to.path, url: "typed" }]);
  expect(made.undo("request", to, "undo")).toBe(true);
  expect(urlAt(to)).toBe("first");
});

it("keeps an edit at the old place when the move fails", async () => {
  const { made, drafts } = edits();
  const moved = made.relocate(from, () => Promise.reject(new Error("refused")));
  await Promise.resolve();
  made.editRequest(from, view("typed").request, "url", null);
  await expect(moved).rejects.toThrow("refused");
  await made.settled(from);
  expect(drafts).toEqual([{ path: from.path, url: "typed" }]);
});
