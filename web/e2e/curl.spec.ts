// cURL commands: pasted into the URL line, taken back, copied with and without secrets.
import { expect, type Page } from "@playwright/test";
import { test } from "./programs.ts";

const DOCUMENT = `{"openapi":"3.0.0","info":{"title":"Tiny","version":"1"},"servers":[{"url":"http://127.0.0.1:9"}],
"paths":{"/a":{"get":{"summary":"A"}}}}`;

const COMMAND = `curl 'http://127.0.0.1:9/items?view=full' \\
  -X PUT \\
  -H 'Content-Type: application/json' \\
  -H 'Authorization: Bearer s3cr3t' \\
  --proxy http://proxy:1 \\
  --data-raw $'{"it\\'s":1}'`;

async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((pasted) => navigator.clipboard.writeText(pasted), text);
  await page.keyboard.press("Control+v");
}

test("a pasted command becomes the request, and every request can be copied as one", async ({ open }) => {
  const page = await open();
  await page.keyboard.press("Control+o");
  await page.getByRole("textbox", { name: "URL or text to import" }).focus();
  await paste(page, DOCUMENT);
  await page.keyboard.press("Enter");
  const sidebar = page.getByRole("navigation", { name: "Sidebar" });
  await sidebar.getByRole("textbox", { name: "Filter" }).fill("GET a");
  await sidebar.getByRole("treeitem", { name: "GET a A" }).click();
  const url = page.getByRole("textbox", { name: "Request URL" });
  const method = page.getByRole("combobox", { name: "Method" });
  const before = await url.inputValue();

  await url.focus();
  await page.keyboard.press("Control+a");
  await paste(page, COMMAND);
  await expect(url).toHaveValue("http://127.0.0.1:9/items?view=full");
  await expect(method).toHaveValue("PUT");
  await expect(page.getByRole("status", { name: "Parts of the command that were not imported" })).toContainText(
    "--proxy",
  );
  await page.getByRole("tablist", { name: "Request" }).getByRole("tab", { name: "Body" }).click();
  await expect(page.getByRole("textbox", { name: "Request body" })).toContainText(`{"it's":1}`);

  await url.focus();
  await page.keyboard.press("Control+z");
  await expect(url).toHaveValue(before);
  await expect(method).toHaveValue("GET");

  await page.keyboard.press("Control+a");
  await paste(page, COMMAND);
  await expect(method).toHaveValue("PUT");
  const copied = async (entry: string) => {
    await page.getByRole("button", { name: "More for this request" }).click();
    await page.getByRole("menuitem", { name: entry, exact: true }).click();
    await expect(page.getByText(/^cURL command copied/)).toBeVisible();
    await page.getByRole("button", { name: "Close" }).last().click();
    return page.evaluate(() => navigator.clipboard.readText());
  };
  const masked = await copied("Copy as cURL");
  expect(masked).toContain("-H 'Authorization: Bearer {{vault:bearerToken@a/A}}'");
  expect(masked).toContain(`--data-raw '{"it'\\''s":1}'`);
  expect(await copied("Copy as cURL with secrets")).toContain("-H 'Authorization: Bearer s3cr3t'");
});
