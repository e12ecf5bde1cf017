// What is kept: cookies, the history, two answers side by side; and the way back through tabs.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, type Page } from "@playwright/test";
import { openByPalette } from "./hands.ts";
import { lookedBoth } from "./looked.ts";
import { test } from "./programs.ts";

test.use({ contextOptions: { reducedMotion: "reduce" } });

/** Sets a cookie and answers with another name at each call. Keeps the Cookie headers that came. */
async function namingServer(): Promise<{ server: Server; address: string; cookies: string[] }> {
  const cookies: string[] = [];
  const names = ["Priya", "Priyanka", "Priyanka"];
  const server = createServer((request, answer) => {
    cookies.push(request.headers.cookie ?? "");
    answer.setHeader("Content-Type", "application/json");
    answer.setHeader("Set-Cookie", "sid=quite-secret; Path=/; HttpOnly");
    const at = cookies.length;
    answer.statusCode = at === 3 ? 404 : 200;
    const user = { id: 7, name: names[at - 1] ?? "Priya", seenAt: at, roles: at === 1 ? ["Artisan"] : [] };
    const visits = at === 4 ? Array.from({ length: 5000 }, (_, visit) => visit) : undefined;
    answer.end(JSON.stringify({ ...user, visits }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, cookies };
}

async function prepared(page: Page, address: string): Promise<void> {
  const document = {
    swagger: "2.0",
    info: { title: "Naming", version: "1" },
    host: address.replace("http://", ""),
    schemes: ["http"],
    paths: { "/users/7": { get: { summary: "One user", responses: { 200: { description: "ok" } } } } },
  };
  await page.keyboard.press("Control+o");
  await page.keyboard.insertText(JSON.stringify(document));
  await page.keyboard.press("Enter");
  await expect(page.getByText("Import complete")).toBeVisible();
  await openByPalette(page, "GET users");
  await expect(page.getByRole("textbox", { name: "Request URL" })).toBeVisible();
}

test("cookies, history, two answers side by side, and the way back", async ({ open }) => {
  const { server, address, cookies } = await namingServer();
  const page = await open("&theme=light");
  await prepared(page, address);
  for (const count of [1, 2, 3]) {
    await page.keyboard.press("Control+Enter");
    await expect.poll(() => cookies.length).toBe(count);
    await expect(page.getByRole("button", { name: "Send", exact: true })).toBeVisible();
  }
  expect(cookies).toEqual(["", "sid=quite-secret", "sid=quite-secret"]);

  await test.step("cookies", async () => {
    await page.getByRole("contentinfo").getByRole("button", { name: "Cookies", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "Cookies" });
    await expect(dialog.getByRole("rowheader", { name: "sid" })).toBeVisible();
    await expect(dialog).not.toContainText("quite-secret");
    await dialog.getByRole("button", { name: "Show the value of sid" }).click();
    await expect(dialog).toContainText("quite-secret");
    await dialog.getByRole("button", { name: "Add cookie" }).click();
    await dialog.getByRole("textbox", { name: "Name", exact: true }).fill("view");
    await dialog.getByRole("textbox", { name: "Value", exact: true }).fill("Full; x");
    await dialog.getByRole("button", { name: "Save cookie" }).click();
    await expect(dialog.getByRole("alert")).toContainText("percent-encoded");
    await lookedBoth(page, "cookies");
    await dialog.getByRole("textbox", { name: "Value", exact: true }).fill("Full");
    await page.keyboard.press("Enter");
    await expect(dialog.getByRole("rowheader", { name: "view" })).toBeVisible();
    await dialog.getByRole("button", { name: "Delete all cookies of 127.0.0.1" }).click();
    await expect(dialog.getByRole("rowheader")).toHaveCount(0);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(dialog.getByRole("rowheader")).toHaveCount(2);
    await dialog.getByRole("button", { name: "Delete cookie sid" }).click();
    await expect(dialog.getByRole("rowheader")).toHaveCount(1);
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
    await page.keyboard.press("Control+Enter");
    await expect.poll(() => cookies.at(3)).toBe("view=Full");
    await expect(page.getByRole("button", { name: "Send", exact: true })).toBeVisible();
  });

  await test.step("history", async () => {
    const sidebar = page.getByRole("navigation", { name: "Sidebar" });
    await sidebar.getByRole("tab", { name: "History" }).click();
    const rows = sidebar.getByRole("button", { name: /GET \/users\/7/ });
    await expect(rows).toHaveCount(4);
    await sidebar.getByRole("textbox", { name: "Filter history" }).fill("get 404");
    await expect(rows).toHaveCount(1);
    await sidebar.getByRole("textbox", { name: "Filter history" }).fill("");
    await expect(rows).toHaveCount(4);
    const answer = page.getByRole("region", { name: "Response", exact: true });
    await rows.nth(0).click();
    await answer.getByRole("button", { name: "Search in body" }).click();
    await page.keyboard.insertText("4999");
    await expect(answer.getByText("1 of 1", { exact: true })).toBeVisible();
    await page.keyboard.press("Escape");
    const saved = page.waitForEvent("download");
    await answer.getByRole("button", { name: "Save response to a file" }).click();
    expect((await saved).suggestedFilename()).toBe("7.json");
    await rows.nth(2).click();
    await expect(answer.getByText('"Priyanka"')).toBeVisible();
    await expect(page.getByText("Sent from One user")).toBeVisible();
    await expect(page.getByRole("table", { name: "Sent headers" })).toContainText("masked");
    await lookedBoth(page, "history-entry");
    await page.getByRole("button", { name: "Delete this entry" }).click();
    await expect(rows).toHaveCount(3);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(rows).toHaveCount(4);
    await rows.nth(2).press("Enter");
  });

  await test.step("compare", async () => {
    await page.getByRole("button", { name: "Compare", exact: true }).click();
    await page.getByRole("menuitem").last().click();
    const tab = page.getByRole("region", { name: "Compare two responses" });
    await expect(tab.getByText("~ 3 changed")).toBeVisible();
    await expect(tab.locator('tr[data-kind="changed"]').first()).toContainText('"Priya"');
    await tab.getByRole("textbox", { name: "Key to ignore" }).fill("seenAt");
    await page.keyboard.press("Enter");
    await expect(tab.getByText("1 ignored")).toBeVisible();
    await lookedBoth(page, "compare");
    await tab.getByRole("button", { name: "Next difference" }).click();
    await expect(tab.getByText(/^2 of \d/)).toBeVisible();
    await tab.getByRole("checkbox", { name: "Only differences" }).click();
    await expect(tab.locator('tr[data-kind="same"]')).toHaveCount(0);
    await tab.getByRole("tab", { name: "Status and time" }).click();
    await expect(tab.getByText("Status: 200 OK").first()).toBeVisible();
  });

  await test.step("back and forward", async () => {
    const here = page.getByRole("tablist", { name: "Open tabs" }).getByRole("tab", { selected: true });
    await expect(here).toContainText("GET /users/7");
    await page.keyboard.press("Alt+ArrowLeft");
    await expect(here).toContainText(/GET \/users\/7, \d/);
    await page.getByRole("button", { name: "Back", exact: true }).click();
    await expect(here).toContainText("One user");
    await page.keyboard.press("Alt+ArrowRight");
    await expect(here).toContainText(/GET \/users\/7, \d/);
    await page.getByRole("button", { name: "Open as request" }).click();
    await expect(page.getByRole("textbox", { name: "Request URL" })).toBeVisible();
  });

  await test.step("an entry is sent as it was, and opens without its request", async () => {
    const sidebar = page.getByRole("navigation", { name: "Sidebar" });
    const entry = sidebar.getByRole("button", { name: /GET \/users\/7/ }).first();
    const sent = cookies.length;
    await entry.click();
    await page.getByRole("button", { name: "More send options" }).click();
    await page.getByRole("menuitem", { name: "Send as it was" }).click();
    await expect.poll(() => cookies.length).toBe(sent + 1);
    await sidebar.getByRole("tab", { name: "Collections" }).click();
    await sidebar.getByRole("treeitem", { name: "GET users/7 One user" }).focus();
    await page.keyboard.press("Delete");
    await expect(page.getByRole("button", { name: "Undo" })).toBeVisible();
    await sidebar.getByRole("tab", { name: "History" }).click();
    await entry.click();
    await expect(page.getByText("Sent from One user, which no longer exists")).toBeVisible();
    await lookedBoth(page, "history-gone");
    await page.getByRole("button", { name: "Open as request" }).click();
    await expect(page.getByRole("textbox", { name: "Request URL" })).toHaveValue(/\/users\/7$/);
    await expect(page.getByRole("button", { name: "Save", exact: true })).toBeEnabled();
  });
  server.close();
});
