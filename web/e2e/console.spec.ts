// The Console against a server that refuses a token once: rows, what is masked, filters, Clear.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, type Page } from "@playwright/test";
import { openByPalette } from "./hands.ts";
import { lookedBoth, lookedThemes } from "./looked.ts";
import { test } from "./programs.ts";

test.use({ contextOptions: { reducedMotion: "reduce" } });

/** Gives tokens and lists users; the first token is refused once it has served. */
async function moodyServer(): Promise<{ server: Server; address: string }> {
  let tokens = 0;
  let calls = 0;
  const server = createServer((request, answer) => {
    answer.setHeader("Content-Type", "application/json");
    if (request.url === "/token") {
      tokens += 1;
      answer.end(JSON.stringify({ access_token: `token-number-${tokens}`, token_type: "bearer", expires_in: 3600 }));
      return;
    }
    calls += 1;
    answer.statusCode = calls === 2 ? 401 : 200;
    answer.end(JSON.stringify({ call: calls }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

function document(address: string): string {
  const host = address.replace("http://", "");
  return JSON.stringify({
    swagger: "2.0",
    info: { title: "Moody", version: "1" },
    host,
    schemes: ["http"],
    securityDefinitions: { o: { type: "oauth2", flow: "application", tokenUrl: `${address}/token`, scopes: {} } },
    security: [{ o: [] }],
    paths: { "/users": { get: { summary: "List users", responses: { 200: { description: "ok" } } } } },
  });
}

async function prepared(page: Page, address: string): Promise<void> {
  await page.keyboard.press("Control+o");
  await page.keyboard.insertText(document(address));
  await page.keyboard.press("Enter");
  await expect(page.getByText("Import complete")).toBeVisible();
  await page.getByRole("tablist", { name: "Collection" }).getByRole("tab", { name: "Authorization" }).click();
  await page.getByRole("textbox", { name: "Client ID" }).fill("me");
  await page.getByRole("textbox", { name: "Client Secret" }).fill("very-hidden");
  await page.getByRole("textbox", { name: "Client Secret" }).blur();
  await page.getByRole("tab", { name: "Advanced Options" }).click();
  await page.getByRole("textbox", { name: "Audience" }).fill("https://orders.example");
  const further = page.getByRole("table", { name: "Token Request" });
  await expect(further.getByRole("textbox", { name: "Value of audience" })).toHaveValue("https://orders.example");
  await further.getByRole("textbox", { name: "Add parameter" }).fill("X-Tenant");
  await further.getByRole("textbox", { name: "Value of X-Tenant" }).fill("north");
  await further.getByRole("combobox", { name: "Send In of X-Tenant" }).click();
  await page.getByRole("option", { name: "Request Headers" }).click();
  await lookedBoth(page, "authorization-advanced");
  await openByPalette(page, "GET users");
  await expect(page.getByRole("textbox", { name: "Request URL" })).toBeVisible();
}

async function send(page: Page): Promise<void> {
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("button", { name: "Send", exact: true })).toBeVisible();
}

test("the Console shows what went over the wire", async ({ open }) => {
  const { server, address } = await moodyServer();
  const page = await open("&theme=light");
  await prepared(page, address);
  const panel = page.getByRole("region", { name: "Console" });
  await page.keyboard.press("Control+Alt+c");
  await expect(panel).toContainText("Every exchange appears here");
  await send(page);
  await expect(panel.getByRole("button", { name: /GET.*\/users.*200 OK/ })).toHaveCount(1);
  await send(page);
  await expect(panel.getByText("the server rejected the token, a new one was fetched")).toBeVisible();
  await page.getByRole("textbox", { name: "Request URL" }).fill("{{nowhere}}/users");
  await send(page);
  await expect(panel.getByRole("button", { name: /Not sent/ })).toBeVisible();
  await expect(panel.getByText(/nowhere/).first()).toBeVisible();

  const token = panel.getByRole("button", { name: /POST.*\/token.*200 OK/ }).last();
  await token.click();
  await expect(panel.getByRole("region", { name: "Request" })).toContainText("grant_type=client_credentials");
  await expect(panel.getByRole("region", { name: "Request" })).toContainText("audience=https%3A%2F%2Forders.example");
  await expect(panel.getByRole("region", { name: "Request" })).toContainText("X-Tenant: north");
  await expect(panel.getByText(/masked, \d+ characters/).first()).toBeVisible();
  await expect(panel).not.toContainText("token-number");
  await expect(panel).not.toContainText("very-hidden");
  await panel.getByRole("button", { name: "Copy exchange" }).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain("POST /token HTTP/1.1\nHost: ");
  expect(copied).not.toMatch(/token-number|very-hidden/);
  await lookedBoth(page, "console");
  await panel.getByRole("checkbox", { name: "Show raw log" }).click();
  await expect(panel.getByRole("group", { name: "Exchange as text" })).toContainText("POST /token HTTP/1.1");
  await expect(panel).not.toContainText("token-number");
  await lookedThemes(page, "console-raw");

  await token.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(panel.locator('[aria-expanded="true"]')).toContainText("/users");
  await panel.getByRole("combobox", { name: "Rows to show" }).click();
  await page.getByRole("option", { name: "Errors" }).click();
  await expect(panel.locator("[data-row]")).toHaveCount(2);
  await panel.getByRole("textbox", { name: "Find in console" }).fill("401");
  await expect(panel.locator("[data-row]")).toHaveCount(1);
  await panel.getByRole("button", { name: "Clear", exact: true }).click();
  await expect(panel.locator("[data-row]")).toHaveCount(0);
  await page.getByRole("button", { name: "Console", exact: true }).click();
  await expect(panel).toBeHidden();
  server.close();
});
