// The program alone, on a home that outlives it: for what must be there after it ended, gently or not.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { test as base, type Page } from "@playwright/test";

const POSTRIDER = process.env.POSTRIDER_BIN ?? "../target/release/postrider";

/** The program of one test. */
export type Program = {
  home: string;
  /** Starts it and opens the page; answers the address and how long the program took to say it, in milliseconds. */
  start: (page: Page) => Promise<{ address: string; said_ms: number }>;
  stop: (signal: "SIGTERM" | "SIGKILL") => Promise<void>;
};

async function address(program: ChildProcess): Promise<string> {
  if (!program.stdout) throw new Error("no output to read");
  for await (const line of createInterface({ input: program.stdout })) {
    const found = /https?:\/\/127\.0\.0\.1:\d+[^\s"']*/.exec(line)?.[0];
    if (found) {
      program.stdout.resume();
      return found;
    }
  }
  throw new Error(`the program ended with ${program.exitCode}`);
}

/** `program` can be ended and started again on the same home. */
export const restartable = base.extend<{ program: Program }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern.
  program: async ({}, use) => {
    const home = await mkdtemp(join(tmpdir(), "postrider-restart-"));
    let running: ChildProcess | null = null;
    const stop = async (signal: "SIGTERM" | "SIGKILL") => {
      const program = running;
      running = null;
      if (!program || program.exitCode !== null) return;
      const ended = once(program, "exit");
      program.kill(signal);
      await ended;
    };
    await use({
      home,
      stop,
      start: async (page) => {
        const env = { ...process.env, POSTRIDER_HOME: home };
        const before = performance.now();
        running = spawn(POSTRIDER, ["app", "--no-open"], { env, stdio: ["ignore", "pipe", "inherit"] });
        const found = await address(running);
        const said_ms = performance.now() - before;
        await page.goto(found);
        await page.getByRole("navigation", { name: "Sidebar" }).waitFor();
        return { address: found, said_ms };
      },
    });
    await stop("SIGTERM");
    await rm(home, { recursive: true, force: true });
  },
});
