// Looks at a screen: axe finds nothing serious, and with SHOTS=folder a picture is kept.
import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** Checks the page as it stands; `name` names the picture. */
export async function looked(page: Page, name: string): Promise<void> {
  await page.mouse.move(size(page).width - 1, 1);
  if (process.env.SHOTS) {
    await page.waitForTimeout(250);
    await page.screenshot({ path: `${process.env.SHOTS}/${name}.png` });
  }
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  expect(
    serious.map(({ id, nodes }) => `${name}: ${id} at ${nodes.map((node) => node.target.join(" ")).join(", ")}`),
  ).toEqual([]);
}

const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 700 },
];

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
