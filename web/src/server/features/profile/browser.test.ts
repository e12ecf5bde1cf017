import { expect, test } from "vitest";
import { browserOf } from "./browser.ts";

test("a browser is known by what it writes", () => {
  const chrome =
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
  expect(browserOf(chrome)).toBe("Chrome, Linux");
  expect(browserOf(chrome.replace("X11; Linux x86_64", "Windows NT 10.0; Win64; x64").concat(" Edg/140.0.0.0"))).toBe(
    "Edge, Windows",
  );
  expect(browserOf("Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:140.0) Gecko/20100101 Firefox/140.0")).toBe(
    "Firefox, macOS",
  );
  expect(browserOf("")).toBe("");
});
