// Waystation's API documentation page: from its exclamation mark to an answer, by mouse and by keyboard.
import { gzipSync } from "node:zlib";
import { expect, type Page } from "@playwright/test";
import { lookedBoth, lookedThemes } from "./looked.ts";
import { test } from "./programs.ts";

/** Opens the page; whatever the browser refuses or throws fails the test. */
async function documentation(page: Page, server: string, path = "/webapi/swagger"): Promise<string[]> {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    if (/content security policy/i.test(message.text())) complaints.push(message.text());
  });
  await page.goto(`${server}${path}`);
  await expect(page.getByRole("heading", { name: "Alteryx Server API V3" })).toBeVisible();
  return complaints;
}

const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

test("from the exclamation mark to an answer, by mouse", async ({ page, programs }) => {
  const { server, key, secret } = programs;
  const loaded: Promise<number>[] = [];
  page.on("response", (answer) => {
    if (/\.(js|css)$/.test(answer.url()))
      loaded.push(answer.body().then((body) => gzipSync(body, { level: 9 }).length));
  });
  const before = performance.now();
  const complaints = await documentation(page, server);
  await page.getByRole("button", { name: "GET /v3/users List users" }).click({ trial: true });
  const interactive_ms = performance.now() - before;
  const bytes = (await Promise.all(loaded)).reduce((sum, one) => sum + one, 0);
  // Figures, no limits: machines differ.
  console.log(
    `documentation: ${(bytes / 1024).toFixed(1)} KiB gzip, takes input after ${interactive_ms.toFixed(0)} ms`,
  );
  expect(page.url()).toBe(`${server}/webapi/swagger/ui/index`);
  const address = `${server}/webapi//swagger/docs/3`;
  await expect(page.getByRole("textbox", { name: "Documentation URL" })).toHaveValue(address);
  await page.getByRole("button", { name: "Copy Documentation URL" }).click();
  expect(await clipboard(page)).toBe(address);

  const operation = page.locator("#operations-Users-Users_GetUsers");
  await page.getByRole("searchbox", { name: "Filter operations" }).fill("get v3/users list");
  await page.getByRole("button", { name: /^GET \/v3\/users\b(?!\/)/i }).click();
  await page.getByRole("button", { name: "Authorization required" }).click();
  const box = page.getByRole("dialog", { name: "Available authorizations" });
  await expect(box.getByRole("status", { name: "Token URL" })).toHaveText(`${server}/webapi/oauth2/token`);
  await box.getByRole("button", { name: "Copy Token URL" }).click();
  expect(await clipboard(page)).toBe(`${server}/webapi/oauth2/token`);

  await box.getByRole("textbox", { name: "Client ID" }).fill(key);
  await box.getByLabel("Client secret").fill(`${secret}0`);
  await box.getByRole("button", { name: "Authorize" }).click();
  await expect(box.getByRole("alert")).toContainText("The server did not issue a token: invalid_client.");
  await lookedThemes(page, "documentation-refused");
  await box.getByRole("combobox", { name: "Client authentication" }).click();
  await page.getByRole("option", { name: "Request body" }).click();
  await box.getByLabel("Client secret").fill(secret);
  await box.getByRole("button", { name: "Authorize" }).click();
  await expect(box).toContainText("You are authorized.");
  await box.getByRole("button", { name: "Close" }).last().click();
  await expect(page.getByRole("button", { name: "Authorized" })).toBeFocused();

  await page.getByRole("button", { name: "Try it out" }).click();
  await page.getByRole("button", { name: "Execute" }).click();
  const answer = page.locator(".live-responses-table");
  await expect(answer.getByRole("cell", { name: /^200/ })).toHaveAttribute("data-reason", "OK");
  await expect(answer).toContainText(/"id": "[0-9a-f]{24}"/);
  const copy = page.getByRole("button", { name: "Copy cURL command" });
  await copy.click();
  await expect(copy).toHaveAttribute("data-text", "Copied");
  expect(await clipboard(page)).toContain("curl -X 'GET'");
  await page.locator(".response-col_description h5").first().scrollIntoViewIfNeeded();
  await lookedBoth(page, "documentation-answer");

  // The token outlives a reload, but not being logged out.
  await page.reload();
  await expect(page.getByRole("img", { name: "Authorized" }).first()).toBeVisible();
  await operation.getByRole("button", { name: /GET/ }).first().click();
  await page.getByRole("button", { name: "Authorized" }).click();
  await box.getByRole("button", { name: "Log out" }).click();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Authorization required" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("img", { name: "Protected" }).first()).toBeVisible();

  // Another document is explored; of one that is not there nothing is said.
  const line = page.getByRole("textbox", { name: "Documentation URL" });
  await line.fill(`${server}/webapi/swagger/docs/9`);
  await page.getByRole("button", { name: "Explore" }).click();
  await expect(page.getByText("Failed to load API definition.")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Alteryx Server API V3" })).toBeHidden();
  await lookedThemes(page, "documentation-failed");
  await line.fill(address);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Alteryx Server API V3" })).toBeVisible();
  expect(complaints).toEqual([]);
});

test("from the exclamation mark to an answer, by keyboard", async ({ page, programs }) => {
  const { server, key, secret } = programs;
  const complaints = await documentation(page, server, "/webapi//swagger/ui/index");
  const focused = async (name: RegExp) => {
    for (let steps = 0; steps < 60; steps += 1) {
      const found = await page.evaluate(() => {
        const now = document.activeElement;
        const label = now?.id ? document.querySelector(`label[for="${now.id}"]`)?.textContent : "";
        return now?.getAttribute("aria-label") || label || now?.textContent || "";
      });
      if (name.test(found)) return;
      await page.keyboard.press("Tab");
    }
    throw new Error(`Tab never came to ${name}`);
  };
  await focused(/^GET.*\/v3\/users(?!\/)/);
  await page.keyboard.press("Enter");
  await lookedBoth(page, "documentation-operation");
  await focused(/^Authorization required$/);
  await page.keyboard.press("Enter");
  await lookedBoth(page, "documentation-box");
  await focused(/^Client ID$/);
  await page.keyboard.type(key);
  await page.keyboard.press("Tab");
  await page.keyboard.type(secret);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toContainText("You are authorized.");
  await page.keyboard.press("Escape");
  await focused(/^Authorized$/);
  await focused(/^Try it out/);
  await page.keyboard.press("Enter");
  await focused(/^Execute$/);
  await page.keyboard.press("Enter");
  await expect(page.locator(".live-responses-table")).toContainText("200");
  expect(complaints).toEqual([]);
});
