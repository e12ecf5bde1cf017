import { act, render, screen } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import { CopyButton } from "./CopyButton.tsx";

afterEach(() => vi.unstubAllGlobals());

async function pressed(writeText: (text: string) => Promise<void>, text: string | (() => Promise<string>)) {
  vi.stubGlobal("navigator", { ...navigator, clipboard: { writeText } });
  render(<CopyButton name="Copy Token URL" text={text} />);
  await act(async () => screen.getByRole("button", { name: "Copy Token URL" }).click());
  return screen.getByRole("status").textContent;
}

it("says that it copied, also what it had to ask for first", async () => {
  const write = vi.fn(() => Promise.resolve());
  expect(await pressed(write, () => Promise.resolve("secret"))).toBe("Copied");
  expect(write).toHaveBeenCalledWith("secret");
});

it("never says so when the browser refused", async () => {
  const says = await pressed(() => Promise.reject(new Error("not allowed")), "text");
  expect(says).toContain("did not allow this page to copy");
  expect(screen.getByRole("button").textContent).toBe("Not copied");
});
