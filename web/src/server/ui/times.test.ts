import { expect, test } from "vitest";
import { lengthInWords } from "./times.tsx";

test("a length of time is said in the greatest unit that fits", () => {
  expect([3600, 60, 90, 30, 1, 1800, 43_200, 5400].map(lengthInWords)).toEqual([
    "60 minutes",
    "60 seconds",
    "90 seconds",
    "30 seconds",
    "1 second",
    "30 minutes",
    "12 hours",
    "90 minutes",
  ]);
});
