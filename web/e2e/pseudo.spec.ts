// Every screen in the pseudo-language: nothing is English any more, nothing is cut off. With SHOTS=folder a picture is kept.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { SIZES } from "./looked.ts";
import { test } from "./programs.ts";
import { pseudo } from "./pseudo/language.ts";
import { buildPseudoPages, servePseudoPages } from "./pseudo/pages.ts";
import { Data, readPseudo } from "./pseudo/read.ts";

test.use({ contextOptions: { reducedMotion: "reduce" } });

let folder = "";

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "postrider-pseudo-"));
  await buildPseudoPages(folder);
});

test.afterAll(() => rm(folder, { recursive: true, force: true }));

/** Reads the screen at both sizes. */
type Read = (name: string) => Promise<void>;

function reader(page: Page, data: Data, within = "body"): Read {
  return async (name) => {
    for (const size of SIZES) {
      await page.setViewportSize(size);
      await page.mouse.move(size.width - 1, 1);
      await page.waitForTimeout(200);
      if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/pseudo-${name}-${size.width}.png` });
      await readPseudo(page, data, `${name} at ${size.width}`, within);
    }
    await page.setViewportSize({ width: 1440, height: 900 });
  };
}

test("the app", async ({ page, programs }) => {
  await servePseudoPages(page, folder);
  const data = new Data(page);
  data.typed("Postrider", "Waystation", "wrong", "get v3/users", "closed", programs.workspace);
  const read = reader(page, data);
  await page.goto(programs.app);
  await importCollection(page, read, programs.server);
  await authorize(page, read, programs);
  await sendRequests(page, read);
  await otherScreens(page, read);
});

const button = (page: Page, name: string) => page.getByRole("button", { name: pseudo(name), exact: true });
const tab = (page: Page, name: string) => page.getByRole("tab", { name: pseudo(name), exact: true });
const field = (page: Page, name: string) => page.getByRole("textbox", { name: pseudo(name), exact: true });
const dialog = (page: Page, name: string) => page.getByRole("dialog", { name: pseudo(name) });
const sidebar = (page: Page) => page.getByRole("navigation", { name: pseudo("Sidebar"), exact: true });

async function importCollection(page: Page, read: Read, server: string): Promise<void> {
  await sidebar(page).waitFor();
  await read("welcome");
  await sidebar(page)
    .getByRole("button", { name: pseudo("Import"), exact: true })
    .first()
    .click();
  await page.evaluate((text) => navigator.clipboard.writeText(text), `${server}/webapi//swagger/docs/3`);
  await field(page, "URL or text to import").focus();
  await page.keyboard.press("Control+v");
  await dialog(page, "Import")
    .getByRole("heading", { name: pseudo("What will be imported") })
    .waitFor();
  await read("import");
  await dialog(page, "Import")
    .getByRole("button", { name: pseudo("View Import Settings") })
    .click();
  await read("import-settings");
  await dialog(page, "Import")
    .getByRole("button", { name: pseudo("Import"), exact: true })
    .click();
  await tab(page, "Overview").waitFor();
  await read("overview");
  await tab(page, "Variables").click();
  await read("collection-variables");
  await tab(page, "Settings").click();
  await read("collection-settings");
}

async function authorize(
  page: Page,
  read: Read,
  programs: { server: string; key: string; secret: string },
): Promise<void> {
  await tab(page, "Authorization").click();
  await field(page, "Access Token URL").fill(`${programs.server}/webapi/oauth2/token`);
  await field(page, "Client ID").fill(programs.key);
  await field(page, "Client Secret").fill("wrong");
  await button(page, "Get New Access Token").click();
  await dialog(page, "No token received").waitFor();
  await read("token-refused");
  await button(page, "Back to the form").click();
  await field(page, "Client Secret").fill(programs.secret);
  await button(page, "Get New Access Token").click();
  await button(page, "Proceed").focus();
  await page.keyboard.press("Shift");
  await read("token-complete");
  await button(page, "Proceed").click();
  await dialog(page, "Manage Access Tokens").waitFor();
  await read("manage-tokens");
  await button(page, "Use Token").click();
  await read("authorization");
  await tab(page, "Advanced Options").click();
  await read("authorization-advanced");
}

async function sendRequests(page: Page, read: Read): Promise<void> {
  const response = page.getByRole("region", { name: pseudo("Response"), exact: true });
  await page.keyboard.press("Control+k");
  await page.keyboard.type("get v3/users");
  await read("palette");
  await page.keyboard.press("Escape");
  await sidebar(page)
    .getByRole("textbox", { name: pseudo("Filter"), exact: true })
    .fill("v3/users");
  await sidebar(page).getByRole("treeitem", { name: "GET v3/users List" }).click();
  await tab(page, "Params").click();
  await read("request-empty");
  await button(page, "Send").click();
  await expect(response.getByText("200 OK")).toBeVisible();
  await read("request");
  for (const name of ["Authorization", "Settings", "Body"]) {
    await page
      .getByRole("tablist", { name: pseudo("Request") })
      .getByRole("tab", { name: pseudo(name) })
      .click();
    await read(`request-${name.toLowerCase()}`);
  }
  await field(page, "Request URL").fill("http://127.0.0.1:9/closed");
  await page.keyboard.press("Control+Enter");
  await expect(response.getByText(pseudo("Could not send request"))).toBeVisible();
  await read("failure");
  await page.keyboard.press("Control+Alt+c");
  await read("console");
  await page.keyboard.press("Control+Alt+c");
}

async function otherScreens(page: Page, read: Read): Promise<void> {
  await page.keyboard.press("Control+/");
  await dialog(page, "Keyboard shortcuts").waitFor();
  await read("shortcuts");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+,");
  for (const section of ["General", "Themes", "Data", "Certificates", "Proxy", "About"]) {
    await dialog(page, "Settings")
      .getByRole("button", { name: pseudo(section), exact: true })
      .click();
    await read(`settings-${section.toLowerCase()}`);
  }
  await page.keyboard.press("Escape");
  await sidebar(page)
    .getByRole("tab", { name: pseudo("Environments") })
    .click();
  await read("environments");
  await sidebar(page)
    .getByRole("tab", { name: pseudo("History") })
    .click();
  await read("history");
  await sidebar(page)
    .getByText(/closed$/)
    .first()
    .click();
  await read("history-entry");
}

test("the Server UI", async ({ page, programs }) => {
  await servePseudoPages(page, folder);
  const data = new Data(page);
  data.typed("Postrider", "Waystation", "Amira Okafor", programs.email, "GET v3/users");
  // Names from the browser and from `Intl`.
  data.typed("English (United States)", "Chrome", "Linux");
  const read = reader(page, data);
  await page.goto(`${programs.server}/gallery`);
  await page.getByLabel(pseudo("Email"), { exact: true }).fill(programs.email);
  await page.getByLabel(pseudo("Password"), { exact: true }).fill("something else");
  await button(page, "Sign in").click();
  await page.getByRole("alert").waitFor();
  await read("server-signin");
  await page.getByLabel(pseudo("Password"), { exact: true }).fill(programs.password);
  await button(page, "Sign in").click();
  await page.getByLabel(pseudo("First name")).waitFor();
  await read("server-first");
  await page.getByLabel(pseudo("First name")).fill("Amira");
  await page.getByLabel(pseudo("Last name")).fill("Okafor");
  await page.getByLabel(pseudo("Email"), { exact: true }).fill("amira.okafor@northquay.example");
  for (const name of ["New password", "Repeat it"]) {
    await page.getByLabel(pseudo(name)).fill("seven lanterns by the quay");
  }
  await button(page, "Save and go on").click();
  await page.getByRole("heading", { name: pseudo("Users") }).waitFor();
  await read("server-users");
  await button(page, "New User").click();
  await read("server-new-user");
  await page.keyboard.press("Escape");
  await page.getByRole("row").nth(1).getByRole("link").click();
  await button(page, "Edit").click();
  await read("server-user");
  for (const [path, name] of [
    ["admin/settings", "settings"],
    ["admin/audit", "audit"],
    ["profile/account", "account"],
    ["profile/keys", "keys"],
    ["profile/general", "general"],
    ["help/roles", "roles"],
  ]) {
    await page.goto(`${programs.server}/gallery/${path}`);
    await page.getByRole("heading").first().waitFor();
    await read(`server-${name}`);
  }
});

test("the documentation page", async ({ page, programs }) => {
  await servePseudoPages(page, folder);
  const data = new Data(page);
  data.typed("Postrider", "Waystation", "OAuth2.0", `${programs.server}/webapi//swagger/docs/3`);
  await page.goto(`${programs.server}/webapi/swagger/ui/index`);
  await page.getByRole("heading", { name: "Alteryx Server API V3" }).waitFor();
  // Swagger UI speaks English alone; what is read is all that stands around it, and the names that it is given.
  await reader(page, data, "header, [role=dialog]")("documentation");
  await page
    .getByRole("button", { name: /^GET \/v3\/users\b(?!\/)/i })
    .first()
    .click();
  await button(page, "Authorization required").first().click();
  await page.getByRole("dialog").waitFor();
  await reader(page, data, "header, [role=dialog]")("documentation-authorize");
});
