// The whole walk-through, against the real programs, by accessible names: once by mouse, once by keyboard. First Waystation's
// pages, from the sign-in to both addresses, the key pair and an id; then the thirty steps with what was copied there.
import { expect, type Page } from "@playwright/test";
import { copied, copiedKeys, copiedTokenUrl, introduce, openDocumentation } from "./gallery.ts";
import { type Hand, keyboard, mouse } from "./hands.ts";
import { type Programs, TOKEN_SECONDS, test } from "./programs.ts";

const COLLECTION = "Alteryx Server API V3";

const hands: Record<string, (page: Page) => Hand> = { mouse, keyboard };

for (const [name, handOf] of Object.entries(hands)) {
  test(`from the server's pages through the thirty steps, by ${name}`, async ({ open, programs }) => {
    const page = await open();
    const gallery = await page.context().newPage();
    const found = await foundOn(gallery, handOf(gallery), programs);
    await gallery.close();
    await walk(page, handOf(page), { ...programs, ...found }, name);
  });
}

/** What the walk takes from Waystation's pages. */
type Found = { documentUrl: string; tokenUrl: string; key: string; secret: string; userId: string };

/** Copies it from where people find it. */
async function foundOn(page: Page, hand: Hand, programs: Programs): Promise<Found> {
  return test.step("the server's pages", async () => {
    await introduce(page, hand, programs.server, programs);
    // The id is the last part of the address of a user's page.
    await hand.press(page.getByRole("table", { name: "Users" }).getByRole("link").nth(1));
    await expect(page.getByText("The last part of this page’s address")).toBeVisible();
    const userId = new URL(page.url()).pathname.split("/").at(-1) ?? "";
    const keys = await copiedKeys(page, hand);
    await openDocumentation(page, hand);
    const documentUrl = await copied(page, hand, "Copy Documentation URL");
    return { ...keys, userId, documentUrl, tokenUrl: await copiedTokenUrl(page, hand) };
  });
}

async function walk(page: Page, hand: Hand, programs: Programs & Found, name: string): Promise<void> {
  const sidebar = page.getByRole("navigation", { name: "Sidebar" });
  const request = page.getByRole("tablist", { name: "Request" });
  const response = page.getByRole("region", { name: "Response" });
  const treeitem = (label: string) => sidebar.getByRole("treeitem", { name: label });
  const combobox = (label: string) => page.getByRole("combobox", { name: label, exact: true });
  const textbox = (label: string) => page.getByRole("textbox", { name: label, exact: true });
  const button = (label: string) => page.getByRole("button", { name: label, exact: true });
  const tokenName = `gallery by ${name}`;
  // By default optional parameters come in unticked; by keyboard the walk goes as it was written, with eight to untick.
  const isTicked = name === "keyboard";

  await test.step("1 Collections", async () => {
    await hand.pick(sidebar.getByRole("tab", { name: "Collections", exact: true }));
  });
  await test.step("2 to 4 Import", async () => {
    await hand.press(sidebar.getByRole("button", { name: "Import", exact: true }).first());
    const dialog = page.getByRole("dialog", { name: "Import" });
    const line = dialog.getByRole("textbox", { name: "URL or text to import" });
    await expect(line).toBeFocused();
    await hand.type(line, programs.documentUrl);
    if (isTicked) {
      await hand.press(dialog.getByRole("button", { name: "View Import Settings" }));
      await hand.press(dialog.getByRole("switch", { name: "Enable optional parameters" }));
    }
    await hand.press(dialog.getByRole("button", { name: "Import", exact: true }));
    const exists = dialog.getByRole("button", { name: "Replace it", exact: true });
    await expect(treeitem(COLLECTION).or(exists).first()).toBeVisible();
    if (await exists.isVisible()) await hand.press(exists);
    await expect(page.getByText("Import complete")).toBeVisible();
  });
  await test.step("5 the collection", async () => {
    await hand.pick(treeitem(COLLECTION).first());
    await expect(page.getByRole("tab", { name: "Overview", exact: true })).toBeVisible();
  });
  await test.step("6 Authorization", async () => {
    await hand.pick(page.getByRole("tablist", { name: "Collection" }).getByRole("tab", { name: "Authorization" }));
    await expect(page.getByText("Every request in this collection uses this authorization")).toBeVisible();
  });
  await test.step("7 OAuth 2.0", async () => {
    await hand.choose(combobox("Type"), "OAuth 2.0");
    await expect(combobox("Add auth data to")).toHaveText(/Request Headers/);
  });
  await test.step("8 to 13 Configure New Token", async () => {
    await expect(page.getByRole("heading", { name: "Configure New Token" })).toBeVisible();
    await hand.type(textbox("Token Name"), tokenName);
    await hand.choose(combobox("Grant Type"), "Client Credentials");
    await expect(textbox("Access Token URL")).not.toHaveValue("");
    await hand.type(textbox("Access Token URL"), programs.tokenUrl);
    await hand.type(textbox("Client ID"), programs.key);
    await hand.type(textbox("Client Secret"), programs.secret);
    await hand.choose(combobox("Client Authentication"), "Send as Basic Auth header");
  });
  await test.step("14 Get New Access Token", async () => {
    await hand.press(button("Get New Access Token"));
  });
  await test.step("15 Proceed", async () => {
    const complete = page.getByRole("dialog", { name: "Authentication complete" });
    await expect(complete).toBeVisible();
    await hand.press(complete.getByRole("button", { name: "Proceed" }));
  });
  const manage = page.getByRole("dialog", { name: "Manage Access Tokens" });
  await test.step("16 Use Token", async () => {
    await expect(manage.getByText("All Tokens")).toBeVisible();
    await expect(manage.getByRole("heading", { name: "Token Details" })).toBeVisible();
    await expect(manage.getByText("expires_in")).toBeVisible();
    await hand.press(manage.getByRole("button", { name: "Use Token" }));
    await expect(manage).toBeHidden();
    await expect(textbox("Access Token")).not.toHaveValue("");
    await expect(textbox("Header Prefix")).toHaveValue("Bearer");
  });
  await test.step("17 GET v3/users", async () => {
    await hand.type(sidebar.getByRole("textbox", { name: "Filter" }), "GET users");
    await expect(treeitem("GET v3/users List")).toBeVisible();
    await hand.type(sidebar.getByRole("textbox", { name: "Filter" }), "v3/users");
    await hand.pick(treeitem("GET v3/users List"));
    await expect(textbox("Request URL")).toHaveValue(/\/v3\/users(\?|$)/);
  });
  await test.step("18 Query Params", async () => {
    await hand.pick(request.getByRole("tab", { name: "Params" }));
    const table = page.getByRole("table", { name: "Query Params" });
    for (const column of ["Key", "Value", "Description"]) {
      await expect(table.getByRole("columnheader", { name: column, exact: true })).toBeVisible();
    }
    const rows = table.getByRole("checkbox", { name: /^Send (?!all)/ });
    await expect(rows).toHaveCount(8);
    if (isTicked) {
      await expect(textbox("Request URL")).toHaveValue(/\?view=.*createdBefore=/);
      for (const name of [
        "view",
        "active",
        "email",
        "role",
        "firstName",
        "lastName",
        "createdAfter",
        "createdBefore",
      ]) {
        await hand.press(table.getByRole("checkbox", { name: `Send ${name}`, exact: true }));
        await expect(textbox("Request URL")).not.toHaveValue(new RegExp(`[?&]${name}=`));
      }
      await expect(textbox("Request URL")).toHaveValue(/\/v3\/users$/);
    }
    await hand.press(table.getByRole("checkbox", { name: "Send all" }));
    await expect(textbox("Request URL")).toHaveValue(/\?view=/);
    await hand.press(table.getByRole("checkbox", { name: "Send view" }));
    await expect(textbox("Request URL")).not.toHaveValue(/view=/);
    await page.keyboard.press("Control+z");
    await expect(textbox("Request URL")).toHaveValue(/view=/);
    await hand.press(table.getByRole("checkbox", { name: "Send all" }));
    await expect(rows.and(page.locator('[aria-checked="true"]'))).toHaveCount(0);
    await expect(textbox("Request URL")).toHaveValue(/\/v3\/users$/);
    await expect(table.getByRole("textbox", { name: "Key of view" })).toHaveValue("view");
  });
  await test.step("19 and 20 the request's Authorization", async () => {
    await hand.pick(request.getByRole("tab", { name: "Authorization" }));
    await expect(combobox("Type")).toHaveText(/Inherit auth from parent/);
    await hand.choose(combobox("Type"), "OAuth 2.0");
    await hand.choose(combobox("Available Tokens"), tokenName);
    await expect(textbox("Access Token")).not.toHaveValue("");
  });
  await test.step("21 and 22 Send", async () => {
    await hand.press(button("Send"));
    await expect(response.getByText("200 OK")).toBeVisible();
    await expect(response.getByText(/\d ms$/)).toBeVisible();
    await expect(response.getByText(/\d (B|KB)$/)).toBeVisible();
    await expect(response.getByRole("button", { name: "Save Response" })).toBeVisible();
    await expect(response.getByRole("textbox", { name: "Response body" })).toContainText('"id"');
  });
  // One copies an id of the list, or takes the one of the server's page; it is the same.
  const id = programs.userId;
  await expect(response.getByRole("textbox", { name: "Response body" })).toContainText(id);
  await test.step("23 the id", async () => {
    await hand.type(sidebar.getByRole("textbox", { name: "Filter" }), "GET v3/users/{id}");
    await hand.pick(treeitem("GET v3/users/{id} ").first());
    await expect(textbox("Request URL")).toHaveValue(/\/v3\/users\/:id$/);
    await hand.pick(request.getByRole("tab", { name: "Params" }));
    await expect(page.getByRole("table", { name: "Path Variables" })).toBeVisible();
    await hand.type(textbox("Value of id"), id);
    await page.keyboard.press("Control+Enter");
    await expect(response.getByText("200 OK")).toBeVisible();
    await expect(response.getByRole("textbox", { name: "Response body" })).toContainText(id);
  });
  const record = await test.step("24 copy the whole JSON", async () => {
    await hand.press(response.getByRole("button", { name: "Copy", exact: true }));
    await expect(page.getByText("Body copied as the server sent it")).toBeVisible();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    await hand.press(response.getByRole("textbox", { name: "Response body" }));
    await page.keyboard.press("Control+a");
    await page.keyboard.press("Control+c");
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(copied);
    return JSON.parse(copied) as Record<string, unknown>;
  });
  await test.step("25 PUT without Content-Type", async () => {
    await hand.type(sidebar.getByRole("textbox", { name: "Filter" }), "PUT v3/users/{id}");
    await hand.pick(treeitem("PUT v3/users/{id} ").first());
    await hand.pick(request.getByRole("tab", { name: "Headers" }));
    const own = page.getByRole("table", { name: "Headers", exact: true });
    await hand.press(own.getByRole("checkbox", { name: "Send Content-Type" }));
    await expect(own.getByRole("checkbox", { name: "Send Content-Type" })).not.toBeChecked();
    await hand.press(page.getByRole("button", { name: /^\d+ hidden$/ }));
    const generated = page.getByRole("table", { name: "Generated headers" });
    await expect(generated.getByRole("checkbox", { name: "Send Content-Type" })).toBeChecked();
    await hand.pick(request.getByRole("tab", { name: "Params" }));
    await hand.type(textbox("Value of id"), id);
  });
  await test.step("26 the body", async () => {
    await hand.pick(request.getByRole("tab", { name: "Body" }));
    await hand.pick(page.getByRole("radio", { name: "raw", exact: true }));
    await hand.choose(combobox("Raw language"), "JSON");
    await hand.type(textbox("Request body"), JSON.stringify({ ...record, firstName: "Priyanka" }));
    await expect(page.getByText("Valid JSON")).toBeVisible();
    await page.keyboard.press("Escape");
    await hand.press(button("Beautify"));
    await expect(textbox("Request body")).toContainText('"firstName": "Priyanka"');
  });
  await test.step("27 200 OK", async () => {
    await hand.press(button("Send"));
    await expect(response.getByText("200 OK")).toBeVisible();
    await expect(response.getByRole("textbox", { name: "Response body" })).toContainText('"Priyanka"');
    await expect(button("Save")).toBeVisible();
  });
  await test.step("28 the token has ended", async () => {
    await hand.type(sidebar.getByRole("textbox", { name: "Filter" }), "");
    await hand.pick(treeitem(COLLECTION).first());
    const ended = { timeout: (TOKEN_SECONDS + 10) * 1000 };
    await expect(combobox("Available Tokens")).toContainText("expired", ended);
    await hand.choose(combobox("Available Tokens"), "Manage Tokens");
  });
  await test.step("29 delete it", async () => {
    await expect(manage.getByText("expired").first()).toBeVisible();
    await expect(manage.locator("s").first()).toHaveText(tokenName);
    // On a slow machine a send late in the token's life has fetched a second one of the name.
    const bins = manage.getByRole("button", { name: `Delete token ${tokenName}` });
    for (let left = await bins.count(); left > 0; left -= 1) {
      await hand.press(bins.last());
      await expect(bins).toHaveCount(left - 1);
    }
    await page.keyboard.press("Escape");
    await expect(manage).toBeHidden();
  });
  await test.step("30 the fields are still filled in", async () => {
    await expect(textbox("Token Name")).toHaveValue(tokenName);
    await expect(textbox("Client ID")).toHaveValue(programs.key);
    await expect(textbox("Client Secret")).not.toHaveValue("");
    await hand.press(button("Get New Access Token"));
    const complete = page.getByRole("dialog", { name: "Authentication complete" });
    await hand.press(complete.getByRole("button", { name: "Proceed" }));
    await hand.press(manage.getByRole("button", { name: "Use Token" }));
    await hand.press(button("Save"));
    await expect(page.getByText(`Saved ${COLLECTION}`)).toBeVisible();
  });
}
