import { QueryClientProvider } from "@tanstack/react-query";
import { act, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it, vi } from "vitest";
import { newClient } from "#/server/state/session.ts";
import type { ErrorView } from "#/server/types/ErrorView.ts";
import type { SessionView } from "#/server/types/SessionView.ts";
import type { SignedInUser } from "#/server/types/SignedInUser.ts";
import { App } from "./App.tsx";

const NOOR: SignedInUser = {
  id: "64b0f0c2d3e4f5a6b7c8d9e0",
  first_name: "Noor",
  last_name: "Haddad",
  email: "noor.haddad@northquay.example",
  role: "Viewer",
  is_api_enabled: false,
  first_step: "none",
  idle_limit_s: 1800,
  ends_at_ms: Number.MAX_SAFE_INTEGER,
};

let user: SignedInUser | undefined;
/** What the server answers to calls of this name, instead of doing them. */
let refusals: Record<string, { status: number; error: ErrorView }>;
let calls: { name: string; csrf: string | null; body: unknown }[];

const session = (): SessionView => ({
  csrf_token: user ? "token of Noor" : "token of nobody",
  users_can_register: false,
  host: "waystation.example",
  ...(user ? { user } : {}),
});

const answers: Record<string, () => unknown> = {
  "GET session": session,
  "POST sign-in": () => {
    user = { ...NOOR };
    return session();
  },
  "POST sign-out": () => {
    user = undefined;
    return session();
  },
  "GET server": () => ({
    version: "1.0.0",
    default_role: "Viewer",
    token_life_s: 3600,
    token_url: "http://waystation.example/webapi/oauth2/token",
    documentation_url: "http://waystation.example/webapi//swagger/docs/3",
    documentation_page: "/webapi/swagger/ui/index",
    languages: [],
    curators: [{ first_name: "Amira", last_name: "Okafor", email: "amira@northquay.example" }],
  }),
  "GET profile": () => ({
    ...NOOR,
    version: 1,
    effective_role: "Viewer",
    time_zone: "",
    language: "",
    created_at_ms: 0,
  }),
  "GET profile/sessions": () => [],
  "GET profile/keys": () => ({ is_api_enabled: false }),
};

beforeEach(() => {
  user = undefined;
  refusals = {};
  calls = [];
  localStorage.clear();
  vi.stubGlobal("fetch", async (address: string, init: RequestInit = {}) => {
    const name = `${init.method ?? "GET"} ${address.replace("/gallery/api/", "")}`;
    const body = typeof init.body === "string" ? JSON.parse(init.body) : undefined;
    calls.push({ name, csrf: new Headers(init.headers).get("X-CSRF-Token"), body });
    const refusal = refusals[name];
    if (refusal?.error.code === "forged") delete refusals[name];
    if (refusal) return Response.json(refusal.error, { status: refusal.status });
    return Response.json(answers[name]?.() ?? {});
  });
});

function mount(path: string) {
  history.replaceState(null, "", path);
  render(
    <QueryClientProvider client={newClient()}>
      <App />
    </QueryClientProvider>,
  );
  return userEvent.setup();
}

async function signIn(hand: ReturnType<typeof userEvent.setup>) {
  await hand.type(await screen.findByLabelText("Email"), " noor.haddad@northquay.example");
  await hand.type(screen.getByLabelText("Password"), "seven lanterns{Enter}");
}

it("shows the sign-in where somebody wanted to go, and that page afterwards", async () => {
  const hand = mount("/gallery/help/roles");
  await signIn(hand);
  expect(await screen.findByRole("heading", { name: "User roles and permissions" })).toBeTruthy();
  expect(location.pathname).toBe("/gallery/help/roles");
  expect(calls.find(({ name }) => name === "POST sign-in")).toEqual({
    name: "POST sign-in",
    csrf: "token of nobody",
    body: { email: "noor.haddad@northquay.example", password: "seven lanterns" },
  });
});

it("goes on at the start page from the address of the sign-in itself", async () => {
  const hand = mount("/gallery/sign-in?return=https://elsewhere.example");
  await signIn(hand);
  expect(await screen.findByRole("heading", { name: "My Profile" })).toBeTruthy();
  expect(location.href).toMatch(/\/gallery\/profile$/);
});

it("says how many tries are left, and waits when there are none", async () => {
  refusals["POST sign-in"] = { status: 401, error: { code: "wrong_credentials", message: "no", tries_left: 3 } };
  const hand = mount("/gallery");
  await signIn(hand);
  const alert = await screen.findByRole("alert");
  expect(alert.textContent).toBe("Email or password is wrong. 3 more attempts before a pause of one minute.");
  expect(screen.getByLabelText<HTMLInputElement>("Password").value).toBe("");
  expect(document.activeElement).toBe(screen.getByLabelText("Password"));

  refusals["POST sign-in"] = { status: 429, error: { code: "too_many_tries", message: "no", wait_s: 59 } };
  await hand.type(screen.getByLabelText("Password"), "again{Enter}");
  await waitFor(() => expect(screen.getByRole("alert").textContent).toContain("You can sign in again in 00:"));
  const tries = calls.filter(({ name }) => name === "POST sign-in").length;
  await hand.type(screen.getByLabelText("Password"), "once more{Enter}");
  expect(calls.filter(({ name }) => name === "POST sign-in").length).toBe(tries);
});

it("leads to the sign-in, with the reason, as soon as the session is over", async () => {
  user = { ...NOOR };
  const hand = mount("/gallery/profile");
  await screen.findByRole("heading", { name: "My Profile" });
  user = undefined;
  refusals["GET profile/keys"] = { status: 401, error: { code: "signed_out", message: "no" } };
  await hand.click(screen.getByRole("link", { name: "Keys" }));
  expect(await screen.findByText(/You were signed out\./)).toBeTruthy();
  expect(location.pathname).toBe("/gallery/profile/keys");
});

it("covers the screen of somebody who went away, without a call before the time is over", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  user = { ...NOOR };
  mount("/gallery/profile");
  await screen.findByRole("heading", { name: "My Profile" });
  const before = calls.length;
  await act(() => vi.advanceTimersByTimeAsync(1_790_000));
  expect(calls.length).toBe(before);
  user = undefined;
  await act(() => vi.advanceTimersByTimeAsync(20_000));
  vi.useRealTimers();
  expect(await screen.findByText(/after a period of inactivity/)).toBeTruthy();
});

it("asks for a password of one's own before anything else", async () => {
  user = { ...NOOR, first_step: "password" };
  answers["POST first-sign-in"] = () => {
    user = { ...NOOR };
    return session();
  };
  const hand = mount("/gallery/profile/general");
  await hand.type(await screen.findByLabelText("New password"), "noor.haddad");
  const submit = screen.getByRole("button", { name: "Save and go on" });
  expect(submit.getAttribute("aria-disabled")).toBe("true");
  await hand.clear(screen.getByLabelText("New password"));
  await hand.type(screen.getByLabelText("New password"), "seven lanterns by the quay");
  await hand.type(screen.getByLabelText("Repeat it"), "seven lanterns by the quay{Enter}");
  expect(await screen.findByRole("heading", { name: "General" })).toBeTruthy();
  expect(calls.find(({ name }) => name === "POST first-sign-in")?.body).toEqual({
    password: "seven lanterns by the quay",
  });
});

it("tries again by itself after the same person signed in in another tab", async () => {
  user = { ...NOOR };
  refusals["PATCH profile"] = { status: 403, error: { code: "forged", message: "no" } };
  answers["PATCH profile"] = answers["GET profile"] as () => unknown;
  const hand = mount("/gallery/profile/general");
  await hand.type(await screen.findByLabelText("First name"), "a");
  await hand.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByText("Saved")).toBeTruthy();
  expect(calls.filter(({ name }) => name === "PATCH profile").map(({ body }) => body)).toEqual([
    { first_name: "Noora", if_version: 1 },
    { first_name: "Noora", if_version: 1 },
  ]);
});
