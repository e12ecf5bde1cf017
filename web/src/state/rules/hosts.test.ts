import { expect, it } from "vitest";
import type { HistoryView } from "#/api/types/HistoryView.ts";
import { answeredBefore, hostNames, hostOf, slips } from "./hosts.ts";

it("finds the host of an address and the variables in it", () => {
  expect(hostOf("https://ada:x@A.example:8443/v3?a=@b")).toBe("a.example:8443");
  expect(hostOf("a.example")).toBe("a.example");
  expect(hostOf("{{baseUrl}}/v3")).toBeNull();
  expect(hostOf("")).toBeNull();
  expect(hostNames("https://{{ tenant }}.{{zone}}/v3/{{id}}")).toEqual(["tenant", "zone"]);
  expect(hostNames("{{baseUrl}}/{{id}}")).toEqual(["baseUrl"]);
});

it("counts slips of the pen", () => {
  expect(slips("northquay", "norhtquay")).toBe(1);
  expect(slips("abc", "abc")).toBe(0);
  expect(slips("", "abc")).toBe(3);
  expect(slips("tide", "tides")).toBe(1);
});

it("remembers a host that answered, or one that is spelled nearly so", () => {
  const entry = (url: string, at_ms: number, status?: number) =>
    ({ url, at_ms, ...(status === undefined ? {} : { status }) }) as HistoryView;
  const history = [
    entry("https://waystation.norhtquay.example/", 3),
    entry("https://waystation.northquay.example/v3", 2, 200),
    entry("https://tides.example/", 1, 404),
  ];
  expect(answeredBefore(history, "tides.example")).toEqual({ host: "tides.example", at_ms: 1 });
  expect(answeredBefore(history, "waystation.norhtquay.example")?.host).toBe("waystation.northquay.example");
  expect(answeredBefore(history, "gauges.example")).toBeUndefined();
});
