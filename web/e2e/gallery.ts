// What a person does in Waystation's Server UI before anything else: sign in, and copy what programs need.
import { expect, type Locator, type Page } from "@playwright/test";
import type { Hand } from "./hands.ts";

/** Whom a test signs in as, and with what. */
export type Account = { email: string; password: string };

/** Who the first Curator says to be, once and for all. */
export const AMIRA = {
  first_name: "Amira",
  last_name: "Okafor",
  email: "amira.okafor@northquay.example",
  password: "seven lanterns by the quay",
};

/** Types email and password into the page before the door. */
export async function signIn(page: Page, hand: Hand, { email, password }: Account): Promise<void> {
  await hand.type(page.getByLabel("Email", { exact: true }), email);
  await hand.type(page.getByLabel("Password", { exact: true }), password);
  await hand.press(page.getByRole("button", { name: "Sign in", exact: true }));
}

/** The first sign-in of the Curator that the start of the server made: a name, an address and another password. */
export async function introduce(page: Page, hand: Hand, server: string, account: Account): Promise<void> {
  await page.goto(`${server}/gallery`);
  await signIn(page, hand, account);
  await sayWho(page, hand);
}

/** What the page asks the first Curator. */
export async function sayWho(page: Page, hand: Hand): Promise<void> {
  await expect(page.getByRole("heading", { name: "Welcome to Waystation" })).toBeVisible();
  await hand.type(page.getByLabel("First name"), AMIRA.first_name);
  await hand.type(page.getByLabel("Last name"), AMIRA.last_name);
  await hand.type(page.getByLabel("Email", { exact: true }), AMIRA.email);
  await choosePassword(page, hand, AMIRA.password);
  await expect(page.getByRole("heading", { name: "Users" })).toBeVisible();
}

/** A password of one's own, twice. */
export async function choosePassword(page: Page, hand: Hand, password: string): Promise<void> {
  await hand.type(page.getByLabel("New password"), password);
  await hand.type(page.getByLabel("Repeat it"), password);
  await hand.press(page.getByRole("button", { name: "Save and go on" }));
}

/** Presses a button that copies, named or found; gives what is on the clipboard then. */
export async function copied(page: Page, hand: Hand, button: string | Locator): Promise<string> {
  await page.evaluate(() => navigator.clipboard.writeText(""));
  await hand.press(typeof button === "string" ? page.getByRole("button", { name: button, exact: true }) : button);
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).not.toBe("");
  return page.evaluate(() => navigator.clipboard.readText());
}

/** Profile, My Profile, Keys. */
export async function openKeys(page: Page, hand: Hand): Promise<void> {
  await hand.open(page.getByRole("button", { name: "Profile", exact: true }), "My Profile");
  await hand.press(page.getByRole("link", { name: "Keys", exact: true }));
  await expect(page.getByRole("heading", { name: "Keys", exact: true })).toBeVisible();
}

/** One's own key pair, from the profile. */
export async function copiedKeys(page: Page, hand: Hand): Promise<{ key: string; secret: string }> {
  await openKeys(page, hand);
  const copies = page.getByRole("button", { name: "Copy", exact: true });
  const key = await copied(page, hand, copies.first());
  const secret = await copied(page, hand, copies.nth(1));
  await hand.press(page.getByRole("button", { name: "Reveal", exact: true }));
  await expect(page.getByRole("textbox", { name: "API Access Secret" })).toHaveValue(secret);
  await expect(page.getByRole("textbox", { name: "API Access Key" })).toHaveValue(key);
  return { key, secret };
}

/** Help, API Documentation. */
export async function openDocumentation(page: Page, hand: Hand): Promise<void> {
  await hand.open(page.getByRole("button", { name: "Help", exact: true }), "API Documentation");
  await expect(page.getByRole("heading", { name: "Alteryx Server API V3" })).toBeVisible();
}

/** Opens GET v3/users on the documentation page and the box behind its exclamation mark; gives the Token URL. */
export async function copiedTokenUrl(page: Page, hand: Hand): Promise<string> {
  await hand.press(page.getByRole("button", { name: "GET /v3/users List users" }));
  await hand.press(page.getByRole("button", { name: "Authorization required" }));
  return copied(page, hand, "Copy Token URL");
}
