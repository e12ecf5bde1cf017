// Two ways to do the same thing to a control: with the mouse, and with the keyboard alone.
import { expect, type Locator, type Page } from "@playwright/test";

/** What a person does. Controls are found by accessible name before they come here. */
export type Hand = {
  press: (control: Locator) => Promise<void>;
  type: (field: Locator, text: string) => Promise<void>;
  choose: (combobox: Locator, option: string) => Promise<void>;
  /** Chooses a tab, radio or tree row: one of several among which arrows move. */
  pick: (control: Locator) => Promise<void>;
  /** Opens the menu of a button and chooses an entry. */
  open: (button: Locator, entry: string) => Promise<void>;
};

/** The pointer. */
export function mouse(page: Page): Hand {
  return {
    press: (control) => control.click(),
    type: async (field, text) => {
      await field.click();
      await page.keyboard.press("Control+a");
      await page.keyboard.insertText(text);
    },
    choose: async (combobox, option) => {
      await combobox.click();
      await page.getByRole("option", { name: option, exact: true }).click();
    },
    pick: (control) => control.click(),
    open: async (button, entry) => {
      await button.click();
      await page.getByRole("menuitem", { name: entry, exact: true }).click();
    },
  };
}

const isFocused = (control: Locator) =>
  control.evaluate((element) => element === document.activeElement).catch(() => false);

/** Tab until the control has the focus. */
async function reach(page: Page, control: Locator): Promise<void> {
  await control.waitFor();
  for (let step = 0; step < 250; step += 1) {
    if (await isFocused(control)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab never reached ${control}`);
}

/** Tab into the group that holds the control, then arrows until it has the focus. */
async function reachInGroup(page: Page, control: Locator): Promise<void> {
  await control.waitFor();
  const place = () =>
    control.evaluate((element) => {
      const group = element.closest('[role="tablist"], [role="radiogroup"], [role="tree"]');
      const active = document.activeElement;
      if (element === active || element.contains(active)) return "here";
      if (!group?.contains(active)) return "outside";
      const isBefore = (active?.compareDocumentPosition(element) ?? 0) & Node.DOCUMENT_POSITION_FOLLOWING;
      const top = (one: Element | null) => one?.getBoundingClientRect().top ?? 0;
      if (group.getAttribute("role") === "tree") return top(element) > top(active) ? "down" : "up";
      return isBefore ? "right" : "left";
    });
  const keys: Record<string, string> = {
    outside: "Tab",
    down: "ArrowDown",
    up: "ArrowUp",
    right: "ArrowRight",
    left: "ArrowLeft",
  };
  for (let step = 0; step < 300; step += 1) {
    const key = keys[await place()];
    if (key === undefined) return;
    await page.keyboard.press(key);
  }
  throw new Error(`the arrows never reached ${control}`);
}

/** The keyboard: Tab, arrows, Enter, Space and letters. */
export function keyboard(page: Page): Hand {
  return {
    press: async (control) => {
      await reach(page, control);
      const isLink = await control.evaluate((element) => element.matches("a"));
      await page.keyboard.press(isLink ? "Enter" : "Space");
    },
    type: async (field, text) => {
      await reach(page, field);
      await page.keyboard.press("Control+a");
      await page.keyboard.insertText(text);
    },
    choose: async (combobox, option) => {
      await reach(page, combobox);
      await page.keyboard.press("Enter");
      const wanted = page.getByRole("option", { name: option, exact: true });
      await wanted.waitFor();
      for (let step = 0; step < 40; step += 1) {
        const isHere = await wanted.evaluate((element) => element.hasAttribute("data-highlighted"));
        if (isHere) break;
        await page.keyboard.press(step < 20 ? "ArrowDown" : "ArrowUp");
      }
      await page.keyboard.press("Enter");
      await expect(wanted).toBeHidden();
    },
    pick: async (control) => {
      await reachInGroup(page, control);
      await page.keyboard.press("Enter");
    },
    open: async (button, entry) => {
      await reach(page, button);
      await page.keyboard.press("Enter");
      const wanted = page.getByRole("menuitem", { name: entry, exact: true });
      await wanted.waitFor();
      for (let step = 0; step < 20; step += 1) {
        if (await wanted.evaluate((element) => element.hasAttribute("data-highlighted"))) break;
        await page.keyboard.press("ArrowDown");
      }
      await page.keyboard.press("Enter");
    },
  };
}

/** Opens what the palette finds first for `text`, once it has found something: the tree may still be on its way. */
export async function openByPalette(page: Page, text: string): Promise<void> {
  await page.keyboard.press("Control+k");
  await page.keyboard.type(text);
  const last = (text.split(" ").at(-1) ?? text).replace(/[^\w/]/g, ".");
  await expect(page.getByRole("option").first()).toHaveText(new RegExp(last, "i"));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Search everything" })).toBeHidden();
}
