import { render } from "@testing-library/react";
import { expect, it } from "vitest";
import { Message } from "./Message.tsx";

it("makes a sentence and sets names as code", () => {
  const { container } = render(<Message text="no connection to `h:9`: refused" />);
  expect(container.innerHTML).toBe("No connection to <code>h:9</code>: refused.");
});

it("does not put a second full stop", () => {
  const { container } = render(<Message text="the server says: no access." />);
  expect(container.textContent).toBe("The server says: no access.");
});
