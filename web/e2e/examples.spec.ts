// Saved examples: an answer is kept below its request, can be read, renamed, deleted and taken back.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { lookedThemes } from "./looked.ts";
import { test } from "./programs.ts";

test("an answer becomes an example below its request, in its file", async ({ open, programs }) => {
  const page = await open();
  const rename = page.getByRole("textbox", { name: /^New name of/ });
  await page.getByRole("button", { name: "Create Collection" }).click();
  await rename.fill("Ports");
  await page.keyboard.press("Enter");
  await page.getByRole("treeitem", { name: "Ports" }).click({ button: "right" });
  await page.getByRole("menuitem", { name: "Add Request" }).click();
  await page.getByRole("textbox", { name: "Request URL" }).fill(`${programs.server}/healthz`);
  await page.keyboard.press("Control+Enter");
  const response = page.getByRole("region", { name: "Response" });
  await expect(response.getByText("200 OK")).toBeVisible();
  await page.keyboard.press("Control+s");
  await response.getByRole("button", { name: "Save Response" }).click();
  await page.getByRole("menuitem", { name: "Save as example" }).click();

  const row = page.getByRole("treeitem", { name: "Saved example: 200 OK" });
  await row.click();
  const example = page.getByRole("region", { name: "Saved example" });
  await expect(example.getByRole("status", { name: "URL of the example" })).toHaveText(`${programs.server}/healthz`);
  await expect(example.getByRole("textbox", { name: "Body of the example" })).toHaveText("ok");
  await lookedThemes(page, "example");
  await example.getByRole("tab", { name: "Headers" }).click();
  await expect(example.getByRole("row", { name: /content-type/i })).toBeVisible();

  await row.press("F2");
  await rename.fill("Healthy");
  await page.keyboard.press("Enter");
  const renamed = page.getByRole("treeitem", { name: "Saved example: Healthy" });
  await expect(example.getByRole("heading", { level: 1, name: "Healthy" })).toBeVisible();
  const folder = join(programs.workspace, "Ports");
  const saved = async () => {
    const names = await readdir(folder);
    const file = names.find((name) => name.endsWith(".yml") && name !== "opencollection.yml");
    return readFile(join(folder, file ?? ""), "utf8");
  };
  expect(await saved()).toContain("Healthy");

  await renamed.press("Delete");
  await expect(renamed).toBeHidden();
  expect(await saved()).not.toContain("Healthy");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(renamed).toBeVisible();
});
