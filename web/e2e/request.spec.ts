// The request tab: bodies of every kind, settings, rows, variables.
import { writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, type Locator, type Page } from "@playwright/test";
import { openByPalette } from "./hands.ts";
import { LOOKS, looked, lookedThemes } from "./looked.ts";
import { type Programs, test } from "./programs.ts";

const url = (page: Page) => page.getByRole("textbox", { name: "Request URL" });
const response = (page: Page) => page.getByRole("region", { name: "Response" });
const part = (page: Page, name: string) =>
  page.getByRole("tablist", { name: "Request" }).getByRole("tab", { name: new RegExp(`^${name}`) });
const table = (page: Page, name: string): Locator => page.getByRole("table", { name });

/** Answers with what it was sent, as text: request line, type, body. */
async function echo(): Promise<{ server: Server; address: string }> {
  const server = createServer((request, answer) => {
    const pieces: Buffer[] = [];
    request.on("data", (piece) => pieces.push(piece));
    request.on("end", () => {
      answer.setHeader("Content-Type", "text/plain");
      answer.end(`${request.method} ${request.url}\n${request.headers["content-type"]}\n${Buffer.concat(pieces)}`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

async function opened(page: Page, programs: Programs, request = "GET v3/users"): Promise<void> {
  await page.keyboard.press("Control+o");
  await page.keyboard.type(`${programs.server}/webapi//swagger/docs/3`);
  await page.keyboard.press("Enter");
  await expect(page.getByText("Import complete")).toBeVisible();
  await openByPalette(page, request);
  await expect(url(page)).toBeVisible();
}

async function withoutAuth(page: Page): Promise<void> {
  await part(page, "Authorization").click();
  await page.getByRole("combobox", { name: "Type", exact: true }).click();
  await page.getByRole("option", { name: "No Auth" }).click();
}

const answer = (page: Page) => response(page).getByRole("textbox", { name: "Response body" });

test("bodies of every kind are typed, kept while another one is chosen, and sent", async ({ open, programs }) => {
  const { server, address } = await echo();
  const page = await open();
  await opened(page, programs);
  await withoutAuth(page);
  await url(page).fill(`${address}/echo`);
  await page.getByRole("combobox", { name: "Method" }).fill("POST");
  await page.keyboard.press("Tab");
  await part(page, "Body").click();

  await page.getByRole("radio", { name: "x-www-form-urlencoded" }).click();
  const fields = table(page, "x-www-form-urlencoded");
  await fields.getByRole("textbox", { name: "Add field" }).fill("name");
  await fields.getByRole("textbox", { name: "Value of name" }).fill("a b");
  await page.keyboard.press("Control+Enter");
  await expect(answer(page)).toContainText("application/x-www-form-urlencoded");
  await expect(answer(page)).toContainText("name=a+b");

  await page.getByRole("radio", { name: "form-data" }).click();
  const form = table(page, "form-data");
  await form.getByRole("textbox", { name: "Add field" }).fill("note");
  await form.getByRole("textbox", { name: "Value of note" }).fill("Nightly");
  await form.getByRole("textbox", { name: "Add field" }).fill("file");
  await form.getByRole("combobox", { name: "Type of file" }).click();
  await page.getByRole("option", { name: "File" }).click();
  const folder = join(programs.workspace, "Alteryx Server API V3");
  await writeFile(join(folder, "ports.csv"), "a;b\n");
  await form.getByRole("button", { name: "Choose a file for file" }).click();
  const dialog = page.getByRole("dialog", { name: "Choose a file" });
  const path = dialog.getByRole("combobox", { name: "Path of the file" });
  await expect(path).toHaveValue(`${folder}/`);
  await page.keyboard.type("po");
  await expect(dialog.getByRole("option")).toHaveCount(1);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(form.getByText("ports.csv")).toBeVisible();
  await expect(form.getByText("4 B")).toBeVisible();
  await page.keyboard.press("Control+Enter");
  await expect(answer(page)).toContainText('name="file"; filename="ports.csv"');
  await expect(answer(page)).toContainText("Content-Type: text/csv");
  await expect(answer(page)).toContainText("Nightly");

  await form.getByRole("button", { name: "Remove ports.csv" }).click();
  await form.getByRole("button", { name: "Choose a file for file" }).click();
  await path.fill("gone.csv");
  await dialog.getByRole("button", { name: "Choose", exact: true }).click();
  await expect(page.getByText("gone.csv is no longer there.")).toBeVisible();

  await page.getByRole("radio", { name: "binary" }).click();
  await page.getByRole("button", { name: "Choose a file…" }).click();
  await path.fill(join(folder, "ports.csv"));
  await page.keyboard.press("Enter");
  await expect(page.getByText("4 B, changed")).toBeVisible();
  await page.keyboard.press("Control+Enter");
  await expect(answer(page)).toContainText(/text\/csv\s*a;b/);

  await page.getByRole("radio", { name: "raw" }).click();
  await page.getByRole("combobox", { name: "Raw language" }).click();
  await page.getByRole("option", { name: "HTML" }).click();
  await page.getByRole("textbox", { name: "Request body" }).fill("<p class='a'>text</p>");
  await page.keyboard.press("Control+Enter");
  await expect(answer(page)).toContainText("text/html");
  await page.getByRole("radio", { name: "x-www-form-urlencoded" }).click();
  await expect(fields.getByRole("textbox", { name: "Value of name" })).toHaveValue("a b");
  await page.getByRole("radio", { name: "raw" }).click();
  await expect(page.getByRole("textbox", { name: "Request body" })).toContainText("<p class='a'>text</p>");
  server.close();
});

test("a name typed into the URL ticks its row; rows are ordered, doubled, deleted, and all of it is undone", async ({
  open,
  programs,
}) => {
  const page = await open();
  await opened(page, programs);
  const query = table(page, "Query Params");
  const keys = () =>
    query
      .getByRole("textbox", { name: /^Key of / })
      .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));
  const before = await keys();
  await url(page).click();
  await page.keyboard.press("End");
  await page.keyboard.type("?email=a@b");
  await expect(query.getByRole("checkbox", { name: "Send email" })).toBeChecked();
  await expect(query.getByRole("textbox", { name: "Value of email" })).toHaveValue("a@b");
  expect(await keys()).toEqual(before);

  await query.getByRole("checkbox", { name: "Send all" }).click();
  await expect(url(page)).toHaveValue(/view=.*email=a@b.*createdBefore=/);
  await page.keyboard.press("Control+z");
  await expect(url(page)).toHaveValue("{{baseUrl}}/v3/users?email=a@b");

  await query.getByRole("textbox", { name: "Key of email" }).focus();
  await page.keyboard.press("Alt+ArrowUp");
  await expect(query.getByRole("textbox", { name: "Key of email" })).toBeFocused();
  const at = before.indexOf("email");
  const up = before.with(at, before[at - 1] ?? "").with(at - 1, "email");
  await expect.poll(keys).toEqual(up);
  await page.keyboard.press("Control+z");
  await expect.poll(keys).toEqual(before);

  const first = query.getByRole("row").nth(1);
  const last = query.getByRole("row").nth(before.length);
  await first.hover();
  const handle = (await first.boundingBox()) ?? { x: 0, y: 0, height: 0, width: 0 };
  const target = (await last.boundingBox()) ?? { x: 0, y: 0, height: 0, width: 0 };
  await page.mouse.move(handle.x + 6, handle.y + handle.height / 2);
  await page.mouse.down();
  await page.mouse.move(target.x + 6, target.y + target.height - 4, { steps: 4 });
  await page.mouse.up();
  await expect.poll(keys).toEqual([...before.slice(1), before[0]]);

  await query.getByRole("button", { name: "Row actions of email" }).click();
  await page.getByRole("menuitem", { name: "Duplicate" }).click();
  await expect(query.getByRole("textbox", { name: "Key of email" })).toHaveCount(2);
  await query.getByRole("button", { name: "Row actions of email" }).first().click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await expect(query.getByRole("textbox", { name: "Key of email" })).toHaveCount(1);

  await page.getByRole("button", { name: "Bulk Edit" }).click();
  const bulk = page.getByRole("textbox", { name: "Query Params as text" });
  await bulk.fill("//view:Full\nrole:Curator");
  await expect(url(page)).toHaveValue("{{baseUrl}}/v3/users?role=Curator");
  await page.getByRole("button", { name: "Key-Value Edit" }).click();
  await expect(query.getByRole("checkbox", { name: "Send view" })).not.toBeChecked();
});

test("the settings of a request say how it is sent", async ({ open, programs }) => {
  const server = createServer((request, answer) => {
    if (request.url === "/from") answer.writeHead(302, { Location: "/to" });
    answer.end(`${request.method} ${request.url}`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const page = await open();
  await opened(page, programs);
  await withoutAuth(page);
  await url(page).fill(`http://127.0.0.1:${(server.address() as AddressInfo).port}/from`);
  await part(page, "Settings").click();
  const follows = page.getByRole("switch", { name: "Automatically follow redirects" });
  await expect(follows).toBeChecked();
  await page.keyboard.press("Control+Enter");
  await expect(answer(page)).toContainText("GET /to");
  await follows.click();
  await page.keyboard.press("Control+Enter");
  await expect(response(page).getByText("302 Found")).toBeVisible();
  await page.getByRole("button", { name: "Reset Automatically follow redirects" }).click();
  await expect(follows).toBeChecked();
  const redirects = page.getByRole("textbox", { name: "Maximum number of redirects" });
  await expect(redirects).toHaveValue("10");
  await redirects.fill("0");
  await page.keyboard.press("Control+Enter");
  await expect(response(page).getByText("Could not send request")).toBeVisible();
  await redirects.fill("x");
  await expect(page.getByText("Enter a whole number.")).toBeVisible();
  server.close();
});

for (const { theme, size } of LOOKS) {
  test(`the request tab in ${theme} at ${size.width}`, async ({ open, programs }) => {
    const page = await open(`&theme=${theme}`);
    await page.setViewportSize(size);
    await page.emulateMedia({ reducedMotion: "reduce" });
    const look = (name: string, stays = false) => looked(page, `request-${name}-${theme}-${size.width}`, stays);
    await opened(page, programs);
    await table(page, "Query Params").getByRole("row").nth(2).hover();
    await look("row", true);
    await table(page, "Query Params").getByRole("button", { name: "Row actions of view" }).click();
    await look("row-menu");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Bulk Edit" }).click();
    await look("bulk");
    await part(page, "Settings").click();
    await look("settings");
    await part(page, "Body").click();
    await page.getByRole("radio", { name: "x-www-form-urlencoded" }).click();
    await table(page, "x-www-form-urlencoded").getByRole("textbox", { name: "Add field" }).fill("name");
    await look("urlencoded");
    await page.getByRole("radio", { name: "form-data" }).click();
    const form = table(page, "form-data");
    await writeFile(join(programs.workspace, "Alteryx Server API V3", "ports.csv"), "a;b\n");
    for (const [name, file] of [
      ["ports", "ports.csv"],
      ["rates", "rates-2026.csv"],
    ] as const) {
      await form.getByRole("textbox", { name: "Add field" }).fill(name);
      await form.getByRole("combobox", { name: `Type of ${name}` }).click();
      await page.getByRole("option", { name: "File" }).click();
      await form.getByRole("button", { name: `Choose a file for ${name}` }).click();
      await expect(page.getByRole("option", { name: "opencollection.yml" })).toBeVisible();
      if (name === "ports") await look("file-picker");
      await page.getByRole("combobox", { name: "Path of the file" }).fill(file);
      await page.keyboard.press("Enter");
    }
    await form.getByRole("textbox", { name: "Add field" }).fill("owner");
    await form.getByRole("textbox", { name: "Value of owner" }).fill("{{baseUrl}}");
    await expect(page.getByText("rates-2026.csv is no longer there.")).toBeVisible();
    await look("form-data");
    await page.getByRole("button", { name: "Bulk Edit" }).click();
    await expect(page.getByRole("textbox", { name: "form-data as text" })).toBeVisible();
    await look("form-data-bulk");
    await page.getByRole("radio", { name: "binary" }).click();
    await page.getByRole("button", { name: "Choose a file…" }).click();
    await page.getByRole("combobox", { name: "Path of the file" }).fill("ports.csv");
    await page.keyboard.press("Enter");
    await expect(page.getByText("4 B, changed")).toBeVisible();
    await look("binary");
  });
}

test("a variable says where its value comes from, under the pointer and under the caret; an unknown one is added", async ({
  open,
  programs,
}) => {
  const page = await open();
  await opened(page, programs);
  const chip = async (text: string) => {
    const box = (await page.locator(`[data-variable="${text}"]`).first().boundingBox()) ?? {
      x: 0,
      y: 0,
      width: 0,
      height: 0,
    };
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.move(box.x + box.width / 2 + 2, box.y + box.height / 2);
  };
  await chip("baseUrl");
  const card = page.getByRole("group", { name: "{{baseUrl}}" });
  await expect(card.getByText("From Alteryx Server API V3")).toBeVisible();
  await expect(card.getByText("users, v3: not set")).toBeVisible();
  await expect(card.getByText("/webapi")).toBeVisible();
  await lookedThemes(page, "request-variable", true);
  await page.keyboard.press("Escape");
  await expect(card).toBeHidden();

  await url(page).fill("{{nowhere}}/v3/users");
  await url(page).focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  const unknown = page.getByRole("group", { name: "{{nowhere}}" });
  await expect(unknown.getByText("Unresolved")).toBeVisible();
  await expect(unknown.getByText("Alteryx Server API V3: not set")).toBeVisible();
  await lookedThemes(page, "request-variable-unknown", true);
  await page.keyboard.press("Tab");
  await expect(unknown.getByRole("textbox", { name: "Value of nowhere" })).toBeFocused();
  await page.keyboard.type("http://127.0.0.1:9");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(unknown).toBeHidden();
  await expect(page.getByRole("tab", { name: /Alteryx Server API V3 Unsaved changes/ })).toBeVisible();
  await url(page).focus();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowRight");
  await expect(unknown.getByText("From Alteryx Server API V3")).toBeVisible();
  await unknown.getByRole("button", { name: "Edit in Alteryx Server API V3" }).click();
  await expect(page.getByRole("tab", { name: /^Variables/ })).toHaveAttribute("aria-selected", "true");
});
