import { act, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Boundary } from "./Boundary.tsx";
import { Dialog } from "./overlays/Dialog.tsx";

let isWhole: boolean;

beforeEach(() => {
  isWhole = false;
  // React says every caught error there, too.
  vi.spyOn(console, "error").mockImplementation(() => undefined);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

function Fragile() {
  if (!isWhole) throw new TypeError("rows is not iterable");
  return <p>Whole</p>;
}

it("says what broke and what is safe, while the rest goes on", async () => {
  render(
    <>
      <p>Beside</p>
      <Boundary where="app">
        <Fragile />
      </Boundary>
    </>,
  );
  expect(screen.getByRole("alert").textContent).toMatch(/stopped working.*your edits are kept as drafts/);
  expect(screen.getByText("Beside")).toBeTruthy();
  isWhole = true;
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(screen.getByText("Whole")).toBeTruthy();
  expect(screen.queryByRole("alert")).toBeNull();
});

it("tries again by itself when something else is to be shown", () => {
  const pane = (shows: string) => (
    <Boundary where="server" shows={shows}>
      <Fragile />
    </Boundary>
  );
  const { rerender } = render(pane("a"));
  isWhole = true;
  rerender(pane("a"));
  expect(screen.queryByText("Whole")).toBeNull();
  rerender(pane("b"));
  expect(screen.getByText("Whole")).toBeTruthy();
});

it("copies what a report needs", async () => {
  const writeText = vi.fn((_text: string) => Promise.resolve());
  vi.stubGlobal("navigator", { ...navigator, userAgent: "A browser", clipboard: { writeText } });
  render(
    <Boundary where="app">
      <Fragile />
    </Boundary>,
  );
  await act(async () => screen.getByRole("button", { name: "Copy details" }).click());
  const [said = ""] = writeText.mock.lastCall ?? [];
  expect(said).toMatch(/^TypeError: rows is not iterable\n.*at Fragile.*A browser$/s);
});

it("leaves a dialog its title and its cross", async () => {
  const onClose = vi.fn();
  render(
    <Dialog open title="Cookies" closeName="Close" onClose={onClose} actions={null}>
      <Fragile />
    </Dialog>,
  );
  const dialog = screen.getByRole("dialog", { name: "Cookies" });
  expect(within(dialog).getByRole("alert").textContent).toContain("This dialog stopped working");
  await userEvent.click(within(dialog).getByRole("button", { name: "Close" }));
  expect(onClose).toHaveBeenCalled();
});
