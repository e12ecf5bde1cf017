// Prints how long a start takes and how much the first page loads. Figures, no limits: machines differ.
import { gzipSync } from "node:zlib";
import { expect } from "@playwright/test";
import { restartable as test } from "./restart.ts";

test("start to interactive page with a cold cache, and the size of the first load", async ({ page, program }) => {
  const loaded = new Map<string, Promise<Buffer>>();
  page.on("response", (answer) => {
    const path = new URL(answer.url()).pathname;
    if (/\.(js|css)$/.test(path)) loaded.set(path, answer.body());
  });
  const before = performance.now();
  const { said_ms } = await program.start(page);
  const line = page.getByRole("textbox", { name: "Address of the API document" });
  await line.fill("interactive");
  await expect(line).toHaveValue("interactive");
  const interactive_ms = performance.now() - before;
  const sum = async (ending: string) => {
    const files = await Promise.all([...loaded].filter(([path]) => path.endsWith(ending)).map(([, body]) => body));
    const bytes = files.reduce((total, body) => total + gzipSync(body, { level: 9 }).length, 0);
    return `${(bytes / 1024).toFixed(1)} KiB gzip in ${files.length} files`;
  };
  expect(loaded.size).toBeGreaterThan(1);
  console.log(`start: address after ${said_ms.toFixed(0)} ms, page takes input after ${interactive_ms.toFixed(0)} ms`);
  console.log(`first load: JS ${await sum(".js")}, CSS ${await sum(".css")}`);
});
