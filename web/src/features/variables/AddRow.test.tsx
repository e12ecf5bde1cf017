import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, fireEvent, render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { AddRow } from "./AddRow.tsx";

const box = (name: string) => screen.getByRole("textbox", { name }) as HTMLInputElement;
const type = (name: string, value: string) => fireEvent.change(box(name), { target: { value } });
const typed = () => [box("Add variable").value, box("Initial value of the new variable").value];

/** The row, and what answers the variable that it adds. */
function row() {
  const answers: ((isTaken: boolean) => void)[] = [];
  const added: string[] = [];
  render(
    <QueryClientProvider client={new QueryClient()}>
      <table>
        <tbody>
          <AddRow
            onAdd={(name, value) => {
              added.push(`${name}=${value}`);
              return new Promise((resolve) => answers.push(resolve));
            }}
          />
        </tbody>
      </table>
    </QueryClientProvider>,
  );
  return { added, answer: (isTaken: boolean) => act(async () => answers.shift()?.(isTaken)) };
}

it("keeps the next variable that is typed while the one before is on its way", async () => {
  const { added, answer } = row();
  type("Add variable", "docs");
  type("Initial value of the new variable", "https://h/");
  fireEvent.keyDown(box("Add variable"), { key: "Enter" });
  type("Add variable", "ticket");
  await answer(true);
  expect([added, typed()]).toEqual([["docs=https://h/"], ["ticket", ""]]);
});

it("leaves what was refused, so that it can be mended", async () => {
  const { answer } = row();
  type("Add variable", "{a}");
  fireEvent.keyDown(box("Add variable"), { key: "Enter" });
  await answer(false);
  expect(typed()).toEqual(["{a}", ""]);
});
