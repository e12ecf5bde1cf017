// Waystation's Server UI: from the first sign-in to an answer of the API, and how access is given and taken.
import { gzipSync } from "node:zlib";
import { expect, type Page } from "@playwright/test";
import {
  AMIRA,
  choosePassword,
  copied,
  copiedKeys,
  copiedTokenUrl,
  introduce,
  openDocumentation,
  openKeys,
  sayWho,
  signIn,
} from "./gallery.ts";
import { type Hand, keyboard, mouse } from "./hands.ts";
import { lookedBoth } from "./looked.ts";
import { type Programs, test } from "./programs.ts";

const hands: Record<string, (page: Page) => Hand> = { mouse, keyboard };

/** Whatever the browser refuses or throws. */
function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    if (/content security policy/i.test(message.text())) complaints.push(message.text());
  });
  return complaints;
}

for (const [name, handOf] of Object.entries(hands)) {
  test(`from the sign-in to an answer of the API, by ${name}`, async ({ page, programs }) => {
    const { server } = programs;
    const complaints = complaintsOf(page);
    const hand = handOf(page);
    await introduce(page, hand, server, programs);
    const { key, secret } = await copiedKeys(page, hand);
    await openDocumentation(page, hand);
    const tokenUrl = await copiedTokenUrl(page, hand);
    expect(tokenUrl).toBe(`${server}/webapi/oauth2/token`);
    const box = page.getByRole("dialog", { name: "Available authorizations" });
    await hand.type(box.getByLabel("Client ID"), key);
    await hand.type(box.getByLabel("Client secret"), secret);
    await hand.press(box.getByRole("button", { name: "Authorize" }));
    await expect(box).toContainText("You are authorized.");
    await page.keyboard.press("Escape");
    await hand.press(page.getByRole("button", { name: "Try it out" }));
    await hand.press(page.getByRole("button", { name: "Execute" }));
    await expect(page.locator(".live-responses-table")).toContainText("200");
    expect(complaints).toEqual([]);
  });

  test(`access is given, used and taken, by ${name}`, async ({ page, programs, browser }) => {
    const { server } = programs;
    const complaints = complaintsOf(page);
    const hand = handOf(page);
    await introduce(page, hand, server, programs);
    const password = await newUser(page, hand);
    // The address of the page ends in the id that the API takes.
    await hand.press(page.getByRole("link", { name: "Leonie Brandt" }));
    await expect(page.getByRole("heading", { name: "Leonie Brandt", exact: true })).toBeVisible();
    const id = new URL(page.url()).pathname.split("/").at(-1) ?? "";
    expect(await copied(page, hand, "Copy user ID")).toBe(id);
    expect(await (await asked(programs, await tokenOf(programs), `/v3/users/${id}`)).json()).toMatchObject({ id });
    await turnAccess(page, hand, "Pair in use");

    const other = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"] });
    const theirs = await other.newPage();
    const theirHand = handOf(theirs);
    await theirs.goto(`${server}/gallery/profile/keys`);
    await signIn(theirs, theirHand, { email: "leonie.brandt@northquay.example", password });
    await choosePassword(theirs, theirHand, "crane and container at dawn");
    // The page that was asked for is there; the way through the menu leads to the same.
    await expect(theirs.getByRole("heading", { name: "Keys", exact: true })).toBeVisible();
    const pair = await copiedKeys(theirs, theirHand);
    const token = await tokenOf({ ...programs, ...pair });
    expect((await asked(programs, token, "/v3/users")).status).toBe(200);

    await turnAccess(page, hand, "No pair");
    expect((await asked(programs, token, "/v3/users")).status).toBe(401);
    expect((await tokenAnswer({ ...programs, ...pair })).status).toBe(400);
    await theirs.reload();
    await expect(theirs.getByText("API Access is off for you")).toBeVisible();
    await other.close();
    expect(complaints).toEqual([]);
  });
}

/** Makes Leonie Brandt, Curator without API access; gives the password that the page shows once. */
async function newUser(page: Page, hand: Hand): Promise<string> {
  await hand.press(page.getByRole("button", { name: "New User" }));
  const dialog = page.getByRole("dialog", { name: "New User" });
  await hand.type(dialog.getByLabel("First name"), "Leonie");
  await hand.type(dialog.getByLabel("Last name"), "Brandt");
  await hand.type(dialog.getByLabel("Email", { exact: true }), "leonie.brandt@northquay.example");
  await hand.choose(dialog.getByRole("combobox", { name: "Role" }), "Curator");
  await hand.press(dialog.getByRole("button", { name: "Create User" }));
  const shown = page.getByRole("dialog", { name: "One-time password of Leonie Brandt" });
  const password = await shown.getByLabel("One-time password", { exact: true }).inputValue();
  await hand.press(shown.getByRole("button", { name: "Done" }));
  await expect(shown).toBeHidden();
  await hand.type(page.getByRole("searchbox", { name: "Search users" }), "leonie");
  return password;
}

/** Permissions, Edit, API Access, Save; `sign` says afterwards how it is. */
async function turnAccess(page: Page, hand: Hand, sign: string): Promise<void> {
  await hand.press(page.getByRole("button", { name: "Edit", exact: true }));
  await hand.press(page.getByRole("checkbox", { name: "API Access" }));
  await hand.press(page.getByRole("button", { name: "Save", exact: true }));
  await expect(page.getByText(sign, { exact: true })).toBeVisible();
}

type Client = Pick<Programs, "server" | "key" | "secret">;

function tokenAnswer({ server, key, secret }: Client): Promise<Response> {
  return fetch(`${server}/webapi/oauth2/token`, {
    method: "POST",
    headers: { Authorization: `Basic ${btoa(`${key}:${secret}`)}` },
    body: new URLSearchParams({ grant_type: "client_credentials" }),
  });
}

async function tokenOf(client: Client): Promise<string> {
  return ((await (await tokenAnswer(client)).json()) as { access_token: string }).access_token;
}

function asked({ server }: Client, token: string, path: string): Promise<Response> {
  return fetch(`${server}/webapi${path}`, { headers: { Authorization: `Bearer ${token}` } });
}

test("sign-in and users in both themes", async ({ page, programs }) => {
  const { server } = programs;
  const complaints = complaintsOf(page);
  const hand = mouse(page);
  await loadOf(page, `${server}/gallery`);
  await lookedBoth(page, "server-signin");
  await signIn(page, hand, { email: programs.email, password: "something else" });
  await expect(page.getByRole("alert")).toContainText("Email or password is wrong.");
  await lookedBoth(page, "server-signin-wrong");
  await introduce(page, hand, server, programs);
  await lookedBoth(page, "server-users");
  // A short list behind menus and dialogs is looked through sooner.
  await page.getByRole("searchbox", { name: "Search users" }).fill("okafor");
  await expect(page.getByRole("row", { name: /Abebe/ })).toHaveCount(0);
  await page.getByRole("button", { name: "More filters" }).click();
  await page.getByRole("button", { name: "New User" }).click();
  await lookedBoth(page, "server-new-user");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Help", exact: true }).click();
  await lookedBoth(page, "server-help");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Profile", exact: true }).click();
  await lookedBoth(page, "server-profile-menu");
  await page.keyboard.press("Escape");
  expect(complaints).toEqual([]);
});

test("a user, settings and audit in both themes, and a page that cannot be drawn", async ({ page, programs }) => {
  const complaints = complaintsOf(page);
  const hand = mouse(page);
  await introduce(page, hand, programs.server, programs);
  await page.getByRole("columnheader", { name: "Role" }).getByRole("button").click();
  await expect(page.getByRole("columnheader", { name: "Role" })).toHaveAttribute("aria-sort", "ascending");
  await page.getByRole("row").nth(1).getByRole("link").click();
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  await page.getByRole("checkbox", { name: "API Access" }).click();
  await lookedBoth(page, "server-user");
  await page.getByRole("tab", { name: "Activity" }).click();
  await lookedBoth(page, "server-user-activity");
  await page.getByRole("link", { name: "Settings" }).click();
  await page.getByLabel("Sign out at the latest after").fill("8");
  await lookedBoth(page, "server-settings");
  await page.getByRole("tab", { name: "Audit" }).click();
  await expect(page.getByRole("cell", { name: "Signed in" }).first()).toBeVisible();
  await lookedBoth(page, "server-audit");
  await page.getByRole("cell").getByRole("link", { name: "Amira Okafor", exact: true }).first().click();
  await expect(page.getByRole("combobox", { name: "Who" })).toHaveText("Amira Okafor");
  await expect(page.getByRole("cell", { name: "Started" })).toHaveCount(0);

  // What cannot be drawn takes nothing else along.
  await page.route("**/gallery/api/profile/sessions", (route) => route.fulfill({ json: {} }));
  await hand.open(page.getByRole("button", { name: "Profile", exact: true }), "My Profile");
  await expect(page.getByRole("alert")).toContainText("This page stopped working");
  await lookedBoth(page, "server-broken");
  await page.getByRole("link", { name: "Users" }).click();
  await expect(page.getByRole("heading", { name: "Users" })).toBeVisible();
  expect(complaints).toEqual([]);
});

test("profile, keys and help in both themes", async ({ page, programs }) => {
  const complaints = complaintsOf(page);
  const hand = mouse(page);
  await page.goto(`${programs.server}/gallery`);
  await signIn(page, hand, programs);
  await expect(page.getByRole("heading", { name: "Welcome to Waystation" })).toBeVisible();
  await lookedBoth(page, "server-first");
  await sayWho(page, hand);
  await openKeys(page, hand);
  await lookedBoth(page, "server-keys");
  await page.getByRole("button", { name: "Make a new pair…" }).click();
  await lookedBoth(page, "server-keys-confirm");
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: "General" }).click();
  await lookedBoth(page, "server-general");
  await page.getByRole("link", { name: "Account" }).click();
  await page.getByRole("button", { name: "Change Password" }).click();
  await lookedBoth(page, "server-account");
  await hand.open(page.getByRole("button", { name: "Help", exact: true }), "User roles and permissions");
  await lookedBoth(page, "server-roles");
  expect(complaints).toEqual([]);
});

test("whoever the settings let in makes an account", async ({ page, programs }) => {
  const hand = mouse(page);
  await introduce(page, hand, programs.server, programs);
  await page.goto(`${programs.server}/gallery/sign-up`);
  await page.getByRole("link", { name: "Settings" }).click();
  await page.getByRole("switch", { name: "Users Can Register" }).click();
  await expect(page.getByText("Users Can Register is now On")).toBeVisible();
  await hand.open(page.getByRole("button", { name: "Profile", exact: true }), "Sign out");
  await page.getByRole("link", { name: "Create an account" }).click();
  await page.getByLabel("First name").fill("Elif");
  await page.getByLabel("Last name").fill("Demir");
  await page.getByLabel("Email", { exact: true }).fill("elif.demir@northquay.example");
  await page.getByLabel("New password").fill("aaaaaaaaaaaa");
  await page.getByLabel("Repeat it").fill("aaaaaaaaaaaa");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByLabel("New password")).toHaveAttribute("aria-invalid", "true");
  await lookedBoth(page, "server-register");
  await page.getByLabel("New password").fill("crane and container at dawn");
  await page.getByLabel("Repeat it").fill("crane and container at dawn");
  await page.getByRole("button", { name: "Create account" }).click();
  await page.getByLabel("Password", { exact: true }).fill("crane and container at dawn");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("heading", { name: "My Profile" })).toBeVisible();
  await expect(page.getByText("Viewer", { exact: true })).toBeVisible();
});

/** Opens a page; says how much it loads and when it takes input. Figures, no limits: machines differ. */
async function loadOf(page: Page, address: string): Promise<void> {
  const loaded: Promise<number>[] = [];
  page.on("response", (answer) => {
    if (/\.(js|css)$/.test(new URL(answer.url()).pathname))
      loaded.push(answer.body().then((body) => gzipSync(body, { level: 9 }).length));
  });
  const before = performance.now();
  await page.goto(address);
  await page.getByLabel("Email", { exact: true }).fill(AMIRA.email);
  const interactive_ms = performance.now() - before;
  const bytes = (await Promise.all(loaded)).reduce((sum, one) => sum + one, 0);
  console.log(`Server UI: ${(bytes / 1024).toFixed(1)} KiB gzip, takes input after ${interactive_ms.toFixed(0)} ms`);
}

test("who is no Curator sees neither entries nor pages of Curators", async ({ page, programs }) => {
  const hand = mouse(page);
  const viewer = programs.users.find(({ role }) => role === "Viewer");
  if (!viewer) throw new Error("the sample data has a Viewer");
  await page.goto(`${programs.server}/gallery/admin/users`);
  await signIn(page, hand, viewer);
  await expect(page.getByRole("heading", { name: "This page is for Curators" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Users" })).toHaveCount(0);
  await lookedBoth(page, "server-denied");
  expect((await page.reload())?.status()).toBe(403);
  await expect(page.getByRole("heading", { name: "This page is for Curators" })).toBeVisible();
});

test("two who edit one user do not overwrite each other", async ({ page, programs }) => {
  const hand = mouse(page);
  await introduce(page, hand, programs.server, programs);
  await page.getByRole("searchbox", { name: "Search users" }).fill(programs.users[0]?.email ?? "");
  await page.getByRole("row").nth(1).getByRole("link").click();
  const other = await page.context().newPage();
  await other.goto(page.url());
  await other.getByLabel("Last name").fill("Elsewhere");
  await other.getByRole("button", { name: "Save", exact: true }).click();
  await expect(other.getByText(/^Saved /)).toBeVisible();
  await page.getByLabel("First name").fill("Here");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("alert")).toContainText("Someone else saved this in the meantime");
  await expect(page.getByLabel("Last name")).toHaveValue("Elsewhere");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Here Elsewhere", exact: true })).toBeVisible();
});

test("a row of the list gives and takes access, deactivates and deletes", async ({ page, programs }) => {
  const hand = mouse(page);
  await introduce(page, hand, programs.server, programs);
  await newUser(page, hand);
  const row = page.getByRole("row", { name: /Leonie Brandt/ });
  const access = row.getByRole("switch", { name: "API Access of Leonie Brandt" });
  const choose = (entry: string) => hand.open(row.getByRole("button", { name: "More for Leonie Brandt" }), entry);
  const confirm = (dialog: RegExp, action: string) =>
    page.getByRole("dialog", { name: dialog }).getByRole("button", { name: action, exact: true }).click();
  await access.click();
  await expect(access).toBeChecked();
  await access.click();
  await lookedBoth(page, "server-take-access");
  await confirm(/^Remove API Access/, "Remove API Access");
  await expect(access).not.toBeChecked();
  await row.getByRole("button", { name: "More for Leonie Brandt" }).click();
  await lookedBoth(page, "server-row-menu");
  await page.keyboard.press("Escape");
  await choose("Deactivate…");
  await confirm(/^Deactivate/, "Deactivate");
  await expect(row).toContainText("Inactive");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(row).not.toContainText("Inactive");
  await choose("Reset password…");
  await confirm(/^Reset the password/, "Reset password");
  await lookedBoth(page, "server-one-time-password");
  await page
    .getByRole("dialog", { name: /^One-time password/ })
    .getByRole("button", { name: "Done" })
    .click();
  await choose("Delete…");
  await lookedBoth(page, "server-delete");
  await confirm(/^Delete/, "Delete");
  await expect(page.getByText("No user matches the search and filters.")).toBeVisible();
});
