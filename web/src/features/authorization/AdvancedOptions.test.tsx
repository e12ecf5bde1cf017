import { fireEvent, render, screen, within } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { AdvancedOptions, type AdvancedOptionsProps } from "./AdvancedOptions.tsx";

const AUTH = {
  type: "oauth2",
  client_authentication: "body",
  token_parameters: [],
  refresh_token_url: "",
  refresh_parameters: [{ name: "scope", value: "read", send_in: "body", is_enabled: true }],
} as unknown as AdvancedOptionsProps["auth"];

function shown(): { set: ReturnType<typeof vi.fn>; refresh: ReturnType<typeof within> } {
  const set = vi.fn();
  render(<AdvancedOptions auth={AUTH} set={set} isKnown={() => true} />);
  return { set, refresh: within(screen.getByRole("table", { name: "Refresh Request" })) };
}

it("parameters of a renewal are their own, typed as one step", () => {
  const { set, refresh } = shown();
  fireEvent.change(refresh.getByRole("textbox", { name: "Value of scope" }), { target: { value: "write" } });
  const changed = [{ name: "scope", value: "write", send_in: "body", is_enabled: true }];
  expect(set).toHaveBeenCalledWith({ refresh_parameters: changed }, "refresh_parameters");
  fireEvent.click(refresh.getByRole("checkbox", { name: "Send scope" }));
  expect(set.mock.calls.at(-1)?.[0].refresh_parameters[0].is_enabled).toBe(false);
});

it("a further parameter goes into the body, and the token request stays without it", () => {
  const { set, refresh } = shown();
  fireEvent.change(refresh.getByRole("textbox", { name: "Add parameter" }), { target: { value: "tenant" } });
  const [part, typing] = set.mock.calls.at(-1) ?? [];
  expect(part.refresh_parameters.at(-1)).toEqual({ name: "tenant", value: "", send_in: "body", is_enabled: true });
  expect(Object.keys(part)).toEqual(["refresh_parameters"]);
  expect(typing).toBeNull();
});
