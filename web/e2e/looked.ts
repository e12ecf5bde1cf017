// Looks at a screen: axe finds nothing serious, and with SHOTS=folder a picture is kept.
import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** The sizes in which every screen is looked at. */
export const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 700 },
];

/** A theme of the page, and the size of its window. */
type Look = { theme: "light" | "dark"; size: { width: number; height: number } };

const THEMES = ["light", "dark"] as const;

/** Both themes and both sizes; without pictures each theme in one size. */
export const LOOKS: readonly Look[] = THEMES.flatMap((theme, index) =>
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

/** Checks the page as it stands in both themes; at the end it is as it was. */
export async function lookedBoth(page: Page, name: string): Promise<void> {
  await inLooks(page, LOOKS, ({ theme, size }) => looked(page, `${name}-${theme}-${size.width}`));
}

/** Checks the page as it stands in both themes, in the size it has; for what a change of size would close. */
export async function lookedThemes(page: Page, name: string, stays = false): Promise<void> {
  const looks = THEMES.map((theme) => ({ theme, size: size(page) }));
  await inLooks(page, looks, ({ theme }) => looked(page, `${name}-${theme}`, stays));
}

/** Turns to each look: the theme of the system, and the chosen one if one was chosen, which would hide it. */
async function inLooks(page: Page, looks: readonly Look[], look: (look: Look) => Promise<void>): Promise<void> {
  const before = size(page);
  const chosen = await page.evaluate(() => document.documentElement.dataset.theme);
  const turn = async (theme: Look["theme"], chosenTheme: string | undefined, wanted: Look["size"]) => {
    if (wanted.width !== size(page).width || wanted.height !== size(page).height) await page.setViewportSize(wanted);
    await page.emulateMedia({ colorScheme: theme });
    await page.evaluate((one) => {
      if (one !== undefined) document.documentElement.dataset.theme = one;
    }, chosenTheme);
  };
  for (const wanted of looks) {
    await turn(wanted.theme, chosen && wanted.theme, wanted.size);
    await look(wanted);
  }
  await turn("light", chosen, before);
}

function size(page: Page): Look["size"] {
  return page.viewportSize() ?? { width: 1440, height: 900 };
}
