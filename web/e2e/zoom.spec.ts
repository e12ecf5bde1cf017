// A window of 720 × 450 is what remains of 1440 × 900 at 200 % zoom: everything is still in reach, one pane at a time.
import { expect } from "@playwright/test";
import { lookedThemes } from "./looked.ts";
import { test } from "./programs.ts";

test.use({ deviceScaleFactor: 2 });

test("at 200 % zoom the sidebar lies over the page, and request and response take turns", async ({
  open,
  programs,
}) => {
  const page = await open();
  await page.setViewportSize({ width: 720, height: 450 });
  await page.getByRole("button", { name: "Search everything" }).waitFor();
  await page.keyboard.press("Control+o");
  const dialog = page.getByRole("dialog", { name: "Import" });
  await dialog
    .getByRole("textbox", { name: "URL or text to import" })
    .fill(`${programs.server}/webapi//swagger/docs/3`);
  await dialog.getByRole("button", { name: "Import", exact: true }).click();
  await page.getByRole("tab", { name: "Overview" }).waitFor();

  await page.keyboard.press("Control+\\");
  await lookedThemes(page, "zoom-sidebar");
  await page.getByRole("textbox", { name: "Filter" }).fill("GET v3/users");
  await page.getByRole("treeitem", { name: "List users" }).click();
  await expect(page.getByRole("tree")).toBeHidden();
  const url = page.getByRole("textbox", { name: "Request URL" });
  await expect(url).toBeInViewport({ ratio: 1 });
  await expect(page.getByRole("checkbox", { name: "Send view" })).toBeInViewport({ ratio: 1 });

  await page.keyboard.press("Control+Enter");
  const sides = page.getByRole("tablist", { name: "Request or response" });
  await expect(sides.getByRole("tab", { name: "Response" })).toHaveAttribute("aria-selected", "true");
  await expect(page.getByRole("region", { name: "Response" })).toBeInViewport();
  await lookedThemes(page, "zoom-response");
  await expect(url).toBeInViewport({ ratio: 1 });
  await sides.getByRole("tab", { name: "Request", exact: true }).click();
  await expect(page.getByRole("checkbox", { name: "Send view" })).toBeVisible();
  await lookedThemes(page, "zoom-request");
  await page.getByRole("button", { name: "Console", exact: true }).click();
  await page.getByRole("list", { name: "Exchanges" }).getByRole("button", { name: /GET/ }).click();
  await lookedThemes(page, "zoom-console");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(720);
});
