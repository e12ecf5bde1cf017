import { expect, it } from "vitest";
import { duration, size } from "./formats.ts";

it("writes times with a unit and a space", () => {
  expect([400, 9_400, 48_000, 1_240_000, 61_000_000].map(duration)).toEqual([
    "0.4 ms",
    "9.4 ms",
    "48 ms",
    "1.24 s",
    "1 min 1 s",
  ]);
});

it("writes sizes in units of 1024", () => {
  expect([0, 512, 2365, 52_428_800, 1_073_741_824].map(size)).toEqual([
    "0 B",
    "512 B",
    "2.31 KB",
    "50.0 MB",
    "1.00 GB",
  ]);
});
