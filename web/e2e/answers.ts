// A server of the test's own, whose answers no other program gives, and a request that goes there.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, type Locator, type Page } from "@playwright/test";
import type { Programs } from "./programs.ts";

/** Starts a server; `close` ends it with its connections. */
export async function answering(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<{ address: string; close: () => void }> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Imports the server's document and opens one of its requests, its authorization switched off. */
export async function openRequest(page: Page, programs: Programs): Promise<void> {
  const sidebar = page.getByRole("navigation", { name: "Sidebar" });
  await sidebar.getByRole("button", { name: "Import", exact: true }).first().click();
  const dialog = page.getByRole("dialog", { name: "Import" });
  await dialog
    .getByRole("textbox", { name: "URL or text to import" })
    .fill(`${programs.server}/webapi//swagger/docs/3`);
  await dialog.getByRole("button", { name: "Import", exact: true }).click();
  await expect(page.getByRole("tab", { name: "Overview" })).toBeVisible();
  await sidebar.getByRole("textbox", { name: "Filter" }).fill("v3/users");
  await sidebar.getByRole("treeitem", { name: "GET v3/users List" }).click();
  const parts = page.getByRole("tablist", { name: "Request" });
  await parts.getByRole("tab", { name: "Authorization" }).click();
  await page.getByRole("combobox", { name: "Type", exact: true }).click();
  await page.getByRole("option", { name: "No Auth", exact: true }).click();
  await parts.getByRole("tab", { name: "Params" }).click();
}

/** Sends the open request to this address. */
export async function sendTo(page: Page, address: string): Promise<void> {
  await page.getByRole("textbox", { name: "Request URL" }).fill(address);
  await page.keyboard.press("Control+Enter");
}

/** The lower pane. */
export function responseOf(page: Page): Locator {
  return page.getByRole("region", { name: "Response" });
}
