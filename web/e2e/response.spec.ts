// What the lower pane does with answers of every kind: views, filter, search, preview, facts, failures.
import { expect } from "@playwright/test";
import { answering, openRequest, responseOf, sendTo } from "./answers.ts";
import { looked, lookedBoth } from "./looked.ts";
import { test } from "./programs.ts";

test.use({ contextOptions: { reducedMotion: "reduce" } });

const USERS = `{"users":[${[1, 2, 3].map((id) => `{"id":${id}.50,"name":"User ${id}","isActive":${id !== 2}}`).join(",")}]}`;
// The script writes into its own document and asks for data of this program: neither may happen.
const PAGE = `<!doctype html><title>x</title><h1>Hello</h1><p id="p">unchanged</p>
<script>document.getElementById("p").textContent = "ran"; fetch("/api/app"); top.document.title = "taken";</script>`;
const PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
// One empty page.
const PDF = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj
trailer<</Root 1 0 R>>`;
// A tenth of a second of silence.
const WAV = Buffer.concat([
  Buffer.from(
    "RIFF\x44\x03\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x40\x1f\0\0\x40\x1f\0\0\x01\0\x08\0data\x20\x03\0\0",
    "latin1",
  ),
  Buffer.alloc(800, 128),
]);

const ANSWERS: Record<string, [number, Record<string, string | string[]>, string | Buffer]> = {
  "/users": [200, { "Content-Type": "application/json", "Set-Cookie": ["a=1; Path=/; HttpOnly", "b=2"] }, USERS],
  "/page": [200, { "Content-Type": "text/html" }, PAGE],
  "/picture": [200, { "Content-Type": "image/png" }, Buffer.from(PNG, "base64")],
  "/list.xml": [200, { "Content-Type": "text/xml" }, "<list><item id='1'>one</item><item/></list>"],
  "/paper": [200, { "Content-Type": "application/pdf" }, PDF],
  "/sound": [200, { "Content-Type": "audio/wav" }, WAV],
  "/denied": [401, { "Content-Type": "application/json" }, '{"message":"no"}'],
};

for (const [theme, width, height] of [
  ["light", 1440, 900],
  ["dark", 1024, 700],
] as const) {
  test(`answers in ${theme} at ${width}`, async ({ open, programs }) => {
    let lastAsked = "";
    const server = await answering((request, response) => {
      lastAsked = request.url ?? "";
      if (request.url === "/silent") return;
      if (request.url === "/cut") {
        response.writeHead(200, { "Content-Type": "application/json", "Content-Length": 5000 });
        response.write('{"users":[{"id":1},{"id', () => response.destroy());
        return;
      }
      const [status, headers, body] = ANSWERS[request.url ?? ""] ?? [404, {}, ""];
      response.writeHead(status, headers).end(body);
    });
    const page = await open(`&theme=${theme}`);
    await page.setViewportSize({ width, height });
    const look = (name: string) => looked(page, `response-${name}-${theme}-${width}`);
    await openRequest(page, programs);
    const response = responseOf(page);
    const body = response.getByRole("textbox", { name: "Response body" });
    const tab = (name: string) => response.getByRole("tab", { name, exact: true });

    await test.step("pretty, raw, language, search, filter", async () => {
      await sendTo(page, `${server.address}/users`);
      await expect(body).toContainText('"id": 1.50,');
      await response.getByRole("button", { name: "Fold all" }).click();
      await expect(body).toContainText('"users": [3 items]');
      await response.getByRole("button", { name: "Unfold all" }).click();
      await expect(body).toContainText('"id": 1.50,');
      await tab("Raw").click();
      await expect(body).toContainText('{"users":[{"id":1.50,');
      await tab("Pretty").click();
      await response.getByRole("combobox", { name: "Language" }).click();
      await page.getByRole("option", { name: "Text", exact: true }).click();
      await expect(body).toContainText('{"users":[{"id":1.50,');
      await response.getByRole("combobox", { name: "Language" }).click();
      await page.getByRole("option", { name: "Auto", exact: true }).click();
      await body.focus();
      await page.keyboard.press("Control+f");
      const find = response.getByRole("textbox", { name: "Search in the body" });
      await expect(find).toBeFocused();
      await find.fill("user ");
      await expect(response.getByText("1 of 3", { exact: true })).toBeVisible();
      await page.keyboard.press("Enter");
      await expect(response.getByText("2 of 3", { exact: true })).toBeVisible();
      await look("search");
      await response.getByRole("checkbox", { name: "Match case" }).click();
      await expect(response.getByText("No matches")).toBeVisible();
      await response.getByRole("checkbox", { name: "Regular expression" }).click();
      await find.fill("(");
      await expect(response.getByText("Not a valid regular expression.")).toBeVisible();
      await page.keyboard.press("Escape");
      await expect(find).toBeHidden();
      await response.getByRole("button", { name: "Filter with JSONPath" }).click();
      const path = response.getByRole("textbox", { name: "JSONPath" });
      await path.fill("$.users[?@.isActive == true].id");
      await expect(response.getByText("2 matches")).toBeVisible();
      await expect(body).toContainText("[  1.50,  3.50]");
      await look("filter");
      await path.fill("$.users[");
      await expect(response.getByText(/at character 9/)).toBeVisible();
      await page.keyboard.press("Escape");
      await expect(body).toContainText('"id": 1.50,');
      await body.focus();
      await page.keyboard.press("Control+Home");
      await page.keyboard.press("Control+Shift+BracketLeft");
      await expect(body).toContainText("{1 field}");
      await page.keyboard.press("Control+Shift+BracketRight");
      await expect(body).toContainText('"id": 1.50,');
      await response.getByRole("button", { name: "Copy" }).click();
      await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(USERS);
    });

    await test.step("a value becomes a variable", async () => {
      await body.getByText('"User 2"').dblclick();
      await expect(response.getByRole("toolbar", { name: "Selected value" })).toContainText("User 2");
      await look("selection");
      await response.getByRole("button", { name: "Set as variable" }).click();
      const dialog = page.getByRole("dialog", { name: "Set as variable" });
      await expect(dialog.getByRole("textbox", { name: "Value" })).toHaveValue("User 2");
      await dialog.getByRole("button", { name: "Set variable" }).click();
      await expect(dialog.getByText("A name cannot contain spaces or braces.")).toBeVisible();
      await dialog.getByRole("textbox", { name: "Variable" }).fill("userName");
      await look("set-variable");
      await page.keyboard.press("Enter");
      await expect(dialog).toBeHidden();
      await expect(page.getByText("{{userName}} is set")).toBeVisible();
      await sendTo(page, `${server.address}/{{userName}}`);
      await expect(response.getByText("404 Not Found")).toBeVisible();
      expect(lastAsked).toBe("/User%202");
      await sendTo(page, `${server.address}/users`);
      await expect(body).toContainText('"id": 1.50,');
    });

    await test.step("cookies and facts", async () => {
      await tab("Cookies").click();
      await expect(response.getByRole("row", { name: "a 1 Path=/; HttpOnly" })).toBeVisible();
      await look("cookies");
      await tab("Body").click();
      await response.getByRole("button", { name: /^Time/ }).focus();
      await page.keyboard.press("Enter");
      await expect(page.getByRole("row", { name: /^Waiting/ })).toBeVisible();
      await look("time");
      await page.keyboard.press("Escape");
      await response.getByRole("button", { name: /^Size/ }).hover();
      await expect(page.getByText("Request headers")).toBeVisible();
      await page.keyboard.press("Escape");
      await response.getByRole("button", { name: "Network information" }).click();
      await expect(page.getByText("HTTP/1.1", { exact: true })).toBeVisible();
      await look("network");
      await page.keyboard.press("Escape");
    });

    await test.step("preview of a page runs no script and reaches nothing", async () => {
      const asked: string[] = [];
      page.on("request", (request) => {
        if (request.frame() !== page.mainFrame()) asked.push(new URL(request.url()).pathname);
      });
      await sendTo(page, `${server.address}/page`);
      await expect(body).toContainText("<h1>Hello</h1>");
      await tab("Preview").click();
      const frame = page.frameLocator('iframe[title="Preview of the response"]');
      await expect(frame.getByRole("heading", { name: "Hello" })).toBeVisible();
      await expect(frame.getByText("unchanged")).toBeVisible();
      expect(asked.filter((path) => !path.startsWith("/preview/"))).toEqual([]);
      expect(await page.title()).not.toBe("taken");
      // No tool gets into a frame without scripts, so only a picture is taken.
      if (process.env.SHOTS)
        await page.screenshot({ path: `${process.env.SHOTS}/response-preview-${theme}-${width}.png` });
      await sendTo(page, `${server.address}/picture`);
      await expect(body).toHaveValue(/^00000000 {2}89 50 4e 47/);
      await tab("Preview").click();
      const picture = response.getByRole("img", { name: "Response as an image" });
      await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1);
      await look("picture");
    });

    await test.step("a cut answer shows what came", async () => {
      await sendTo(page, `${server.address}/cut`);
      await expect(response.getByRole("heading", { name: "Cut off after 23 of 5,000 bytes" })).toBeVisible();
      await expect(body).toContainText('"id": 1');
      await response.getByRole("button", { name: "Copy", exact: true }).click();
      await expect(page.getByText("Incomplete body copied: the 23 B received so far")).toBeVisible();
      await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe('{"users":[{"id":1},{"id');
      await look("cut");
      await response.getByRole("button", { name: "Save Response" }).click();
      const saved = page.waitForEvent("download");
      await page.getByRole("menuitem", { name: "Save response to a file" }).click();
      expect((await saved).suggestedFilename()).toBe("cut-incomplete.json");
    });

    await test.step("the history says the same of it", async () => {
      const sidebar = page.getByRole("navigation", { name: "Sidebar" });
      await sidebar.getByRole("tab", { name: "History" }).click();
      await sidebar
        .getByRole("button", { name: /GET \/cut/ })
        .first()
        .click();
      await expect(page.getByRole("heading", { name: "Cut off after 23 of 5,000 bytes" })).toBeVisible();
      await expect(body).toContainText('"id": 1');
      await look("cut-kept");
      await page.keyboard.press("Alt+ArrowLeft");
      await sidebar.getByRole("tab", { name: "Collections" }).click();
      await expect(page.getByRole("textbox", { name: "Request URL" })).toBeVisible();
    });

    await test.step("refusals and failures say what to do", async () => {
      await sendTo(page, `${server.address}/denied`);
      await expect(response.getByText("The server requires authorization")).toBeVisible();
      await expect(response.getByRole("button", { name: "Open Authorization" })).toBeVisible();
      await look("denied");
      await sendTo(page, "http://127.0.0.1:9/closed");
      await expect(response.getByText("What to try")).toBeVisible();
      await look("refused");
      await sendTo(page, `${server.address}/{{tenantId}}`);
      await expect(response.getByText("Not sent")).toBeVisible();
      await look("unresolved");
      await response.getByRole("textbox", { name: "Value of tenantId" }).fill("users");
      await page.keyboard.press("Enter");
      await expect(response.getByText("200 OK")).toBeVisible();
      const parts = page.getByRole("tablist", { name: "Request" });
      await parts.getByRole("tab", { name: "Settings" }).click();
      await page.getByRole("textbox", { name: "Request timeout in ms" }).fill("200");
      await sendTo(page, `${server.address}/silent`);
      await expect(response.getByRole("button", { name: "Send with 4 s" })).toBeVisible();
      await parts.getByRole("tab", { name: "Params" }).click();
      await look("late");
      await response.getByRole("button", { name: "Request timeout in ms" }).click();
      await expect(page.getByRole("textbox", { name: "Request timeout in ms" })).toBeVisible();
      await response.getByRole("button", { name: "View in Console" }).click();
      await expect(page.getByRole("region", { name: "Console" })).toBeVisible();
    });
    server.close();
  });
}

test("XML, sound and paper; an answer that goes to a file", async ({ open, programs }) => {
  const server = await answering((request, response) => {
    const [status, headers, body] = ANSWERS[request.url ?? ""] ?? [404, {}, ""];
    response.writeHead(status, headers).end(body);
  });
  const page = await open();
  await openRequest(page, programs);
  const response = responseOf(page);
  const body = response.getByRole("textbox", { name: "Response body" });
  const preview = response.getByRole("tab", { name: "Preview", exact: true });
  await test.step("sound and paper", async () => {
    await sendTo(page, `${server.address}/sound`);
    await preview.click();
    const sound = response.locator("audio");
    await expect.poll(() => sound.evaluate((one: HTMLAudioElement) => one.duration)).toBeCloseTo(0.1, 3);
    await sendTo(page, `${server.address}/paper`);
    await preview.click();
    const paper = response.locator("iframe").or(response.getByText("This browser cannot display PDFs."));
    await expect(paper).toBeVisible();
    if (process.env.SHOTS) {
      // The browser's viewer draws itself some time after its frame is there.
      await page.waitForTimeout(2000);
      await page.screenshot({ path: `${process.env.SHOTS}/response-pdf.png` });
    }
  });
  await test.step("XML is laid out, and an answer goes to a file at once", async () => {
    const saved = page.waitForEvent("download");
    await page.getByRole("textbox", { name: "Request URL" }).fill(`${server.address}/list.xml`);
    await page.keyboard.press("Control+Alt+Enter");
    await expect(body).toContainText("<list>  <item id='1'>one</item>  <item/></list>");
    expect((await saved).suggestedFilename()).toBe("list.xml");
    await page.getByRole("button", { name: "More send options" }).click();
    await expect(page.getByRole("menuitem", { name: "Send and Download" })).toBeVisible();
    await lookedBoth(page, "response-send-ways");
    await page.keyboard.press("Escape");
  });
  server.close();
});
