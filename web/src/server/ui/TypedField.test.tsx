import { act, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { TypedField } from "./TypedField.tsx";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it("tells the text after a pause, and leaves the blank before the next word", () => {
  const told: string[] = [];
  const filter = (value: string) => (
    <TypedField name="Search" placeholder="" value={value} onText={(text) => told.push(text)} />
  );
  const { rerender } = render(filter(""));
  const field = screen.getByRole<HTMLInputElement>("textbox", { name: "Search" });
  for (const text of ["a", "amira", "amira "]) fireEvent.change(field, { target: { value: text } });
  act(() => vi.runAllTimers());
  expect(told).toEqual(["amira"]);
  rerender(filter("amira"));
  expect(field.value).toBe("amira ");
  rerender(filter("of another address"));
  expect(field.value).toBe("of another address");
});
