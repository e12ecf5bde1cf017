import { expect, test } from "vitest";
import { isCurl } from "./curl.ts";

test("a command is told from an address and from words", () => {
  expect(["curl x", " $ curl -s \\\n x", "curl.exe x"].map(isCurl)).toEqual([true, true, true]);
  expect(["curl", "curly x", "http://curl x", ""].map(isCurl)).toEqual([false, false, false, false]);
});
