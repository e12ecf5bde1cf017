import { expect, it } from "vitest";
import type { HopView } from "#/api/types/HopView.ts";
import { stepsOf } from "./steps.ts";

const hop = (part: Partial<HopView>): HopView => ({
  method: "GET",
  url: "https://a.example/",
  rows: [],
  sent_head: "",
  sent_head_bytes: 0,
  sent_body_bytes: 0,
  timings: { total_us: 0 },
  ...part,
});

it("tells at which step an answer failed to come", () => {
  const timings = { dns_us: 4, connect_us: 2, total_us: 30_006 };
  expect(stepsOf(hop({ timings, sent_head_bytes: 90 }))).toEqual([
    { step: "dns", us: 4, state: "done" },
    { step: "tcp", us: 2, state: "done" },
    { step: "sent", us: undefined, state: "done" },
    { step: "wait", us: 30_000, state: "stopped" },
    { step: "download", us: undefined, state: "todo" },
  ]);
  expect(stepsOf(hop({ timings: { tls_us: 5, total_us: 9 } })).map(({ step, state }) => `${step} ${state}`)).toEqual([
    "tls done",
    "sent stopped",
    "wait todo",
    "download todo",
  ]);
});
