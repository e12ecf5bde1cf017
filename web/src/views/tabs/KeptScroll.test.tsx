import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { KeptScroll } from "./KeptScroll.tsx";

function tab(key: string) {
  return (
    <KeptScroll key={key} tabKey={key}>
      <p>head</p>
      <div data-testid="pane">{key}</div>
    </KeptScroll>
  );
}

test("each tab is as far scrolled as it was left", () => {
  const { rerender } = render(tab("a"));
  screen.getByTestId("pane").scrollTop = 40;
  rerender(tab("b"));
  expect(screen.getByTestId("pane").scrollTop).toBe(0);
  rerender(tab("a"));
  expect(screen.getByTestId("pane").scrollTop).toBe(40);
});
