import { expect, test } from "vitest";
import { differences } from "./languages.ts";
import { setLanguage } from "./locale.ts";
import { rich } from "./rich.tsx";
import { chooseLanguage, listed, named, type Texts, table } from "./words.ts";

const english = {
  title: "Settings",
  saved: "Saved {name}",
  rows: { count: "rows", one: "{rows} row of {table}", other: "{rows} rows of {table}" },
  both: {
    count: "requests",
    one: { count: "folders", one: "1 in 1", other: "1 in {folders}" },
    other: { count: "folders", one: "{requests} in 1", other: "{requests} in {folders}" },
  },
  codes: { refused: "Refused" },
} as const satisfies Texts;

const polish = {
  saved: "Zapisano {name}",
  rows: { count: "rows", one: "{rows} wiersz {table}", few: "{rows} wiersze {table}", other: "{rows} wierszy {table}" },
};

test("an entry is a text, or a function of its places; a number picks the form and is written as the language does", () => {
  const words = table(english, {});
  expect(words().title).toBe("Settings");
  expect(words().saved({ name: "{rows}" })).toBe("Saved {rows}");
  expect(words().rows({ rows: 1, table: "Params" })).toBe("1 row of Params");
  expect(words().rows({ rows: 12345, table: "Params" })).toBe("12,345 rows of Params");
  expect(words().both({ requests: 2, folders: 1 })).toBe("2 in 1");
  expect(words().both({ requests: 1, folders: 3 })).toBe("1 in 3");
  expect(named(words().codes, "refused")).toBe("Refused");
  expect(named(words().codes, "toString")).toBeUndefined();
});

test("the first wanted language that has a folder is chosen; what it lacks is said in English, by English rules", async () => {
  const words = table(english, { "./pl/some.ts": async () => ({ some: polish }) });
  await chooseLanguage(["xx-YY", "pl-PL", "en-US"]);
  expect(words().saved({ name: "A" })).toBe("Zapisano A");
  expect(words().rows({ rows: 3, table: "A" })).toBe("3 wiersze A");
  expect(words().rows({ rows: 5, table: "A" })).toBe("5 wierszy A");
  expect(words().title).toBe("Settings");
  expect(words().both({ requests: 5, folders: 1 })).toBe("5 in 1");
  await chooseLanguage(["fr"]);
  expect(words().saved({ name: "A" })).toBe("Saved A");
  setLanguage("en", ["en-US"]);
});

test("a sentence keeps its order around elements", () => {
  const words = table(english, {});
  const nodes = rich(words().rows, { rows: 2, table: <code>Params</code> });
  expect(JSON.stringify(nodes)).toContain('"children":"2 rows of "');
  expect(JSON.stringify(nodes)).toContain('"type":"code"');
});

test("items are listed as the language does", () => {
  expect(listed(["5 requests", "3 folders", "1 problem"])).toBe("5 requests, 3 folders, 1 problem");
});

test("the difference to English names entries, shapes and places", () => {
  expect(differences(english, { ...polish, rows: { ...polish.rows, few: "{zeile}" }, more: "" })).toEqual([
    "lacks title",
    "has {zeile} in excess in rows",
    "lacks both",
    "lacks codes",
    "has more in excess",
  ]);
  expect(differences(english, english)).toEqual([]);
});

test("no language lacks an entry, has one in excess, or has other places", () => {
  const modules: Record<string, Record<string, Texts>> = import.meta.glob("./*/*.ts", { eager: true });
  const texts = (path: string): Texts | undefined => Object.values(modules[path] ?? {})[0];
  const languages = [...new Set(Object.keys(modules).map((path) => path.split("/")[1] ?? ""))];
  expect(languages).toContain("en");
  const lacks = languages.flatMap((language) => {
    const files = Object.keys(modules).map((path) => path.split("/")[2] ?? "");
    return [...new Set(files)].flatMap((file) =>
      differences(texts(`./en/${file}`), texts(`./${language}/${file}`), `${language}/${file}`),
    );
  });
  expect(lacks).toEqual([]);
});
