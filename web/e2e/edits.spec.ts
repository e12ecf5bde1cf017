// What happens to edits, sends and tokens between windows, restarts of the page, and servers that do not answer.
import { readdir, readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { openByPalette } from "./hands.ts";
import { type Programs, test } from "./programs.ts";

const url = (page: Page) => page.getByRole("textbox", { name: "Request URL" });
const response = (page: Page) => page.getByRole("region", { name: "Response" });

async function imported(page: Page, programs: Programs): Promise<void> {
  await page.keyboard.press("Control+o");
  await page.keyboard.type(`${programs.server}/webapi//swagger/docs/3`);
  await page.keyboard.press("Enter");
  await expect(page.getByText("Import complete")).toBeVisible();
}

async function openRequest(page: Page, text: string): Promise<void> {
  await openByPalette(page, text);
  await expect(url(page)).toBeVisible();
}

async function silentServer(): Promise<{ server: Server; address: string }> {
  const server = createServer(() => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

test("an edit is there after a reload, unsaved, and Save writes it to its file", async ({ open, programs }) => {
  const page = await open();
  await imported(page, programs);
  await openRequest(page, "GET v3/users");
  await url(page).fill("{{baseUrl}}/v3/users?email=a%20b");
  await expect(page.getByRole("checkbox", { name: "Send email", checked: true })).toHaveCount(1);
  await expect(page.getByRole("tab", { name: /List users Unsaved changes/ })).toBeVisible();
  await page.reload();
  await expect(url(page)).toHaveValue("{{baseUrl}}/v3/users?email=a%20b");
  await page.keyboard.press("Control+s");
  await expect(page.getByText("Saved List users")).toBeVisible();
  await expect(page.getByRole("tab", { name: /Unsaved changes/ })).toHaveCount(0);
  const file = join(programs.workspace, "Alteryx Server API V3", "v3", "users");
  const texts = await Promise.all(
    (await readdir(file)).filter((name) => name.endsWith(".yml")).map((name) => readFile(join(file, name), "utf8")),
  );
  expect(texts.some((text) => text.includes("/v3/users?email=a%20b"))).toBe(true);
});

test("two windows stay in step", async ({ open, programs, context }) => {
  const first = await open();
  await imported(first, programs);
  await openRequest(first, "GET v3/users");
  const second = await context.newPage();
  await second.goto(programs.app);
  await expect(url(second)).toBeVisible();
  await first.getByRole("checkbox", { name: "Send role" }).click();
  await expect(url(second)).toHaveValue(/\?role=/);
  await expect(second.getByRole("checkbox", { name: "Send role" })).toBeChecked();
});

test("Send is Cancel while nothing comes, and Cancel ends it", async ({ open, programs }) => {
  const { server, address } = await silentServer();
  const page = await open();
  await imported(page, programs);
  await openRequest(page, "GET v3/users");
  await page.getByRole("tablist", { name: "Request" }).getByRole("tab", { name: "Authorization" }).click();
  await page.getByRole("combobox", { name: "Type", exact: true }).click();
  await page.getByRole("option", { name: "No Auth" }).click();
  await url(page).fill(`${address}/never`);
  await page.keyboard.press("Control+Enter");
  await expect(response(page).getByText("Waiting for the response")).toBeVisible();
  await page.getByRole("button", { name: "Cancel", exact: true }).click();
  await expect(response(page).getByRole("heading", { name: "Cancelled" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Send", exact: true })).toBeVisible();
  server.closeAllConnections();
  server.close();
});

test("a page instead of a document says so and says what to do", async ({ open, programs }) => {
  const server = createServer((_, answer) => {
    answer.setHeader("Content-Type", "text/html");
    answer.end("<html><title>Sign in</title></html>");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const page = await open();
  await page.keyboard.press("Control+o");
  await page.keyboard.type(`http://127.0.0.1:${(server.address() as AddressInfo).port}/docs`);
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Import" });
  await expect(dialog.getByRole("alert")).toContainText(/HTML/);
  await expect(dialog.getByRole("textbox", { name: "URL or text to import" })).toHaveValue(/\/docs$/);
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await imported(page, programs);
  server.close();
});

test("without the token of this start the page shows nothing", async ({ page, programs }) => {
  await page.goto(new URL(programs.app).origin);
  await expect(page.getByRole("heading", { name: /the address that Postrider printed/ })).toBeVisible();
});
