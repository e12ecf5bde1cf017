import { render } from "@testing-library/react";
import { expect, it } from "vitest";
import { Markdown } from "./Markdown.tsx";

it("draws headings, lists, code, tables and links", () => {
  const { container } = render(
    <Markdown
      text={
        "## Start\n1. One **now**\n2. Two\n\n```\ncurl x\n```\n| A | B |\n|---|---|\n| `1` | [b](https://b.example) |"
      }
    />,
  );
  expect(container.querySelector("h2")?.textContent).toBe("Start");
  expect(container.querySelectorAll("ol li")).toHaveLength(2);
  expect(container.querySelector("pre")?.textContent).toBe("curl x");
  expect(container.querySelector("td a")?.getAttribute("href")).toBe("https://b.example");
});

it("shows HTML as the text that it is, and no link that could run something", () => {
  const { container } = render(<Markdown text={"<script>alert(1)</script> [x](javascript:alert(1))"} />);
  expect(container.querySelector("script, a")).toBeNull();
  expect(container.textContent).toContain("<script>alert(1)</script>");
});
