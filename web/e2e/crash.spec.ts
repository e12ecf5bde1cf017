// The program is killed while somebody types: the draft is there at the next start, the file is as it was.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { restartable as test } from "./restart.ts";

const DOCUMENT = `{"openapi":"3.0.0","info":{"title":"Tiny","version":"1"},"servers":[{"url":"http://127.0.0.1:9"}],
"paths":{"/a":{"post":{"summary":"A","requestBody":{"content":{"application/json":{"example":{"x":1}}}}}}}}`;

async function files(folder: string): Promise<Map<string, string>> {
  const names = await readdir(folder, { recursive: true });
  const texts = names.filter((name) => name.endsWith(".yml")).sort();
  return new Map(
    await Promise.all(texts.map(async (name) => [name, await readFile(join(folder, name), "utf8")] as const)),
  );
}

const url = (page: Page) => page.getByRole("textbox", { name: "Request URL" });
const body = (page: Page) => page.getByRole("textbox", { name: "Request body" });
const drafted = (page: Page, text: string) =>
  page.waitForResponse(
    (answer) =>
      answer.url().endsWith("/api/request/draft") && answer.ok() && (answer.request().postData() ?? "").includes(text),
  );

test("kill -9 while typing: the draft is there, the file unchanged", async ({ page, program }) => {
  await program.start(page);
  await page.evaluate((text) => navigator.clipboard.writeText(text), DOCUMENT);
  await page.keyboard.press("Control+o");
  await page.getByRole("textbox", { name: "URL or text to import" }).focus();
  await page.keyboard.press("Control+v");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Import complete")).toBeVisible();
  const workspace = join(program.home, "workspace");
  const saved = await files(workspace);
  expect(saved.size).toBeGreaterThan(1);

  const open = async () => {
    const sidebar = page.getByRole("navigation", { name: "Sidebar" });
    await sidebar.getByRole("textbox", { name: "Filter" }).fill("POST a");
    await sidebar.getByRole("treeitem", { name: /^POST a.* A$/ }).dblclick();
    await page.getByRole("tablist", { name: "Request" }).getByRole("tab", { name: "Body" }).click();
  };
  await open();
  const typedUrl = drafted(page, "/typed/while/killed");
  await url(page).focus();
  await page.keyboard.press("End");
  await page.keyboard.type("/typed/while/killed");
  await typedUrl;
  const typedBody = drafted(page, "the last key");
  await body(page).click();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("the last key");
  await typedBody;
  await program.stop("SIGKILL");
  expect(await files(workspace)).toEqual(saved);

  await program.start(page);
  await open();
  await expect(url(page)).toHaveValue("{{baseUrl}}/a/typed/while/killed");
  await expect(body(page)).toHaveText("the last key");
  expect(await files(workspace)).toEqual(saved);

  // Killed in the middle of writing: drafts are on their way without a pause, and the database opens again each time.
  for (let round = 0; round < 3; round += 1) {
    await url(page).focus();
    await page.keyboard.press("End");
    const first = drafted(page, `/round${round}`);
    await page.keyboard.type(`/round${round}`);
    await first;
    const typing = page.keyboard.type("-and-more-and-more-and-more", { delay: 5 });
    await program.stop("SIGKILL");
    await typing;
    await program.start(page);
    await open();
    await expect(url(page)).toHaveValue(new RegExp(`/round${round}`));
  }
  expect(await files(workspace)).toEqual(saved);
});
