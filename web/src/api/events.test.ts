import { expect, it } from "vitest";
import { takeEvents } from "./events.ts";

it("takes whole events and keeps the rest", () => {
  const text = ': still here\n\nid: 1\ndata: {"number":1,"event":{"type":"tokens_changed"}}\n\ndata: {"num';
  expect(takeEvents(text)).toEqual({
    events: [{ number: 1, event: { type: "tokens_changed" } }],
    rest: 'data: {"num',
  });
});
