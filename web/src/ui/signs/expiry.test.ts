import { expect, it } from "vitest";
import { clock, expiryOf } from "./expiry.ts";

it("tells live from ending from expired", () => {
  expect(expiryOf(3_600_000, 0)).toEqual({ state: "live", left: 3600 });
  expect(expiryOf(299_000, 0)).toEqual({ state: "ending", left: 299 });
  expect(expiryOf(1_000, 361_000)).toEqual({ state: "expired", ago: 360 });
  expect(expiryOf(undefined, 0)).toEqual({ state: "never" });
});

it("writes what is left as a clock", () => {
  expect([5, 2832, 3661, 200_000].map(clock)).toEqual(["00:05", "47:12", "1:01:01", "2 d"]);
});
