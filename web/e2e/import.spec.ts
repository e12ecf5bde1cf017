// Import: preview of what will come in, a chosen file, a cURL command, and taking it back.
import { expect, type Page } from "@playwright/test";
import { looked, lookedThemes } from "./looked.ts";
import { test } from "./programs.ts";

test.use({ contextOptions: { reducedMotion: "reduce" } });

const dialog = (page: Page) => page.getByRole("dialog", { name: "Import" });
const line = (page: Page) => dialog(page).getByRole("textbox", { name: "URL or text to import" });
const comes = (page: Page) => dialog(page).getByRole("region", { name: "What will be imported" });

async function paste(page: Page, text: string): Promise<void> {
  await page.keyboard.press("Control+o");
  await expect(line(page)).toBeFocused();
  await page.evaluate((pasted) => navigator.clipboard.writeText(pasted), text);
  await page.keyboard.press("Control+v");
}

for (const theme of ["light", "dark"]) {
  test(`what will come in is shown before, and taken back after, in ${theme}`, async ({ open, programs }) => {
    const page = await open(`&theme=${theme}`);
    await paste(page, `${programs.server}/webapi//swagger/docs/3`);
    await expect(comes(page)).toContainText("Alteryx Server API V3");
    await expect(comes(page)).toContainText("OAuth 2.0, set once on the collection");
    const before = await comes(page).textContent();
    await dialog(page).getByRole("button", { name: "View Import Settings" }).click();
    await looked(page, `import-preview-${theme}-1440`);
    await dialog(page).getByRole("combobox", { name: "Folder organization" }).click();
    await page.getByRole("option", { name: "Tags", exact: true }).click();
    await expect(comes(page)).not.toHaveText(before ?? "");
    await page.setViewportSize({ width: 1024, height: 700 });
    await looked(page, `import-preview-${theme}-1024`);
    await page.keyboard.press("Escape");
  });
}

test("a file, a broken one, a command; Undo takes the collection away and the deletion can be taken back", async ({
  open,
}) => {
  const page = await open();
  const tree = page.getByRole("tree", { name: "Collections" });
  const chosen = async (text: string, place = dialog(page)) => {
    const chooser = page.waitForEvent("filechooser");
    await place.getByRole("button", { name: "files", exact: true }).click();
    await (await chooser).setFiles({ name: "api.yaml", mimeType: "text/yaml", buffer: Buffer.from(text) });
  };
  await chosen("openapi: 3.0.0\ninfo: {title: Broken\n", page.getByRole("main"));
  await expect(dialog(page).getByRole("alert")).toBeVisible();
  await chosen("openapi: 3.0.0\ninfo: {title: Filed, version: '1'}\npaths:\n  /a:\n    get: {summary: A}\n");
  await expect(comes(page)).toContainText("1 request, 1 folder");
  await dialog(page).getByRole("button", { name: "Import", exact: true }).click();
  await expect(tree.getByRole("treeitem", { name: "Filed" })).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(tree.getByRole("treeitem", { name: "Filed" })).toBeHidden();

  // Several files: which one is meant was found, and another one can be chosen.
  await page.keyboard.press("Control+o");
  const chooser = page.waitForEvent("filechooser");
  await dialog(page).getByRole("button", { name: "files", exact: true }).click();
  const document = (title: string) => Buffer.from(`openapi: 3.0.0\ninfo: {title: ${title}, version: '1'}\npaths: {}\n`);
  await (await chooser).setFiles(
    ["Alpha", "Beta"].map((name) => ({ name: `${name}.yaml`, mimeType: "text/yaml", buffer: document(name) })),
  );
  await expect(dialog(page).getByRole("textbox", { name: "Files to import together" })).toHaveValue("2 files");
  await dialog(page).getByRole("combobox", { name: "Document" }).click();
  await page.getByRole("option", { name: "Beta.yaml" }).click();
  await expect(comes(page)).toContainText("Beta");
  await lookedThemes(page, "import-files");
  await dialog(page).getByRole("button", { name: "Import", exact: true }).click();
  await expect(tree.getByRole("treeitem", { name: "Beta" })).toBeVisible();

  await paste(page, "curl http://h.example/v1/a \\\n  -d 'x=1' --proxy p");
  await expect(comes(page)).toContainText("h.example");
  await expect(comes(page)).toContainText("--proxy");
  await page.keyboard.press("Enter");
  await expect(tree.getByRole("treeitem", { name: "POST v1/a h.example/v1/a" })).toBeVisible();

  // Another command goes into the collection that is here, and replacing one can be taken back with its tabs.
  await paste(page, "curl http://h.example/v1/b");
  await expect(comes(page)).toContainText("h.example");
  await dialog(page).getByRole("radio", { name: "An existing collection" }).click();
  await dialog(page).getByRole("treeitem", { name: "Beta" }).click();
  await lookedThemes(page, "import-command");
  await dialog(page).getByRole("button", { name: "Import", exact: true }).click();
  await expect(page.getByRole("tab", { name: "GET h.example/v1/b" })).toBeVisible();
  await paste(page, document("Beta").toString());
  await dialog(page).getByRole("button", { name: "Import", exact: true }).click();
  await dialog(page).getByRole("button", { name: "Replace it" }).click();
  // Behind the dialog there are no tabs, and the Undo of the import before.
  await expect(dialog(page)).toBeHidden();
  await expect(page.getByRole("tab", { name: "GET h.example/v1/b" })).toBeHidden();
  await expect(page.getByText("Import complete: Beta")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("tab", { name: "GET h.example/v1/b" })).toBeVisible();
});

test("the sample API is imported, authorized and sent without any server", async ({ open }) => {
  const page = await open();
  await page.getByRole("main").getByRole("button", { name: "the sample API" }).click();
  await expect(page.getByRole("treeitem", { name: "Sample API" })).toBeVisible();
  await expect(page.getByRole("main")).toContainText("sample-client");
  await lookedThemes(page, "sample-overview");
  await page.getByRole("tablist", { name: "Collection" }).getByRole("tab", { name: "Authorization" }).click();
  await page.getByRole("textbox", { name: "Client ID" }).fill("sample-client");
  await page.getByRole("textbox", { name: "Client Secret" }).fill("sample-password");
  await page.getByRole("button", { name: "Get New Access Token" }).click();
  await page.getByRole("button", { name: "Proceed" }).click();
  await page.getByRole("button", { name: "Use Token" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);

  // From the palette: opened and sent with one key, and found again among what was sent.
  const response = page.getByRole("region", { name: "Response" });
  await page.keyboard.press("Control+k");
  await page.keyboard.type("get v1/users");
  await expect(page.getByRole("option").first()).toContainText("List users");
  await page.keyboard.press("Control+Enter");
  await expect(response.getByText("200 OK")).toBeVisible();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("v1/users");
  const sent = page.getByRole("group", { name: "History" }).getByRole("option");
  await expect(sent).toContainText("200 OK");
  await lookedThemes(page, "palette-history");
  await sent.click();
  await expect(page.getByRole("tab", { name: /GET \/v1\/users/ })).toHaveAttribute("aria-selected", "true");
});
