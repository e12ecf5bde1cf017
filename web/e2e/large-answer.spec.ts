// Answers that no page should hold: 50 MB in every run, 1 GB with LARGE=1. Figures are printed, not judged.
import { createHash } from "node:crypto";
import { once } from "node:events";
import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { expect, type Page } from "@playwright/test";
import { answering, openRequest, responseOf, sendTo } from "./answers.ts";
import { lookedThemes } from "./looked.ts";
import { test } from "./programs.ts";

const MEGABYTE = 1024 * 1024;

/** One item; the number keeps its digits and one name in a thousand is looked for. */
const item = (number: number) =>
  `{"number":${number}.50,"name":"${number % 1000 === 7 ? "needle" : "straw"} ${number}","tags":["a","b"]}`;

/** The text of so many bytes, in parts of about a megabyte. */
function* parts(bytes: number): Generator<string> {
  let number = 0;
  let written = 0;
  let part = "[";
  while (written + part.length < bytes) {
    part += number === 0 ? item(number) : `,${item(number)}`;
    number += 1;
    if (part.length < MEGABYTE) continue;
    yield part;
    written += part.length;
    part = "";
  }
  yield `${part}]`;
}

/** What the text holds. */
function facts(bytes: number) {
  const hash = createHash("sha256");
  let items = 0;
  let needles = 0;
  let length = 0;
  for (const part of parts(bytes)) {
    hash.update(part);
    length += part.length;
    items += part.split('"number"').length - 1;
    needles += part.split("needle").length - 1;
  }
  return { items, needles, length, sha256: hash.digest("hex"), rows: items * 8 + 2 };
}

/** Serves the text and says when its last byte went out. */
async function serving(bytes: number) {
  const sent = { at: 0 };
  const server = await answering((_request, response) => {
    const write = async () => {
      response.writeHead(200, { "Content-Type": "application/json", "Content-Length": facts_.length });
      for (const part of parts(bytes)) if (!response.write(part)) await once(response, "drain");
      response.end();
      sent.at = Date.now();
    };
    void write().catch(() => undefined);
  });
  const facts_ = facts(bytes);
  return { ...server, sent, facts: facts_ };
}

/** Longest task of the page's main thread in milliseconds while `work` runs. */
async function longestTask(page: Page, work: () => Promise<void>): Promise<number> {
  const client = await page.context().newCDPSession(page);
  const events: { name: string; dur?: number; pid: number; tid: number; args?: { name?: string } }[] = [];
  client.on("Tracing.dataCollected", ({ value }) => events.push(...(value as unknown as typeof events)));
  await client.send("Tracing.start", {
    transferMode: "ReportEvents",
    categories: "toplevel,__metadata,devtools.timeline",
  });
  await work();
  const over = new Promise((resolve) => client.once("Tracing.tracingComplete", resolve));
  await client.send("Tracing.end");
  await over;
  const threads = events.filter((event) => event.name === "thread_name" && event.args?.name === "CrRendererMain");
  const isMain = (event: { pid: number; tid: number }) =>
    threads.some((thread) => thread.pid === event.pid && thread.tid === event.tid);
  const tasks = events.filter((event) => /RunTask/.test(event.name) && isMain(event)).map((event) => event.dur ?? 0);
  await client.detach();
  return Math.max(0, ...tasks) / 1000;
}

/** Whether the last row of a body stands at the lower edge of its box. */
function endIsInSight(body: HTMLElement): boolean {
  const last = [...body.querySelectorAll("[data-row]")].at(-1)?.getBoundingClientRect();
  return last !== undefined && Math.abs(last.bottom - body.getBoundingClientRect().bottom) < 4;
}

async function heapMegabytes(page: Page): Promise<number> {
  const client = await page.context().newCDPSession(page);
  await client.send("HeapProfiler.collectGarbage");
  const { usedSize } = await client.send("Runtime.getHeapUsage");
  await client.detach();
  return usedSize / MEGABYTE;
}

async function peakMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}

async function large(page: Page, bytes: number, pid: number): Promise<void> {
  const server = await serving(bytes);
  const response = responseOf(page);
  const body = response.getByRole("textbox", { name: "Response body" });
  const figures: Record<string, string> = { bytes: `${(server.facts.length / MEGABYTE).toFixed(1)} MB` };
  const before = await peakMegabytes(pid);
  try {
    const opening = await longestTask(page, async () => {
      await sendTo(page, `${server.address}/export`);
      await expect(response.getByText("200 OK")).toBeVisible({ timeout: 300_000 });
      await expect(body).toContainText('"number": 0.50,', { timeout: 300_000 });
      await expect(response.getByRole("progressbar", { name: "Download" })).toBeHidden({ timeout: 300_000 });
      await expect(body).toContainText('"name": "straw 0"');
    });
    figures["complete behind the last byte sent"] = `${Date.now() - server.sent.at} ms`;
    figures["longest task, opening"] = `${opening.toFixed(0)} ms`;

    const scrolling = await longestTask(page, async () => {
      await body.focus();
      await page.keyboard.press("End");
      await expect(body).toContainText(`"number": ${server.facts.items - 1}.50,`);
      await expect(body).toContainText(String(server.facts.rows));
      await page.keyboard.press("Home");
      await expect(body).toContainText('"number": 0.50,');
      for (const place of [0.25, 0.5, 0.9]) {
        await body.evaluate((element, part) => element.scrollTo(0, element.scrollHeight * part), place);
      }
      await expect(body).toContainText('"tags": [');
      await body.hover();
      await page.mouse.wheel(0, 200);
      await body.evaluate((element) => element.scrollTo(0, element.scrollHeight));
      await expect(body).toContainText(`"number": ${server.facts.items - 1}.50,`);
    });
    figures["longest task, scrolling"] = `${scrolling.toFixed(0)} ms`;

    const folding = await longestTask(page, async () => {
      await page.keyboard.press("Home");
      await page.keyboard.press("Control+Shift+BracketLeft");
      await expect(body).toContainText(`[${(server.facts.rows - 1).toLocaleString("en-US")} lines]`);
      await page.keyboard.press("Control+Shift+BracketRight");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Control+Shift+BracketLeft");
      await expect(body).toContainText("{3 fields},");
      await expect(body).not.toContainText('"straw 0"');
      await page.keyboard.press("Control+Alt+BracketRight");
      await expect(body).toContainText('"straw 0"');
    });
    const foldingAll = await longestTask(page, async () => {
      await response.getByRole("button", { name: "Fold all" }).click();
      // The millions of rows of 1 GB take some seconds.
      await expect(body).not.toContainText('"straw 0"', { timeout: 60_000 });
      await expect(body).toContainText("{3 fields},10  {3 fields},");
      await body.focus();
      await page.keyboard.press("End");
      await expect(body).toContainText(String(server.facts.rows));
      await page.keyboard.press("Home");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Control+Shift+BracketRight");
      await expect(body).toContainText('"straw 0"');
      await response.getByRole("button", { name: "Unfold all" }).click();
      await expect(body).toContainText('"straw 1"');
    });
    figures["longest task, folding all"] = `${foldingAll.toFixed(0)} ms`;
    figures["longest task, folding"] = `${folding.toFixed(0)} ms`;

    const wrapping = await longestTask(page, async () => {
      await response.getByRole("tab", { name: "Raw" }).click();
      await body.focus();
      await page.keyboard.press("End");
      // Rows of 4 KB are higher than the window, and the last one ends at its lower edge.
      await expect(body).toContainText(`"straw ${server.facts.items - 1}","tags":["a","b"]}]`);
      await expect.poll(() => body.evaluate(endIsInSight)).toBe(true);
      await page.keyboard.press("Home");
      for (let step = 0; step < 3; step += 1) await page.keyboard.press("PageDown");
      await page.mouse.wheel(0, 500);
      await response.getByRole("button", { name: "Wrap lines" }).click();
      await expect(body).not.toContainText('"number":0.50');
      await response.getByRole("button", { name: "Wrap lines" }).click();
      await expect(body).not.toContainText('"number":0.50');
    });
    figures["longest task, wrapping"] = `${wrapping.toFixed(0)} ms`;
    await lookedThemes(page, `large-answer-${bytes / MEGABYTE}-wrapped`);
    await response.getByRole("tab", { name: "Pretty" }).click();
    await expect(body).toContainText('"straw 0"');

    const searching = await longestTask(page, async () => {
      await body.focus();
      await page.keyboard.press("Control+f");
      await response.getByRole("textbox", { name: "Search in the body" }).fill("needle");
      const count = Math.min(server.facts.needles, 100_000).toLocaleString("en-US");
      await expect(response.getByText(`1 of ${count}`, { exact: true })).toBeVisible({ timeout: 120_000 });
      await expect(body).toContainText('"needle 7"');
      await page.keyboard.press("Shift+Enter");
      await expect(response.getByText(`${count} of ${count}`, { exact: true })).toBeVisible();
      await page.keyboard.press("Escape");
      await expect(body).toBeFocused();
    });
    figures["longest task, searching"] = `${searching.toFixed(0)} ms`;

    await lookedThemes(page, `large-answer-${bytes / MEGABYTE}`);
    if (bytes < 256 * MEGABYTE) {
      const filtering = await longestTask(page, async () => {
        await response.getByRole("button", { name: "Filter with JSONPath" }).click();
        const path = response.getByRole("textbox", { name: "JSONPath" });
        await path.fill("$[?search(@.name, 'needle')].number");
        await expect(response.getByText(`${server.facts.needles.toLocaleString("en-US")} matches`)).toBeVisible({
          timeout: 60_000,
        });
        await expect(body).toContainText("7.50,");
        const before = Date.now();
        await path.fill("$[*].name");
        await expect(response.getByText(`${server.facts.items.toLocaleString("en-US")} matches`)).toBeVisible({
          timeout: 60_000,
        });
        figures["filtering to every name"] = `${Date.now() - before} ms`;
        await expect(body).toContainText('"straw 0",');
        await path.press("Escape");
        await expect(body).toContainText('"number":');
      });
      figures["longest task, filtering"] = `${filtering.toFixed(0)} ms`;
    }

    await response.getByRole("button", { name: "Save Response" }).click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("menuitem", { name: "Save response to a file" }).click(),
    ]);
    const hash = createHash("sha256");
    for await (const part of createReadStream(await download.path())) hash.update(part as Buffer);
    expect(hash.digest("hex"), "saved as the server sent it").toBe(server.facts.sha256);
    await download.delete();
    figures["heap of the page"] = `${(await heapMegabytes(page)).toFixed(1)} MB`;
    figures["peak memory of the program"] =
      `${(await peakMegabytes(pid)).toFixed(0)} MB, before ${before.toFixed(0)} MB`;
  } finally {
    server.close();
  }
  for (const [name, figure] of Object.entries(figures)) console.log(`  ${name}: ${figure}`);
}

test("an answer of 50 MB is read, scrolled, searched and saved", async ({ open, programs }) => {
  const page = await open();
  await openRequest(page, programs);
  await large(page, 50 * MEGABYTE, programs.pid);
});

test("an answer of 1 GB is read, scrolled, searched and saved", async ({ open, programs }) => {
  test.skip(!process.env.LARGE, "set LARGE=1 for it");
  test.setTimeout(900_000);
  const page = await open();
  await openRequest(page, programs);
  await large(page, 1024 * MEGABYTE, programs.pid);
});
