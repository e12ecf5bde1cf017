// Tabs and panes come back at the next start of the program; closing asks about unsaved changes.
import { expect, type Page } from "@playwright/test";
import { openByPalette } from "./hands.ts";
import { lookedBoth, lookedThemes } from "./looked.ts";
import { restartable as test } from "./restart.ts";

const DOCUMENT = `{"openapi":"3.0.0","info":{"title":"Tiny","version":"1"},"servers":[{"url":"http://127.0.0.1:9"}],
"paths":{"/a":{"get":{"summary":"A"}},"/b":{"get":{"summary":"B"}},"/c":{"get":{"summary":"C"}}}}`;

const tab = (page: Page, name: string) =>
  page.getByRole("tablist", { name: "Open tabs" }).getByRole("tab", { name, exact: false });
const url = (page: Page) => page.getByRole("textbox", { name: "Request URL" });

async function imported(page: Page): Promise<void> {
  await page.evaluate((text) => navigator.clipboard.writeText(text), DOCUMENT);
  await page.keyboard.press("Control+o");
  await page.getByRole("textbox", { name: "URL or text to import" }).focus();
  await page.keyboard.press("Control+v");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Import complete")).toBeVisible();
}

async function opened(page: Page, name: string): Promise<void> {
  await openByPalette(page, `GET ${name}`);
  await expect(tab(page, name.toUpperCase())).toHaveAttribute("aria-selected", "true");
}

test("tabs, inner tabs and panes are there after a restart", async ({ page, program }) => {
  await program.start(page);
  await imported(page);
  await opened(page, "a");
  await opened(page, "b");
  await page.getByRole("tablist", { name: "Request" }).getByRole("tab", { name: "Headers" }).click();
  await page.keyboard.press("Control+Alt+v");
  const kept = page.waitForResponse(
    (answer) =>
      answer.url().endsWith("/api/layout") &&
      answer.ok() &&
      /active.{3,80}a\/A\.yml/.test(answer.request().postData() ?? ""),
  );
  await tab(page, "A").click();
  await kept;
  await program.stop("SIGTERM");
  await program.start(page);
  await expect(tab(page, "A")).toHaveAttribute("aria-selected", "true");
  await expect(page.getByRole("button", { name: "Two-pane view" })).toHaveAttribute("aria-pressed", "true");
  await tab(page, "B").click();
  await expect(page.getByRole("tablist", { name: "Request" }).getByRole("tab", { name: "Headers" })).toHaveAttribute(
    "aria-selected",
    "true",
  );
});

test("closing asks about unsaved changes; the menus close and reopen", async ({ page, program }) => {
  await program.start(page);
  await imported(page);
  for (const name of ["a", "b", "c"]) await opened(page, name);
  await url(page).fill("http://127.0.0.1:9/edited");
  const ask = page.getByRole("dialog", { name: "Save changes?" });
  await page.keyboard.press("Alt+w");
  await expect(ask.getByRole("button", { name: "Save changes" })).toBeFocused();
  await lookedThemes(page, "save-changes");
  await page.keyboard.press("Escape");
  await expect(tab(page, "C")).toBeVisible();
  await expect(url(page)).toHaveValue("http://127.0.0.1:9/edited");
  await page.keyboard.press("Alt+w");
  await ask.getByRole("button", { name: "Don't save" }).click();
  await expect(tab(page, "C")).toBeHidden();
  await expect(ask).toBeHidden();
  await page.keyboard.press("Alt+Shift+t");
  await expect(url(page)).toHaveValue("{{baseUrl}}/c");
  await tab(page, "C").focus();
  await page.keyboard.press("Shift+F10");
  await lookedThemes(page, "tab-menu");
  await page.getByRole("menuitem", { name: "Close Others" }).click();
  await expect(tab(page, "A")).toBeHidden();
  await page.getByRole("button", { name: "All open tabs" }).click();
  await lookedThemes(page, "tab-list");
  await page.getByRole("menuitem", { name: "Close All" }).click();
  await expect(page.getByRole("heading", { name: "Pick a request in the sidebar" })).toBeVisible();
  await page.keyboard.press("Alt+t");
  await expect(tab(page, "New Request")).toHaveAttribute("aria-selected", "true");

  // A tab that cannot be drawn takes nothing else along.
  await page.route(/\/api\/request\?.*2\.yml/, (route) => route.fulfill({ json: {} }));
  await page.keyboard.press("Alt+t");
  await expect(page.getByRole("alert")).toContainText("This part of the page stopped working");
  await lookedBoth(page, "broken");
  await tab(page, "New Request").first().click();
  await expect(url(page)).toBeVisible();
  await expect(page.getByRole("alert")).toBeHidden();
});
