import { expect, it } from "vitest";
import { beautified } from "./beautify.ts";

it("lays out with two blanks and keeps numbers, escapes and order", () => {
  expect(beautified('{"b":1.0e3,"a":["x\\u00e9",{}],"c":[]}')).toBe(
    '{\n  "b": 1.0e3,\n  "a": [\n    "x\\u00e9",\n    {}\n  ],\n  "c": []\n}',
  );
});

it("lets variables stand as values and inside text", () => {
  expect(beautified('{"id":{{id}},"n":"a {{name}}"}')).toBe('{\n  "id": {{id}},\n  "n": "a {{name}}"\n}');
});

it("leaves what is not JSON alone", () => {
  expect(beautified('{"a":}')).toBeNull();
});
