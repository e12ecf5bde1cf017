// Environments: making one, variables with initial and current values, secrets, what wins, and how each screen looks.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { openByPalette } from "./hands.ts";
import { lookedBoth, lookedThemes } from "./looked.ts";
import { type Programs, test } from "./programs.ts";

test.use({ contextOptions: { reducedMotion: "reduce" } });

const sidebar = (page: Page) => page.getByRole("navigation", { name: "Sidebar" });
const table = (page: Page) => page.getByRole("table", { name: "Variables" });
const picker = (page: Page) => page.getByRole("combobox", { name: "Environment", exact: true });

async function imported(page: Page, programs: Programs): Promise<void> {
  await page.keyboard.press("Control+o");
  await page.keyboard.type(`${programs.server}/webapi//swagger/docs/3`);
  await page.keyboard.press("Enter");
  await expect(page.getByText("Import complete")).toBeVisible();
}

async function created(page: Page, name: string, owner?: string, look?: () => Promise<void>): Promise<void> {
  await sidebar(page).getByRole("tab", { name: "Environments" }).click();
  await sidebar(page).getByRole("button", { name: "New environment" }).first().click();
  const dialog = page.getByRole("dialog", { name: "New environment" });
  await page.keyboard.type(name);
  if (owner !== undefined) {
    await dialog.getByRole("combobox", { name: "Used by" }).click();
    await page.getByRole("option", { name: owner }).click();
  }
  await look?.();
  await dialog.getByRole("button", { name: "Create" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
}

/** Types a new row as a person does: name, Tab, value, Enter. */
async function added(page: Page, name: string, value: string): Promise<void> {
  await table(page).getByRole("textbox", { name: "Add variable" }).fill(name);
  await page.keyboard.press("Tab");
  await page.keyboard.type(value);
  await page.keyboard.press("Enter");
  await expect(table(page).getByRole("textbox", { name: `Current value of ${name}` })).toHaveValue(value);
}

async function changed(page: Page, cell: string, value: string): Promise<void> {
  await table(page).getByRole("textbox", { name: cell }).fill(value);
  await page.keyboard.press("Enter");
}

async function fileOf(programs: Programs, collection: string, name: string): Promise<string> {
  return readFile(join(programs.workspace, collection, "environments", name), "utf8");
}

test("current values are sent, initial ones stand in the file, a secret in neither", async ({ open, programs }) => {
  const page = await open();
  await imported(page, programs);
  await expect(picker(page)).toHaveText("No Environment");
  await created(page, "Staging", "Alteryx Server API V3");
  await page.getByRole("button", { name: "Use", exact: true }).click();
  await expect(picker(page)).toHaveText("Staging");
  await added(page, "userId", "1");
  await changed(page, "Current value of userId", "66014d7e");
  await expect(table(page).getByText("Differs from initial")).toBeVisible();
  expect(await fileOf(programs, "Alteryx Server API V3", "Staging.yml")).not.toContain("66014d7e");

  await added(page, "apiSecret", "swordfish");
  await table(page).getByRole("combobox", { name: "Type of apiSecret" }).click();
  await page.getByRole("option", { name: "secret" }).click();
  await expect(table(page).getByText("Never saved for a secret")).toBeVisible();
  expect(await fileOf(programs, "Alteryx Server API V3", "Staging.yml")).not.toContain("swordfish");
  await table(page).getByRole("button", { name: "Show Current value of apiSecret" }).click();
  await expect(table(page).getByRole("textbox", { name: "Current value of apiSecret" })).toHaveValue("swordfish");

  await openByPalette(page, "GET v3/users");
  await page.getByRole("tablist", { name: "Request" }).getByRole("tab", { name: "Authorization" }).click();
  await page.getByRole("combobox", { name: "Type", exact: true }).click();
  await page.getByRole("option", { name: "No Auth" }).click();
  const line = page.getByLabel("Request URL", { exact: true });
  await line.fill(`${programs.server}/`);
  await page.keyboard.type("{{serI");
  const offered = page.getByRole("listbox", { name: "Variables available here" });
  await expect(offered.getByRole("option", { selected: true })).toHaveText(/userId.*66014d7e.*From Staging/);
  await page.keyboard.press("Enter");
  await expect(line).toHaveValue(`${programs.server}/{{userId}}`);
  await page.keyboard.type("/{{");
  await expect(offered.getByRole("option", { name: "apiSecret A secret From Staging" })).toBeVisible();
  await expect(offered.getByRole("option", { name: "$isoTimestamp" })).toBeVisible();
  await expect(offered).not.toContainText("swordfish");
  await lookedBoth(page, "completion");
  await page.keyboard.press("Escape");
  await expect(offered).toBeHidden();
  await page.keyboard.type("apiS");
  await expect(offered).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(line).toHaveValue(`${programs.server}/{{userId}}/{{apiSecret}}`);
  const parts = page.getByRole("tablist", { name: "Request" });
  await parts.getByRole("tab", { name: "Body" }).click();
  await page.getByRole("radio", { name: "raw" }).click();
  await page.getByRole("textbox", { name: "Request body" }).click();
  await page.keyboard.type("{{userI");
  await expect(page.getByRole("option", { name: /userId.*66014d7e/ })).toBeVisible();
  await lookedThemes(page, "completion-body");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("textbox", { name: "Request body" })).toContainText("{{userId}}");
  await page.getByRole("radio", { name: "none" }).click();
  await line.focus();
  await page.keyboard.press("Control+Enter");
  await expect(
    page
      .getByRole("region", { name: "Response" })
      .getByText(/^\d\d\d /)
      .first(),
  ).toBeVisible();
  const history = await page.evaluate(async () => {
    const session = localStorage.getItem("postrider.session") ?? "";
    const answer = await fetch("/api/history?limit=1", { headers: { "X-Postrider-Session": session } });
    return answer.text();
  });
  expect(history).not.toContain("swordfish");

  await sidebar(page)
    .getByRole("button", { name: /^Staging/ })
    .click();
  await page.getByRole("button", { name: "Persist All" }).click();
  await expect(page.getByText("1 current value saved as initial value")).toBeVisible();
  expect(await fileOf(programs, "Alteryx Server API V3", "Staging.yml")).toContain("66014d7e");
  await expect(page.getByRole("button", { name: "Reset All" })).toBeDisabled();
});

test("an environment is renamed, copied, deleted and comes back; its tab goes along", async ({ open, programs }) => {
  const page = await open();
  await imported(page, programs);
  await created(page, "Local");
  await added(page, "region", "eu");
  const tab = (name: string) =>
    page.getByRole("tablist", { name: "Open tabs" }).getByRole("tab", { name, exact: true });
  const more = (name: string) =>
    page
      .getByRole("main")
      .getByRole("button", { name: `More for ${name}` })
      .first();
  await more("Local").click();
  await page.getByRole("menuitem", { name: "Rename" }).click();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("Bench");
  await page.keyboard.press("Enter");
  await expect(tab("Bench")).toBeVisible();
  await expect(tab("Local")).toHaveCount(0);
  expect(await readdir(join(programs.workspace, "environments"))).toEqual(["Bench.yml"]);
  await more("Bench").click();
  await page.getByRole("menuitem", { name: "Duplicate" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Bench copy" })).toBeVisible();
  await expect(table(page).getByRole("textbox", { name: "Current value of region" })).toHaveValue("eu");
  await more("Bench copy").click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await expect(tab("Bench copy")).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(tab("Bench copy")).toBeVisible();
  await table(page)
    .getByRole("row", { name: /region/ })
    .hover();
  await table(page).getByRole("button", { name: "More for region" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  const toast = page.getByRole("group").filter({ hasText: "Variable region deleted" });
  await toast.getByRole("button", { name: "Undo" }).click();
  await expect(table(page).getByRole("textbox", { name: "Current value of region" })).toHaveValue("eu");
});

test("every screen of environments in both themes and sizes", async ({ open, programs }) => {
  const page = await open();
  const look = (name: string) => lookedBoth(page, name);
  await imported(page, programs);
  await sidebar(page).getByRole("tab", { name: "Environments" }).click();
  await look("environments-none");
  await created(page, "Local");
  await created(page, "Staging", "Alteryx Server API V3", () => lookedBoth(page, "environment-new"));
  await page.getByRole("button", { name: "Use", exact: true }).click();
  await added(page, "docsUrl", "https://{{docsHost}}/swagger");
  await added(page, "ticket", "NQ-2000");
  await changed(page, "Current value of ticket", "NQ-2188");
  await added(page, "baseUrl", "http://waystation.example/webapi");
  await added(page, "apiSecret", "swordfish");
  await table(page).getByRole("combobox", { name: "Type of apiSecret" }).click();
  await page.getByRole("option", { name: "secret" }).click();
  await expect(table(page).getByText("Never saved for a secret")).toBeVisible();
  await added(page, "proxyHost", "proxy.northquay.example:3128");
  await table(page).getByRole("checkbox", { name: "Use proxyHost" }).click();
  await expect(table(page).getByText("Not used").filter({ visible: true })).toBeVisible();
  await look("environment");
  await page.keyboard.press("Control+Alt+e");
  await expect(page.getByRole("dialog", { name: "Environment quick look" })).toBeVisible();
  await look("quick-look");
  await page.keyboard.press("Escape");
  await picker(page).click();
  await look("environment-picker");
  await page.keyboard.press("Escape");
  await page
    .getByRole("tablist", { name: "Open tabs" })
    .getByRole("tab", { name: /Alteryx/ })
    .click();
  await page.getByRole("tablist", { name: "Collection" }).getByRole("tab", { name: "Variables" }).click();
  await expect(table(page).getByText("Overridden by Staging")).toBeVisible();
  await look("collection-variables");
});
