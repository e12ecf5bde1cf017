// Looks at a screen: axe finds nothing serious, and with SHOTS=folder a picture is kept.
import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** The sizes in which every screen is looked at. */
export const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 700 },
];

/** Both themes and both sizes; without pictures each theme in one size. */
export const LOOKS = ["light", "dark"].flatMap((theme, index) =>
  SIZES.filter((_, at) => process.env.SHOTS !== undefined || at === index).map((size) => ({ theme, size })),
);

/** Checks the page as it stands; `name` names the picture, `stays` leaves the pointer where it is. */
export async function looked(page: Page, name: string, stays = false): Promise<void> {
  // Nothing is judged while it fades in or out.
  await page.emulateMedia({ reducedMotion: "reduce" });
  if (!stays) await page.mouse.move(size(page).width - 1, 1);
  if (process.env.SHOTS) {
    await page.waitForTimeout(250);
    await page.screenshot({ path: `${process.env.SHOTS}/${name}.png` });
  }
  // Base UI's guards pass the focus on at once; nobody ever stands on one.
  const { violations } = await new AxeBuilder({ page }).exclude("[data-base-ui-focus-guard]").analyze();
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  expect(
    serious.map(({ id, nodes }) => `${name}: ${id} at ${nodes.map((node) => node.target.join(" ")).join(", ")}`),
  ).toEqual([]);
}

/** Checks the page as it stands in both themes of the system; at the end it is as it was. */
export async function lookedBoth(page: Page, name: string): Promise<void> {
  const before = size(page);
  for (const { theme, size: wanted } of LOOKS) {
    await page.setViewportSize(wanted);
    await page.emulateMedia({ colorScheme: theme === "dark" ? "dark" : "light" });
    await looked(page, `${name}-${theme}-${wanted.width}`);
  }
  await page.setViewportSize(before);
  await page.emulateMedia({ colorScheme: "light" });
}

/** Checks the page as it stands in both themes of the system, in the size it has; for what a change of size would close. */
export async function lookedThemes(page: Page, name: string, stays = false): Promise<void> {
  for (const theme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await looked(page, `${name}-${theme}`, stays);
  }
  await page.emulateMedia({ colorScheme: "light" });
}

/** Checks the page as it stands in both themes and two sizes; at the end it is as it was. */
export async function lookedAll(page: Page, name: string): Promise<void> {
  const before = size(page);
  for (const wanted of SIZES) {
    await page.setViewportSize(wanted);
    for (const theme of ["dark", "light"]) {
      await page.evaluate((one) => {
        document.documentElement.dataset.theme = one;
      }, theme);
      await looked(page, `${name}-${theme}-${wanted.width}`);
    }
  }
  await page.setViewportSize(before);
}

function size(page: Page): { width: number; height: number } {
  return page.viewportSize() ?? { width: 1440, height: 900 };
}
