// Everything that the app can do is found in the palette; every key of the list on Ctrl+/ does what the list says.
import { expect, type Page } from "@playwright/test";
import { lookedThemes } from "./looked.ts";
import { restartable as test } from "./restart.ts";

const DOCUMENT = `{"openapi":"3.0.0","info":{"title":"Tiny","version":"1"},"servers":[{"url":"http://127.0.0.1:9"}],
"paths":{"/a":{"get":{"summary":"A"}},"/b":{"get":{"summary":"B"}}}}`;

const tab = (page: Page, name: string) =>
  page.getByRole("tablist", { name: "Open tabs" }).getByRole("tab", { name, exact: false });
const dialog = (page: Page, name: string) => page.getByRole("dialog", { name });

async function choose(page: Page, typed: string): Promise<void> {
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("combobox", { name: "Search everything" })).toBeFocused();
  await page.keyboard.type(typed);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("combobox", { name: "Search everything" })).toBeHidden();
}

async function begin(page: Page): Promise<void> {
  await page.evaluate((text) => navigator.clipboard.writeText(text), DOCUMENT);
  await page.keyboard.press("Control+o");
  await page.getByRole("textbox", { name: "URL or text to import" }).focus();
  await page.keyboard.press("Control+v");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Import complete")).toBeVisible();
  for (const name of ["A", "B"]) {
    await choose(page, `GET ${name.toLowerCase()}`);
    await expect(tab(page, name)).toHaveAttribute("aria-selected", "true");
  }
}

test("the palette does everything that the window can do", async ({ page, program }) => {
  await program.start(page);
  await begin(page);
  for (const [typed, name] of [
    ["import", "Import"],
    ["settings", "Settings"],
    ["cookies", "Cookies"],
    ["keyboard", "Keyboard shortcuts"],
    ["save as", "Save As"],
  ] as const) {
    await choose(page, typed);
    await expect(dialog(page, name)).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(dialog(page, name)).toBeHidden();
  }
  for (const theme of ["dark", "light"]) {
    await choose(page, `theme ${theme}`);
    await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
  }
  await choose(page, "theme system");
  await expect(page.locator("html")).not.toHaveAttribute("data-theme");
  await choose(page, "copy as curl");
  await expect(page.getByText("cURL command copied").first()).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("/b");
  await choose(page, "two-pane");
  await expect(page.getByRole("button", { name: "Two-pane view" })).toHaveAttribute("aria-pressed", "true");
  await choose(page, "hide sidebar");
  await expect(page.getByRole("tree", { name: "Collections" })).toBeHidden();
  await choose(page, "show sidebar");
  await expect(page.getByRole("tree", { name: "Collections" })).toBeVisible();
  await choose(page, "console");
  await expect(page.getByRole("button", { name: "Console", exact: true })).toHaveAttribute("aria-pressed", "true");
  await choose(page, "close tab");
  await expect(tab(page, "B")).toBeHidden();
  await choose(page, "reopen");
  await expect(tab(page, "B")).toHaveAttribute("aria-selected", "true");
  await page.getByRole("textbox", { name: "Request URL" }).fill("http://127.0.0.1:9/edited");
  await choose(page, "save");
  await expect(page.getByText("Saved B")).toBeVisible();
  await choose(page, "new request");
  await expect(tab(page, "New Request")).toHaveAttribute("aria-selected", "true");
  await expect(page.getByRole("textbox", { name: "Request URL" })).toBeFocused();
  await choose(page, "new collection");
  await expect(tab(page, "New Collection")).toHaveAttribute("aria-selected", "true");
});

test("an environment is put to use from the palette", async ({ page, program }) => {
  await program.start(page);
  await begin(page);
  const made = await page.evaluate(async () => {
    const session = localStorage.getItem("postrider.session") ?? "";
    const body = JSON.stringify({ name: "Staging" });
    const headers = { "X-Postrider-Session": session };
    return (await fetch("/api/environments/create", { method: "POST", headers, body })).status;
  });
  expect(made).toBe(200);
  const picker = page.getByRole("combobox", { name: "Environment" });
  await page.keyboard.press("Control+k");
  await page.keyboard.type("staging");
  await expect(page.getByRole("option", { name: "Staging" })).toBeVisible();
  await lookedThemes(page, "palette-environment");
  await page.keyboard.press("Enter");
  await expect(picker).toContainText("Staging");
  await choose(page, "no environment");
  await expect(picker).toContainText("No Environment");
});

test("every key of the list works", async ({ page, program }) => {
  await program.start(page);
  await begin(page);
  for (const [keys, name] of [
    ["Control+o", "Import"],
    ["Control+,", "Settings"],
    ["Control+/", "Keyboard shortcuts"],
    ["Control+Shift+s", "Save As"],
  ] as const) {
    await page.keyboard.press(keys);
    await expect(dialog(page, name)).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(dialog(page, name)).toBeHidden();
  }
  await page.keyboard.press("Control+l");
  await expect(page.getByRole("textbox", { name: "Request URL" })).toBeFocused();
  await page.keyboard.type("http://127.0.0.1:9/keys");
  await page.keyboard.press("Control+s");
  await expect(page.getByText("Saved B")).toBeVisible();
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("Could not", { exact: false }).or(page.getByRole("alert")).first()).toBeVisible();
  await page.keyboard.press("Control+Shift+f");
  await expect(page.getByRole("textbox", { name: "Filter" })).toBeFocused();
  await page.keyboard.press("Control+\\");
  await expect(page.getByRole("tree", { name: "Collections" })).toBeHidden();
  await page.keyboard.press("Control+\\");
  await expect(page.getByRole("tree", { name: "Collections" })).toBeVisible();
  await page.keyboard.press("Control+Alt+v");
  await expect(page.getByRole("button", { name: "Two-pane view" })).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press("Control+Alt+e");
  await expect(page.getByRole("button", { name: "Environment quick look" })).toHaveAttribute("aria-expanded", "true");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+Alt+c");
  await expect(page.getByRole("button", { name: "Console", exact: true })).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press("Control+Alt+c");
  for (const [keys, name] of [
    ["Alt+ArrowLeft", "A"],
    ["Alt+ArrowRight", "B"],
    ["Alt+PageUp", "A"],
    ["Alt+PageDown", "B"],
    ["Alt+2", "A"],
    ["Alt+3", "B"],
    ["Alt+n", "New Request"],
  ] as const) {
    await page.keyboard.press(keys);
    await expect(tab(page, name), keys).toHaveAttribute("aria-selected", "true");
  }
  await page.keyboard.press("Alt+w");
  await expect(tab(page, "New Request")).toBeHidden();
  await page.keyboard.press("Alt+Shift+t");
  await expect(tab(page, "New Request")).toBeVisible();
  const area = () => page.evaluate(() => document.activeElement?.closest("[data-area]")?.getAttribute("data-area"));
  const before = await area();
  await page.keyboard.press("F6");
  expect(await area()).not.toBe(before);
});
