import { expect, test } from "vitest";
import { type FoundFile, read } from "./files.ts";

function found(...files: [path: string, text: string][]): FoundFile[] {
  return files.map(([path, text]) => ({ path, file: new File([text], path.split("/").at(-1) ?? "") }));
}

test("one file is its text, several belong together", async () => {
  expect(await read(found(["api.sh", "curl x"]))).toEqual({ text: "curl x" });
  expect(await read(found(["a.yaml", "a"], ["b.yaml", "b"]))).toEqual({
    files: [
      { path: "a.yaml", text: "a" },
      { path: "b.yaml", text: "b" },
    ],
  });
});

test("of a folder only documents are read", async () => {
  const folder = found(
    ["specs/api.yaml", "a"],
    ["specs/parts/user.JSON", "b"],
    ["specs/README.md", "c"],
    ["specs/.git/x.json", "d"],
    ["specs/node_modules/m/package.json", "e"],
  );
  const given = await read(folder);
  expect(given).toMatchObject({ files: [{ path: "specs/api.yaml" }, { path: "specs/parts/user.JSON" }] });
  expect(await read(found(["specs/README.md", "c"]))).toBe("nothing");
});
