// What belongs to a collection or folder itself: its description, and settings that its requests inherit.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { LOOKS, looked } from "./looked.ts";
import { type Programs, test } from "./programs.ts";

test.use({ contextOptions: { reducedMotion: "reduce" } });

const row = (page: Page, name: string) => page.getByRole("treeitem", { name, exact: true });
const part = (page: Page, list: string, name: string) =>
  page.getByRole("tablist", { name: list }).getByRole("tab", { name, exact: true });
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const redirects = (page: Page) => page.getByRole("switch", { name: "Automatically follow redirects" });
const most = (page: Page) => page.getByRole("textbox", { name: "Maximum number of redirects" });
const description = (page: Page) => page.getByRole("textbox", { name: "Description", exact: true });
const file = (programs: Programs, path: string) => readFile(join(programs.workspace, path), "utf8");

async function saved(page: Page, name: string): Promise<void> {
  await page.keyboard.press("Control+s");
  await expect(page.getByText(`Saved ${name}`)).toBeVisible();
}

const TEXT = `Users, groups, workflows and jobs of one server.

## Before the first request

1. Ask a Curator to switch on **API Access** for your user.
2. Copy key and secret from **My Profile, Keys**.

| Status | Meaning |
|--------|---------|
| \`200 OK\` | Done. |
| \`401 Unauthorized\` | No token, or an expired one. |
`;

/** A collection `Mine` with the folder `Users` and the request `New Request` in it; the tab of `Mine` is open. */
async function made(page: Page): Promise<void> {
  await button(page, "Create Collection").click();
  await page.getByRole("textbox", { name: /^New name of/ }).fill("Mine");
  await page.keyboard.press("Enter");
  await expect(row(page, "Mine")).toBeFocused();
  await page.keyboard.press("Shift+F10");
  await page.getByRole("menuitem", { name: "Add Folder" }).click();
  await page.getByRole("textbox", { name: /^New name of/ }).fill("Users");
  await page.keyboard.press("Enter");
  await row(page, "Users").hover();
  await button(page, "Actions for Users").click();
  await page.getByRole("menuitem", { name: "Add Request" }).click();
  await expect(page.getByRole("textbox", { name: "Request URL" })).toBeFocused();
  await page.keyboard.type("http://127.0.0.1/list");
  await saved(page, "New Request");
  await row(page, "Mine").dblclick();
}

test("a description is written, drawn and saved; Esc takes its edits back", async ({ open, programs }) => {
  const page = await open();
  await made(page);
  await expect(page.getByText("No description.")).toBeVisible();
  await button(page, "Add description").click();
  await expect(description(page)).toBeFocused();
  await page.keyboard.type("Not this");
  await page.keyboard.press("Escape");
  await expect(button(page, "Add description")).toBeFocused();
  await expect(page.getByText("Not this")).toBeHidden();
  await page.keyboard.press("Enter");
  await page.keyboard.type("## Before you start\n\n1. Ask for **API Access**.\n");
  await button(page, "Done").click();
  await expect(button(page, "Edit description")).toBeFocused();
  await expect(page.getByRole("heading", { name: "Before you start" })).toBeVisible();
  await saved(page, "Mine");
  expect(await file(programs, "Mine/opencollection.yml")).toContain("1. Ask for **API Access**.");

  await row(page, "Users").dblclick();
  await button(page, "Add description").click();
  await page.keyboard.type("People of one server.");
  await saved(page, "Users");
  expect(await file(programs, "Mine/Users/folder.yml")).toContain("content: People of one server.");
});

test("a folder and its requests take over what the collection sets, until they choose or reset", async ({
  open,
  programs,
}) => {
  const page = await open();
  await made(page);
  await part(page, "Collection", "Settings").click();
  await expect(redirects(page)).toBeChecked();
  await redirects(page).click();
  await most(page).fill("3");
  await saved(page, "Mine");
  expect(await file(programs, "Mine/opencollection.yml")).toMatch(/followRedirects: false[\s\S]*maxRedirects: 3/);

  await row(page, "Users").dblclick();
  await part(page, "Folder", "Settings").click();
  await expect(redirects(page)).not.toBeChecked();
  await most(page).fill("5");

  await row(page, "GET list New Request").dblclick();
  await part(page, "Request", "Settings").click();
  await expect(redirects(page)).not.toBeChecked();
  await expect(most(page)).toHaveValue("5");

  await row(page, "Users").dblclick();
  await button(page, "Reset Maximum number of redirects").click();
  await expect(most(page)).toBeFocused();
  await expect(most(page)).toHaveValue("3");
  await row(page, "GET list New Request").dblclick();
  await expect(most(page)).toHaveValue("3");
});

for (const { theme, size } of LOOKS) {
  test(`description and settings look right in ${theme} at ${size.width}`, async ({ open, programs }) => {
    const page = await open(`&theme=${theme}`);
    await page.setViewportSize(size);
    await page.keyboard.press("Control+o");
    await page.keyboard.type(`${programs.server}/webapi//swagger/docs/3`);
    await page.keyboard.press("Enter");
    await row(page, "Alteryx Server API V3").dblclick();
    await button(page, "Add description").click();
    await page.keyboard.insertText(TEXT);
    await looked(page, `collection-edit-${theme}-${size.width}`);
    await button(page, "Done").click();
    await looked(page, `collection-overview-${theme}-${size.width}`);
    await part(page, "Collection", "Settings").click();
    await redirects(page).click();
    await looked(page, `collection-settings-${theme}-${size.width}`);
  });
}
