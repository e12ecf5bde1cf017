// Rows of the sidebar: made, renamed, copied, moved, deleted and brought back, by mouse and by keyboard.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { looked, lookedBoth, lookedThemes } from "./looked.ts";
import { type Programs, test } from "./programs.ts";

test.use({ contextOptions: { reducedMotion: "reduce" } });

const row = (page: Page, name: string | RegExp) =>
  page.getByRole("treeitem", { name, exact: typeof name === "string" });
const url = (page: Page) => page.getByRole("textbox", { name: "Request URL" });
const rename = (page: Page) => page.getByRole("textbox", { name: /^New name of/ });

/** What the tree shows, top to bottom. */
async function shown(page: Page): Promise<string[]> {
  const names = await page
    .getByRole("tree", { name: "Collections" })
    .getByRole("treeitem")
    .evaluateAll((items) =>
      items
        .map((item) => ({ top: item.getBoundingClientRect().top, label: item.getAttribute("aria-label") ?? "" }))
        .sort((a, b) => a.top - b.top)
        .map(({ label }) => label.trim()),
    );
  return names;
}

/** A collection `Mine` with the folder `Users` and two requests in it, made by hand. */
async function made(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Create Collection" }).click();
  await rename(page).fill("Mine");
  await page.keyboard.press("Enter");
  await expect(row(page, "Mine")).toBeFocused();
  await page.keyboard.press("Shift+F10");
  await page.getByRole("menuitem", { name: "Add Folder" }).click();
  await rename(page).fill("Users");
  await page.keyboard.press("Enter");
  for (const name of ["List", "One"]) {
    await row(page, "Users").hover();
    const actions = page.getByRole("button", { name: "Actions for Users" });
    await actions.click();
    await page.getByRole("menuitem", { name: "Add Request" }).hover();
    // The menu hangs on it, and would fly into the corner without it.
    await expect(actions).toBeVisible();
    await page.getByRole("menuitem", { name: "Add Request" }).click();
    await expect(url(page)).toBeFocused();
    await page.keyboard.type(`http://127.0.0.1/${name.toLowerCase()}`);
    await expect(page.getByRole("tab", { name: /Unsaved changes/ })).toBeVisible();
    await page.keyboard.press("Control+s");
    await expect(page.getByRole("tab", { name: /Unsaved changes/ })).toHaveCount(0);
    await row(page, /New Request$/).focus();
    await page.keyboard.press("F2");
    await rename(page).fill(name);
    await page.keyboard.press("Enter");
    await expect(row(page, `GET ${name.toLowerCase()} ${name}`)).toBeFocused();
  }
}

const file = (programs: Programs, path: string) => readFile(join(programs.workspace, path), "utf8");

test("a collection is made from nothing, with the cursor where typing begins", async ({ open, programs }) => {
  const page = await open();
  await made(page);
  expect(await shown(page)).toEqual(["Mine", "Users", "GET list List", "GET one One"]);
  expect(await file(programs, "Mine/Users/List.yml")).toContain("url: http://127.0.0.1/list");
  await expect(page.getByRole("tab", { name: "One", exact: false })).toBeVisible();
  await page.getByRole("button", { name: "New", exact: true }).click();
  await page.getByRole("menuitem", { name: "Request" }).click();
  await expect(url(page)).toBeFocused();
  await expect(row(page, /New Request$/)).toBeVisible();
});

test("copy, order, move, delete and undo by keyboard alone", async ({ open, programs }) => {
  const page = await open();
  await made(page);
  await page.keyboard.press("Control+d");
  await expect(row(page, "GET one One copy")).toBeVisible();
  await row(page, "GET one One copy").focus();
  await page.keyboard.press("Alt+ArrowUp");
  await expect.poll(() => shown(page)).toEqual(["Mine", "Users", "GET list List", "GET one One copy", "GET one One"]);
  await page.keyboard.press("Shift+F10");
  await expect(page.getByRole("menuitem", { name: "Move to…" })).toBeVisible();
  await lookedBoth(page, "tree-menu");
  await page.getByRole("menuitem", { name: "Move to…" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Move One copy" });
  await expect(dialog.getByRole("treeitem", { name: "Users" })).toBeFocused();
  await lookedThemes(page, "move-to");
  await dialog.getByRole("treeitem", { name: "Mine" }).press("Enter");
  await dialog.getByRole("button", { name: "Move", exact: true }).press("Enter");
  await expect.poll(() => shown(page)).toEqual(["Mine", "Users", "GET list List", "GET one One", "GET one One copy"]);
  const before = await file(programs, "Mine/Users/List.yml");
  await row(page, "Users").focus();
  await page.keyboard.press("Delete");
  await expect(page.getByText("Deleted Users")).toBeVisible();
  await expect.poll(() => shown(page)).toEqual(["Mine", "GET one One copy"]);
  await row(page, "Mine").focus();
  await page.keyboard.press("Control+z");
  await expect(row(page, "GET list List")).toBeVisible();
  expect(await file(programs, "Mine/Users/List.yml")).toBe(before);
});

test("an open tab with edits follows a rename, and Save As leaves it alone", async ({ open, programs }) => {
  const page = await open();
  await made(page);
  await url(page).fill("http://127.0.0.1/edited");
  await expect(page.getByRole("tab", { name: /One Unsaved changes/ })).toBeVisible();
  await row(page, "Users").focus();
  await page.keyboard.press("Control+e");
  await rename(page).fill("People");
  await page.keyboard.press("Enter");
  await expect(row(page, "People")).toBeVisible();
  await expect(url(page)).toHaveValue("http://127.0.0.1/edited");
  await url(page).focus();
  await page.keyboard.press("Control+Shift+s");
  const dialog = page.getByRole("dialog", { name: "Save As" });
  await dialog.getByRole("textbox", { name: "Name" }).fill("Another");
  await lookedThemes(page, "save-as");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Saved Another")).toBeVisible();
  expect(await file(programs, "Mine/People/Another.yml")).toContain("edited");
  await expect(page.getByRole("tab", { name: /One Unsaved changes/ })).toBeVisible();
});

test("rows move by drag: at the line, into a folder, not with Escape, and back by Undo", async ({ open, programs }) => {
  const page = await open();
  await made(page);
  const hint = page.getByRole("status").filter({ hasText: /^(Into|Stays|A folder|Rows)/ });
  /** Grabs a row by its name and brings it over another: `part` of its height down. */
  const over = async (from: string, to: string, part: number) => {
    await page.mouse.move(0, 0);
    const start = await row(page, from).boundingBox();
    const goal = await row(page, to).boundingBox();
    if (!start || !goal) throw new Error("rows are not there");
    await page.mouse.move(start.x + 120, start.y + start.height / 2);
    await page.mouse.down();
    await page.mouse.move(goal.x + 120, goal.y + goal.height * part, { steps: 4 });
  };
  // A change of the theme would end a drag.
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme });
    await over("GET one One", "GET list List", 0.1);
    await expect(hint).toHaveText("Into Users");
    await looked(page, `tree-drag-${colorScheme}`, true);
    await page.keyboard.press("Escape");
    await expect(hint).toHaveCount(0);
    await page.mouse.up();
  }
  expect(await shown(page)).toEqual(["Mine", "Users", "GET list List", "GET one One"]);

  await over("GET list List", "GET one One", 0.9);
  await expect(hint).toHaveText("Into Users, after One");
  await page.mouse.up();
  await expect.poll(() => shown(page)).toEqual(["Mine", "Users", "GET one One", "GET list List"]);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => shown(page)).toEqual(["Mine", "Users", "GET list List", "GET one One"]);

  await over("Users", "GET list List", 0.9);
  await expect(hint).toHaveText("Stays where it is");
  await page.mouse.up();

  await over("GET one One", "Mine", 0.5);
  await expect(hint).toHaveText("Into Mine, after Users");
  await page.mouse.up();
  await expect(page.getByText("Moved One to Mine")).toBeVisible();
  expect(await file(programs, "Mine/One.yml")).toContain("url: http://127.0.0.1/one");

  await row(page, "Users").focus();
  await page.keyboard.press("ArrowLeft");
  await expect(row(page, "GET list List")).toHaveCount(0);
  await over("GET one One", "Users", 0.5);
  await expect(row(page, "GET list List")).toBeVisible();
  const last = await row(page, "GET list List").boundingBox();
  if (!last) throw new Error("the folder did not open");
  await page.mouse.move(last.x + 135, last.y + last.height * 0.9);
  await expect(hint).toHaveText("Into Users, after List");
  await page.mouse.up();
  await expect.poll(() => shown(page)).toEqual(["Mine", "Users", "GET list List", "GET one One"]);

  await url(page).fill("http://127.0.0.1/edited");
  await expect(page.getByRole("tab", { name: /One Unsaved changes/ })).toBeVisible();
  await page.getByRole("button", { name: "New Collection" }).click();
  await rename(page).fill("Other");
  await page.keyboard.press("Enter");
  await expect(row(page, "Other")).toBeFocused();
  await over("GET edited One", "Other", 0.5);
  await expect(hint).toHaveText("Into Other");
  await page.mouse.up();
  await expect(page.getByText("Moved One to Other. It now inherits authorization and variables")).toBeVisible();
  expect(await file(programs, "Other/One.yml")).toContain("url: http://127.0.0.1/one");
  await page.getByRole("tab", { name: /One Unsaved changes/ }).click();
  await expect(url(page)).toHaveValue("http://127.0.0.1/edited");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => shown(page)).toEqual(["Mine", "Users", "GET list List", "GET edited One", "Other"]);
  await expect(url(page)).toHaveValue("http://127.0.0.1/edited");
});
