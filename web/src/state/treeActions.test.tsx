import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { renderHook } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, expect, it, vi } from "vitest";
import { FakeProgram } from "#/api/fake.ts";
import { ProgramProvider } from "./program.tsx";
import { itemTab } from "./rules/tabs.ts";
import { useTabs } from "./stores/tabs.ts";
import { useTreeActions } from "./treeActions.ts";

afterEach(() => vi.unstubAllGlobals());

const wrapper = ({ children }: { children: ReactNode }) => (
  <QueryClientProvider client={new QueryClient()}>
    <ProgramProvider onProblem={() => undefined}>{children}</ProgramProvider>
  </QueryClientProvider>
);

it("takes the tab of a renamed item along when no event has said so yet", async () => {
  const program = new FakeProgram();
  vi.stubGlobal("fetch", (input: string, init?: RequestInit) =>
    String(input).endsWith("/api/items/rename")
      ? Promise.resolve(Response.json({ collection: "c1", path: "v3/new.yml", kind: "request" }))
      : program.fetch(input, init),
  );
  useTabs.setState({ tabs: [], active: null, closed: [], gone: [] });
  useTabs.getState().open(itemTab("request", { collection: "c1", path: "v3/old.yml" }), true);
  const { result } = renderHook(useTreeActions, { wrapper });
  await result.current.rename({ collection: "c1", path: "v3/old.yml", name: "new" });
  const { tabs, active } = useTabs.getState();
  expect([tabs.map(({ key }) => key), active]).toEqual([["c1 v3/new.yml"], "c1 v3/new.yml"]);
});
