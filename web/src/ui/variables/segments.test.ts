import { expect, it } from "vitest";
import { segments } from "./segments.ts";

const kinds = (line: string) => segments(line).map((piece) => `${piece.kind}=${piece.text}`);

it("finds variables and path variables and loses nothing", () => {
  const line = "{{baseUrl}}/v3/users/:id/{{ x }}?a=:b";
  expect(kinds(line)).toEqual([
    "var={{baseUrl}}",
    "text=/v3/users/",
    "path=:id",
    "text=/",
    "var={{ x }}",
    "text=?a=:b",
  ]);
  expect(
    segments(line)
      .map((piece) => piece.text)
      .join(""),
  ).toBe(line);
});

it("does not take a port for a path variable", () => {
  expect(kinds("http://h:8080/a")).toEqual(["text=http://h:8080/a"]);
});
