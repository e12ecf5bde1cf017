import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it, vi } from "vitest";
import { FakeProgram } from "#/api/fake.ts";
import { useDialogs } from "#/state/stores/dialogs.ts";
import { useSending } from "#/state/stores/sending.ts";
import { useTabs } from "#/state/stores/tabs.ts";
import { useView } from "#/state/stores/view.ts";
import { App } from "./App.tsx";

let program: FakeProgram;

beforeEach(() => {
  program = new FakeProgram();
  vi.stubGlobal("fetch", program.fetch);
  useTabs.setState({ tabs: [], active: null, closed: [] });
  useView.setState({ open: [], requestPart: {}, parentPart: {}, showsGenerated: false });
  useSending.setState({ last: {} });
  useDialogs.setState({ shown: null, settings: null, cookies: false });
});

function mount() {
  const client = new QueryClient({
    defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY, retry: false } },
  });
  render(
    <QueryClientProvider client={client}>
      <App />
    </QueryClientProvider>,
  );
  return userEvent.setup();
}

async function openRequest(user: ReturnType<typeof userEvent.setup>, text: string) {
  await user.type(await screen.findByRole("textbox", { name: "Filter" }), text);
  await user.click(await screen.findByRole("treeitem", { name: new RegExp(`^${text}`) }));
  return screen.findByRole<HTMLInputElement>("textbox", { name: "Request URL" });
}

it("imports an address and selects what came in", async () => {
  const user = mount();
  await user.keyboard("{Control>}o{/Control}");
  const dialog = await screen.findByRole("dialog", { name: "Import" });
  const line = within(dialog).getByRole("textbox", { name: "URL or text to import" });
  await user.type(line, "http://gallery.example/webapi//swagger/docs/3{Enter}");
  const row = await screen.findByRole("treeitem", { name: "Gallery API" });
  await waitFor(() => expect(row.getAttribute("aria-selected")).toBe("true"));
  expect(await screen.findByText(/Import complete: Gallery API/)).toBeTruthy();
  expect(screen.queryByRole("dialog", { name: "Import" })).toBeNull();
});

it("takes an unticked parameter out of the URL and keeps its row", async () => {
  program.hasCollection = true;
  const user = mount();
  const url = await openRequest(user, "GET v3/users List");
  await user.click(screen.getByRole("checkbox", { name: "Send view" }));
  await waitFor(() => expect(url.value).toBe("{{baseUrl}}/v3/users?view=<string>"));
  await user.click(screen.getByRole("checkbox", { name: "Send view" }));
  await waitFor(() => expect(url.value).toBe("{{baseUrl}}/v3/users"));
  expect(screen.getByRole<HTMLInputElement>("textbox", { name: "Key of view" }).value).toBe("view");
});

it("ticks and clears all rows with the box in the head", async () => {
  program.hasCollection = true;
  const user = mount();
  const url = await openRequest(user, "GET v3/users List");
  await user.click(screen.getByRole("checkbox", { name: "Send all" }));
  await waitFor(() => expect(url.value.split("&")).toHaveLength(8));
  await user.click(screen.getByRole("checkbox", { name: "Send all" }));
  await waitFor(() => expect(url.value).toBe("{{baseUrl}}/v3/users"));
});

it("takes back the last click with Ctrl+Z", async () => {
  program.hasCollection = true;
  const user = mount();
  const url = await openRequest(user, "GET v3/users List");
  await user.click(screen.getByRole("checkbox", { name: "Send role" }));
  await waitFor(() => expect(url.value).toContain("role="));
  await user.keyboard("{Control>}z{/Control}");
  await waitFor(() => expect(url.value).toBe("{{baseUrl}}/v3/users"));
});

it("sends with Ctrl+Enter what was typed a moment before", async () => {
  program.hasCollection = true;
  const user = mount();
  await openRequest(user, "GET v3/users/");
  await user.type(await screen.findByRole("textbox", { name: "Value of id" }), "65f1a2c4");
  await user.keyboard("{Control>}{Enter}{/Control}");
  expect(await screen.findByText("200 OK")).toBeTruthy();
  expect(program.sent.at(-1)?.params.find((row) => row.name === "id")?.value).toBe("65f1a2c4");
});

it("keeps an unticked Content-Type row and shows the generated one in its place", async () => {
  program.hasCollection = true;
  const user = mount();
  await openRequest(user, "PUT v3/users/");
  await user.click(screen.getAllByRole("tab", { name: "Headers" })[0] as HTMLElement);
  await user.click(screen.getByRole("checkbox", { name: "Send Content-Type" }));
  await user.click(screen.getByRole("button", { name: /hidden$/ }));
  const generated = screen.getByRole("table", { name: "Generated headers" });
  const box = within(generated).getByRole("checkbox", { name: "Send Content-Type" });
  await waitFor(() => expect(box.getAttribute("aria-checked")).toBe("true"));
});

it("says why when the program refuses the session", async () => {
  vi.stubGlobal("fetch", async () =>
    Response.json({ code: "forbidden_session", message: "no", place: {}, severity: "error" }, { status: 403 }),
  );
  mount();
  expect(await screen.findByRole("heading", { name: /the address that Postrider printed/ })).toBeTruthy();
});

it("goes on around a tab that cannot be drawn", async () => {
  program.hasCollection = true;
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  vi.stubGlobal("fetch", (input: string, init?: RequestInit) =>
    new URL(input, "http://127.0.0.1").pathname === "/api/request"
      ? Promise.resolve(Response.json({ collection: "c1", path: "" }))
      : program.fetch(input, init),
  );
  const user = mount();
  await user.type(await screen.findByRole("textbox", { name: "Filter" }), "GET v3/users List");
  await user.click(await screen.findByRole("treeitem", { name: /^GET v3\/users List/ }));
  expect((await screen.findByRole("alert")).textContent).toContain("This part of the page stopped working");
  await user.clear(screen.getByRole("textbox", { name: "Filter" }));
  await user.click(screen.getByRole("treeitem", { name: "Gallery API" }));
  expect(await screen.findByRole("heading", { name: "Gallery API" })).toBeTruthy();
  expect(screen.queryByRole("alert")).toBeNull();
  vi.restoreAllMocks();
});
