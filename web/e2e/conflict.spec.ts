// Files that an editor or Git changes: they show at once; where they meet unsaved edits, both sides are there to choose from.
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { looked } from "./looked.ts";
import { test } from "./programs.ts";

test.use({ contextOptions: { reducedMotion: "reduce" } });

const url = (page: Page) => page.getByRole("textbox", { name: "Request URL" });

/** A collection `Mine` with one request, open in its tab; gives the request's file. */
async function made(page: Page, workspace: string): Promise<string> {
  await page.getByRole("button", { name: "Create Collection" }).click();
  await page.getByRole("textbox", { name: /^New name of/ }).fill("Mine");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "New", exact: true }).click();
  await page.getByRole("menuitem", { name: "Request" }).click();
  await expect(url(page)).toBeFocused();
  await page.keyboard.type("http://127.0.0.1/first");
  await expect(page.getByRole("tab", { name: /Unsaved changes/ })).toBeVisible();
  await page.keyboard.press("Control+s");
  await expect(page.getByRole("tab", { name: /Unsaved changes/ })).toHaveCount(0);
  return join(workspace, "Mine", "New Request.yml");
}

async function rewritten(file: string, from: RegExp, to: string): Promise<void> {
  await writeFile(file, (await readFile(file, "utf8")).replace(from, to));
}

for (const theme of ["light", "dark"]) {
  test(`both sides of a change, in ${theme}`, async ({ open, programs }) => {
    const page = await open(`&theme=${theme}`);
    const file = await made(page, programs.workspace);
    await rewritten(file, /first/, "second");
    await expect(url(page)).toHaveValue("http://127.0.0.1/second");
    await expect(page.getByRole("treeitem", { name: /GET second New Request/ })).toBeVisible();

    await url(page).fill("http://127.0.0.1/mine");
    await expect(page.getByRole("tab", { name: /Unsaved changes/ })).toBeVisible();
    await rewritten(file, /second/, "theirs");
    await rewritten(file, /method: GET/, "method: PUT");
    const both = page.getByRole("region", { name: "Changed on disk" });
    await expect(both.getByText("1 field differs")).toBeVisible();
    await expect(both.getByText(/^edited \d/)).toHaveAttribute("title", /T.*Z$/);
    await expect(both.getByText(/^changed \d/)).toHaveAttribute("title", /T.*Z$/);
    await expect(both.getByRole("listitem").filter({ hasText: "Method" })).toContainText("PUT");
    for (const size of [
      { width: 1440, height: 900 },
      { width: 1024, height: 700 },
    ]) {
      await page.setViewportSize(size);
      if (process.env.SHOTS)
        await page.screenshot({ path: `${process.env.SHOTS}/conflict-${theme}-${size.width}.png` });
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.filter(({ impact }) => impact === "serious" || impact === "critical")).toEqual([]);
    }
    await expect(page.getByRole("tab", { name: /Changed on disk/ })).toBeVisible();
    await both.getByRole("button", { name: "Preview result" }).click();
    await expect(page.getByRole("dialog", { name: "Preview result" })).toContainText("http://127.0.0.1/mine");
    await looked(page, `conflict-preview-${theme}-1024`);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Decide later" }).click();
    await expect(url(page)).toHaveValue("http://127.0.0.1/mine");
    await page.getByRole("button", { name: "Compare both sides" }).click();
    await both.getByRole("radio", { name: "URL and Params: On disk" }).check();
    await expect(both.getByText("2 fields from disk, 0 from your draft")).toBeVisible();
    await both.getByRole("button", { name: "Keep all of mine" }).click();
    await both.getByRole("button", { name: "Save result" }).click();
    await expect(url(page)).toHaveValue("http://127.0.0.1/mine");
    const text = await readFile(file, "utf8");
    expect(text).toContain("http://127.0.0.1/mine");
    expect(text).toContain("method: PUT");
    await expect(page.getByRole("tab", { name: /Unsaved changes/ })).toHaveCount(0);

    // A file that goes away leaves the edits and their tab.
    await url(page).fill("http://127.0.0.1/kept");
    await expect(page.getByRole("tab", { name: /Unsaved changes/ })).toBeVisible();
    await rm(file);
    await expect(page.getByRole("tab", { name: /The file is gone/ })).toBeVisible();
    await looked(page, `conflict-gone-${theme}-1024`);
    await page.getByRole("button", { name: "Save again" }).click();
    await expect(page.getByRole("tab", { name: /The file is gone/ })).toHaveCount(0);
    expect(await readFile(file, "utf8")).toContain("http://127.0.0.1/kept");
  });
}
