// Settings: found by older words, kept by the program, used on the next send; and how each section looks.
import { execFileSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { openByPalette } from "./hands.ts";
import { lookedBoth } from "./looked.ts";
import { type Programs, test } from "./programs.ts";

test.use({ contextOptions: { reducedMotion: "reduce" } });

const dialog = (page: Page) => page.getByRole("dialog", { name: "Settings" });
const section = (page: Page, name: string) =>
  dialog(page).getByRole("navigation", { name: "Settings" }).getByRole("button", { name, exact: true }).click();

/** Makes a certificate for 127.0.0.1 that nobody trusts; gives the paths of certificate and key. */
function selfSigned(folder: string, name: string): { crt: string; key: string } {
  const [crt, key] = [join(folder, `${name}.crt`), join(folder, `${name}.key`)];
  const made = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", key, "-out", crt];
  const said = ["-subj", `/CN=${name}`, "-addext", "subjectAltName=IP:127.0.0.1"];
  execFileSync("openssl", ["req", "-x509", ...made, ...said], { stdio: "ignore" });
  return { crt, key };
}

/** Writes into a certificate its two times, as `YYMMDD`: from when and until when it holds. */
async function holds(file: string, from: string, until: string): Promise<void> {
  const der = Buffer.from((await readFile(file, "utf8")).replace(/-----[^-]+-----/g, ""), "base64");
  let at = 0;
  for (const day of [from, until]) {
    at = der.indexOf(Buffer.from([0x17, 13]), at) + 2;
    der.write(`${day}000000Z`, at, "latin1");
  }
  const lines = der.toString("base64").replace(/.{64}/g, "$&\n");
  await writeFile(file, `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`);
}

async function imported(page: Page, programs: Programs): Promise<void> {
  await page.keyboard.press("Control+o");
  await page.keyboard.type(`${programs.server}/webapi//swagger/docs/3`);
  await page.keyboard.press("Enter");
  await expect(page.getByText("Import complete")).toBeVisible();
}

test("a setting found by its older word holds for the next send and after a reload", async ({ open, programs }) => {
  const server = createServer((asked, answer) => {
    if (asked.url === "/old") answer.writeHead(302, { Location: "/new" });
    answer.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const page = await open();
  await imported(page, programs);
  await page.keyboard.press("Control+,");
  await expect(dialog(page)).toBeVisible();
  await page.keyboard.type("followRedirects");
  await dialog(page)
    .getByRole("button", { name: /Automatically follow redirects/ })
    .click();
  const redirects = dialog(page).getByRole("switch", { name: "Automatically follow redirects" });
  await expect(redirects).toBeFocused();
  await page.keyboard.press("Space");
  await expect(redirects).not.toBeChecked();
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toBeHidden();
  await openByPalette(page, "GET v3/users");
  await page.getByRole("tablist", { name: "Request" }).getByRole("tab", { name: "Authorization" }).click();
  await page.getByRole("combobox", { name: "Type", exact: true }).click();
  await page.getByRole("option", { name: "No Auth" }).click();
  const { port } = server.address() as AddressInfo;
  await page.getByRole("textbox", { name: "Request URL" }).fill(`http://127.0.0.1:${port}/old`);
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("region", { name: "Response" }).getByText("302 Found")).toBeVisible();
  await page.reload();
  await page.getByRole("button", { name: "Settings", exact: true }).click();
  await expect(redirects).not.toBeChecked();
  await redirects.click();
  server.close();
});

test("a certificate is trusted, or not looked at, where the failure says so, and the editor's font is another one", async ({
  open,
  programs,
}) => {
  const { crt, key } = selfSigned(programs.workspace, "gauges");
  const server = createTlsServer({ cert: await readFile(crt), key: await readFile(key) }, (_, answer) => {
    answer.end("reached");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const page = await open();
  await imported(page, programs);
  await openByPalette(page, "GET v3/users");
  const parts = page.getByRole("tablist", { name: "Request" });
  await parts.getByRole("tab", { name: "Authorization" }).click();
  await page.getByRole("combobox", { name: "Type", exact: true }).click();
  await page.getByRole("option", { name: "No Auth" }).click();
  const line = page.getByRole("textbox", { name: "Request URL" });
  await line.fill(`https://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  await page.keyboard.press("Control+Enter");
  const response = page.getByRole("region", { name: "Response" });
  await expect(response.getByRole("list", { name: "Certificates the server presented" })).toBeVisible();
  await lookedBoth(page, "failure-certificate");
  await response.getByRole("button", { name: "Send once without verification" }).click();
  await expect(response.getByText("200 OK")).toBeVisible();
  await page.keyboard.press("Control+Alt+C");
  await page.getByRole("button", { name: /200 OK/ }).click();
  await expect(page.getByText("The server's certificate was not verified.")).toBeVisible();
  await page.keyboard.press("Control+Alt+C");
  await line.press("Control+Enter");
  await response.getByRole("button", { name: "Trust this certificate for this host…" }).click();
  const place = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const question = page.getByRole("dialog", { name: "Trust this certificate?" });
  await expect(question.getByRole("definition").filter({ hasText: place })).toBeVisible();
  await lookedBoth(page, "trust-certificate");
  await question.getByRole("button", { name: "Trust and Send again" }).click();
  await expect(response.getByText("200 OK")).toBeVisible();
  await page.keyboard.press("Control+,");
  await section(page, "Certificates");
  const trusted = dialog(page).getByRole("table", { name: "Trusted server certificates" });
  await expect(trusted.getByRole("rowheader", { name: place })).toBeVisible();
  await lookedBoth(page, "settings-trusted");
  await trusted.getByRole("button", { name: `Stop trusting ${place}` }).click();
  await expect(trusted).toBeHidden();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(trusted).toBeVisible();
  await trusted.getByRole("button", { name: `Stop trusting ${place}` }).click();
  await expect(trusted).toBeHidden();
  await page.keyboard.press("Escape");
  await line.press("Control+Enter");
  await response.getByRole("button", { name: "Disable SSL Verification" }).click();
  await expect(response.getByText("200 OK")).toBeVisible();
  await parts.getByRole("tab", { name: "Settings" }).click();
  await expect(page.getByRole("switch", { name: "Enable SSL certificate verification" })).not.toBeChecked();
  const height = async () => line.evaluate((input) => getComputedStyle(input).fontSize);
  await page.keyboard.press("Control+,");
  await dialog(page).getByRole("combobox", { name: "Editor font size" }).click();
  await page.getByRole("option", { name: "15 px" }).click();
  await dialog(page).getByRole("textbox", { name: "Editor font", exact: true }).fill("DejaVu Sans Mono");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  expect(await height()).toBe("15.5px");
  expect(await line.evaluate((input) => getComputedStyle(input).fontFamily)).toMatch(/^"DejaVu Sans Mono"/);
  server.close();
});

test("general, themes, shortcuts, data, the proxy and what this is", async ({ open, programs }) => {
  const page = await open();
  await page.keyboard.press("Control+,");
  await lookedBoth(page, "settings");
  await section(page, "Themes");
  await lookedBoth(page, "settings-themes");
  await section(page, "Shortcuts");
  await lookedBoth(page, "settings-shortcuts");
  await section(page, "Data");
  await expect(dialog(page).getByText(programs.workspace, { exact: true })).toBeVisible();
  await lookedBoth(page, "settings-data");
  await section(page, "Proxy");
  await dialog(page).getByRole("switch", { name: "Add a custom proxy configuration" }).click();
  await dialog(page).getByRole("textbox", { name: "Proxy Server" }).fill("proxy.northquay.example");
  await page.keyboard.press("Enter");
  await dialog(page).getByRole("textbox", { name: "Proxy port" }).fill("3128");
  await page.keyboard.press("Enter");
  await dialog(page).getByRole("switch", { name: "Proxy authentication" }).click();
  await expect(dialog(page).getByRole("textbox", { name: "Username" })).toBeVisible();
  await dialog(page).getByRole("textbox", { name: "Proxy Bypass" }).fill("*.gauges.example");
  await page.keyboard.press("Enter");
  const way = dialog(page).getByRole("textbox", { name: "Address to try" });
  await way.fill("https://eu.gauges.example/v3");
  await page.keyboard.press("Enter");
  await expect(dialog(page).getByText("Directly: *.gauges.example is listed under Proxy Bypass.")).toBeVisible();
  await way.fill("https://tides.example");
  await dialog(page).getByRole("button", { name: "Try" }).click();
  await expect(dialog(page).getByText("Through http://proxy.northquay.example:3128")).toBeVisible();
  await lookedBoth(page, "settings-proxy");
  await section(page, "About");
  await expect(dialog(page).getByRole("link", { name: "Third-party licences" })).toBeVisible();
  await lookedBoth(page, "settings-about");
});

test("a certificate is found, added and deleted", async ({ open, programs }) => {
  const page = await open();
  const root = selfSigned(programs.workspace, "root").crt;
  const own = selfSigned(programs.workspace, "own");
  await holds(own.crt, "240101", "250228");
  await page.keyboard.press("Control+,");
  await section(page, "Certificates");
  const ca = dialog(page).getByRole("textbox", { name: "PEM file" });
  await ca.fill("/nowhere.pem");
  await page.keyboard.press("Enter");
  await expect(dialog(page).getByRole("alert")).toContainText("there is no file");
  await dialog(page).getByRole("button", { name: "Browse for PEM file" }).click();
  const picker = page.getByRole("dialog", { name: "Choose a file" });
  await picker.getByRole("combobox", { name: "Path of the file" }).fill(`${programs.workspace}/`);
  await picker.getByRole("option", { name: /root\.crt/ }).click();
  await expect(ca).toHaveValue(root);
  await expect(dialog(page).getByRole("alert")).toBeHidden();
  await expect(dialog(page).getByText(/^Valid until /)).toBeVisible();
  await dialog(page).getByRole("button", { name: "Add Certificate" }).click();
  const form = dialog(page).getByRole("form", { name: "Add Certificate" });
  await form.getByRole("textbox", { name: "Host" }).fill("waystation.northquay.example");
  await form.getByRole("textbox", { name: "Port" }).fill("443");
  await form.getByRole("textbox", { name: "CRT file" }).fill(own.crt);
  await form.getByRole("textbox", { name: "KEY file" }).fill(own.key);
  await form.getByRole("textbox", { name: "Passphrase" }).fill("swordfish");
  await lookedBoth(page, "settings-certificates");
  await form.getByRole("button", { name: "Add", exact: true }).click();
  await expect(form).toBeHidden();
  await expect(dialog(page).getByText("waystation.northquay.example:443")).toBeVisible();
  await expect(dialog(page).getByText("Stored here")).toBeVisible();
  await expect(dialog(page).getByText(/^Expired /)).toBeVisible();
  await dialog(page).getByRole("button", { name: "Delete waystation.northquay.example:443" }).click();
  await expect(dialog(page).getByText("waystation.northquay.example:443")).toBeHidden();
});

test("certificates that cannot be used say why", async ({ open, programs }) => {
  const page = await open();
  const files = ["root", "old", "early"].map((name) => selfSigned(programs.workspace, name));
  const [root = "", old = "", early = ""] = files.map(({ crt }) => crt);
  await holds(old, "240101", "250228");
  await holds(early, "480101", "490228");
  await writeFile(root, "no certificate");
  const own = files.slice(1).map(({ crt, key }, at) => ({ host: `h${at}`, certificate_file: crt, key_file: key }));
  const status = await page.evaluate(
    async (settings) => {
      const session = localStorage.getItem("postrider.session") ?? "";
      const headers = { "X-Postrider-Session": session };
      const body = JSON.stringify({ settings, secrets: [] });
      return (await fetch("/api/settings/save", { method: "POST", headers, body })).status;
    },
    { ca_file: root, client_certificates: own },
  );
  expect(status).toBe(200);
  await page.keyboard.press("Control+,");
  await section(page, "Certificates");
  await expect(dialog(page).getByText("Unreadable")).toBeVisible();
  await expect(dialog(page).getByText(/^Expired /)).toBeVisible();
  await expect(dialog(page).getByText(/^Not valid before /)).toBeVisible();
  await lookedBoth(page, "settings-certificates-wrong");
});
