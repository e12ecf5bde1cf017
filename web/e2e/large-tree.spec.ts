// A collection of 5,000 requests: the tree opens and the filter finds. Prints how long the main thread was busy per key.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { test } from "./programs.ts";

const FOLDERS = 100;
const REQUESTS = 50;

async function large(workspace: string): Promise<void> {
  const root = join(workspace, "Large");
  await mkdir(root);
  await writeFile(join(root, "opencollection.yml"), "opencollection: 1.0.0\n\ninfo:\n  name: Large\n");
  for (let folder = 0; folder < FOLDERS; folder += 1) {
    const path = join(root, `resource ${folder}`);
    await mkdir(path);
    await writeFile(
      join(path, "folder.yml"),
      `info:\n  name: resource ${folder}\n  type: folder\n  seq: ${folder + 1}0\n`,
    );
    await Promise.all(
      Array.from({ length: REQUESTS }, (_, index) => {
        const address = `{{baseUrl}}/v1/resource${folder}/part${index}`;
        const text = `info:\n  name: Read part ${index}\n  type: http\n  seq: ${index + 1}0\n\nhttp:\n  method: GET\n  url: '${address}'\n`;
        return writeFile(join(path, `Read part ${index}.yml`), text);
      }),
    );
  }
}

type Trace = { traceEvents: { name: string; ph: string; ts: number; dur?: number; tid: number; pid: number }[] };

test("5,000 requests are filtered key by key", async ({ open, programs, browser }) => {
  await large(programs.workspace);
  const began = Date.now();
  const page = await open();
  const tree = page.getByRole("tree", { name: "Collections" });
  await expect(tree.getByRole("treeitem", { name: "Large" })).toBeVisible();
  console.log(`opened after ${Date.now() - began} ms`);
  await tree.getByRole("treeitem", { name: "Large" }).press("ArrowRight");
  await expect(tree.getByRole("treeitem", { name: "resource 0", exact: true })).toBeVisible();

  const filter = page.getByRole("textbox", { name: "Filter" });
  await filter.focus();
  await browser.startTracing(page, {
    categories: ["toplevel", "devtools.timeline", "disabled-by-default-devtools.timeline"],
  });
  for (const key of "part4") await page.keyboard.press(key);
  await expect(tree.getByRole("treeitem", { name: /part40 Read part 40$/ }).first()).toBeVisible();
  for (const key of ["Space", "e", "9", "9"]) await page.keyboard.press(key);
  await expect(tree.getByRole("treeitem", { name: /resource99\/part40 Read part 40$/ })).toBeVisible();
  const trace = JSON.parse((await browser.stopTracing()).toString("utf8")) as Trace;
  const tasks = trace.traceEvents.filter(({ name, dur }) => name === "RunTask" && dur !== undefined);
  const longest = tasks.map(({ dur }) => (dur ?? 0) / 1000).sort((a, b) => b - a);
  console.log(
    `longest tasks while filtering: ${longest
      .slice(0, 8)
      .map((ms) => ms.toFixed(1))
      .join(", ")} ms`,
  );
});
