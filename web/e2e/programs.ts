// Starts the two real programs on free ports with fresh folders, for one test file.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { test as base, type Page } from "@playwright/test";

/** Where the binaries are; the release build of this repository unless the environment says otherwise. */
const POSTRIDER = process.env.POSTRIDER_BIN ?? "../target/release/postrider";
const WAYSTATION = process.env.WAYSTATION_BIN ?? "../target/release/waystation";

/** The running programs. `address` of the app holds the session token. */
export type Programs = {
  app: string;
  server: string;
  key: string;
  secret: string;
  /** With what the Curator that the server made signs in at first. */
  email: string;
  password: string;
  /** People of the sample data who can sign in. */
  users: { email: string; password: string; role: string }[];
  workspace: string;
  /** Process of the app. */
  pid: number;
};

/** How long tokens of the server live, in seconds: long enough for the walk, short enough to see one end. */
export const TOKEN_SECONDS = 30;

/** Starts a program and waits for the line of its output that holds an address. */
async function started(program: ChildProcess, stream: "stdout" | "stderr"): Promise<string> {
  const output = program[stream];
  if (!output) throw new Error("no output to read");
  for await (const line of createInterface({ input: output })) {
    const address = /https?:\/\/127\.0\.0\.1:\d+[^\s"']*/.exec(line)?.[0];
    if (address) {
      output.resume();
      return address;
    }
  }
  throw new Error(`the program ended with ${program.exitCode}`);
}

async function healthy(address: string): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const answer = await fetch(`${address}/healthz`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${address} is not healthy`);
}

/** `programs` run for one test alone; `open` opens the page at the printed address. */
export const test = base.extend<{ programs: Programs; open: (fragment?: string) => Promise<Page> }>({
  programs: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern.
    async ({}, use) => {
      const folder = await mkdtemp(join(tmpdir(), "postrider-walk-"));
      const workspace = join(folder, "Northquay");
      await mkdir(workspace);
      const credentials = join(folder, "credentials.json");
      const env = {
        ...process.env,
        HOME: folder,
        XDG_DATA_HOME: folder,
        XDG_STATE_HOME: folder,
        XDG_CONFIG_HOME: folder,
      };
      const server = spawn(
        WAYSTATION,
        [
          "serve",
          "--listen",
          "127.0.0.1:0",
          "--data",
          join(folder, "waystation"),
          "--sample-data",
          "--credentials-file",
          credentials,
          "--token-lifetime",
          `${TOKEN_SECONDS}s`,
        ],
        { env, stdio: ["ignore", "pipe", "pipe"] },
      );
      const serverAddress = new URL(await Promise.any([started(server, "stdout"), started(server, "stderr")])).origin;
      await healthy(serverAddress);
      const curator = JSON.parse(await readFile(credentials, "utf8")) as Pick<
        Programs,
        "key" | "secret" | "email" | "password" | "users"
      >;
      const app = spawn(POSTRIDER, ["app", workspace, "--no-open"], { env, stdio: ["ignore", "pipe", "inherit"] });
      const address = await started(app, "stdout");
      await use({ app: address, server: serverAddress, ...curator, workspace, pid: app.pid ?? 0 });
      for (const program of [app, server]) program.kill("SIGTERM");
      await rm(folder, { recursive: true, force: true });
    },
    { timeout: 60_000 },
  ],
  open: async ({ page, programs }, use) => {
    page.on("pageerror", (error) => {
      throw error;
    });
    await use(async (fragment = "") => {
      await page.goto(`${programs.app}${fragment}`);
      await page.getByRole("navigation", { name: "Sidebar" }).waitFor();
      return page;
    });
  },
});
