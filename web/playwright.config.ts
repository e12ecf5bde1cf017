import { defineConfig } from "@playwright/test";

// Debian's Chromium; the flags keep it from asking hosts outside this machine.
const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export default defineConfig({
  testDir: "e2e",
  timeout: 180_000,
  expect: { timeout: 10_000 },
  // Each test has programs, folders and a browser of its own; files run beside each other, tests of one file in turn.
  workers: 2,
  // A browser on a busy machine may starve once; the closing lines name each test that needed a second run.
  retries: process.env.CI ? 1 : 0,
  reporter: [["list"]],
  use: {
    viewport: { width: 1440, height: 900 },
    permissions: ["clipboard-read", "clipboard-write"],
    actionTimeout: 10_000,
    launchOptions: { executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args },
  },
});
