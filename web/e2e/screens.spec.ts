// Every screen and dialog in both themes and two sizes: axe finds nothing serious, and with SHOTS=folder a picture is kept.
import { expect, type Page } from "@playwright/test";
import { looked, SIZES } from "./looked.ts";
import { test } from "./programs.ts";

// Without motion: a toast that is half gone is no screen.
test.use({ contextOptions: { reducedMotion: "reduce" } });

for (const theme of ["light", "dark"]) {
  for (const size of SIZES) {
    test(`screens in ${theme} at ${size.width}`, async ({ open, programs }) => {
      const page = await open();
      await page.setViewportSize(size);
      await page.evaluate(() => localStorage.clear());
      await page.goto("about:blank");
      await open(`&theme=${theme}`);
      const look = (name: string) => looked(page, `${name}-${theme}-${size.width}`);
      await screens(page, look, programs);
    });
  }
}

async function screens(
  page: Page,
  look: (name: string) => Promise<void>,
  programs: { server: string; key: string; secret: string },
): Promise<void> {
  const sidebar = page.getByRole("navigation", { name: "Sidebar" });
  const request = page.getByRole("tablist", { name: "Request" });
  const response = page.getByRole("region", { name: "Response" });
  const collection = sidebar.getByRole("treeitem", { name: "Alteryx Server API V3" });

  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await look("welcome");
  await sidebar.getByRole("button", { name: "Import", exact: true }).first().click();
  const dialog = page.getByRole("dialog", { name: "Import" });
  await dialog
    .getByRole("textbox", { name: "URL or text to import" })
    .fill(`${programs.server}/webapi//swagger/docs/3`);
  await look("import");
  await dialog.getByRole("button", { name: "View Import Settings" }).click();
  await look("import-settings");
  await dialog.getByRole("button", { name: "Import", exact: true }).click();
  const replace = dialog.getByRole("button", { name: "Replace it" });
  await expect(collection.or(replace).first()).toBeVisible();
  if (await replace.isVisible()) {
    await look("import-exists");
    await replace.click();
  }
  await expect(page.getByRole("tab", { name: "Overview" })).toBeVisible();
  await look("overview");
  await page.getByRole("tablist", { name: "Collection" }).getByRole("tab", { name: "Authorization" }).click();
  await page.getByRole("textbox", { name: "Access Token URL" }).fill(`${programs.server}/webapi/oauth2/token`);
  await page.getByRole("textbox", { name: "Client ID" }).fill(programs.key);
  await page.getByRole("textbox", { name: "Client Secret" }).fill("wrong");
  await page.getByRole("button", { name: "Get New Access Token" }).click();
  await expect(page.getByRole("dialog", { name: "No token received" })).toBeVisible();
  await look("token-refused");
  await page.getByRole("button", { name: "Back to the form" }).click();
  await page.getByRole("textbox", { name: "Client Secret" }).fill(programs.secret);
  await page.getByRole("button", { name: "Get New Access Token" }).click();
  await expect(page.getByRole("dialog", { name: "Authentication complete" })).toBeVisible();
  await page.getByRole("button", { name: "Proceed" }).hover();
  await look("token-complete");
  await page.getByRole("button", { name: "Proceed" }).click();
  await expect(page.getByRole("dialog", { name: "Manage Access Tokens" })).toBeVisible();
  await look("manage-tokens");
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await look("tokens-delete");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Use Token" }).click();
  await look("authorization");
  await page.getByRole("combobox", { name: "Available Tokens" }).click();
  await look("available-tokens");
  await page.keyboard.press("Escape");

  await page.keyboard.press("Control+k");
  await page.keyboard.type("get v3/users");
  await look("palette");
  await page.keyboard.press("Escape");
  await sidebar.getByRole("textbox", { name: "Filter" }).fill("v3/users");
  await sidebar.getByRole("treeitem", { name: "GET v3/users List" }).click();
  await request.getByRole("tab", { name: "Params" }).click();
  await look("request-empty");
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await expect(response.getByText("200 OK")).toBeVisible();
  await expect(response.getByRole("textbox", { name: "Response body" })).toBeVisible();
  await look("request");
  await request.getByRole("tab", { name: "Authorization" }).click();
  await look("request-inherit");
  await response.getByRole("tab", { name: "Headers" }).click();
  await look("response-headers");
  await sidebar.getByRole("textbox", { name: "Filter" }).fill("PUT v3/users/{id}");
  await sidebar.getByRole("treeitem", { name: "PUT v3/users/{id} " }).first().click();
  await request.getByRole("tab", { name: "Headers" }).click();
  const hidden = page.getByRole("button", { name: /^\d+ hidden$/ });
  if (await hidden.isVisible()) await hidden.click();
  await look("put-headers");
  await request.getByRole("tab", { name: "Body" }).click();
  await expect(page.getByRole("textbox", { name: "Request body" })).toBeVisible();
  await look("put-body");
  await page.getByRole("textbox", { name: "Request URL" }).fill("http://127.0.0.1:9/closed");
  await page.keyboard.press("Control+Enter");
  await expect(response.getByText("Could not send request")).toBeVisible();
  await look("failure");
  await page.keyboard.press("Control+/");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  await look("shortcuts");
  await page.keyboard.press("Escape");
  await sidebar.getByRole("tab", { name: "History" }).click();
  await look("history");
}
