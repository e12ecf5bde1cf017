import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { licences } from "./licences.ts";

// `npm run dev` serves the page with reload; the program is asked at the address in POSTRIDER_APP.
const app = process.env.POSTRIDER_APP ?? "http://127.0.0.1:19100";

export default defineConfig({
  plugins: [react(), licences()],
  build: {
    outDir: "dist",
    target: "es2023",
    assetsInlineLimit: 0,
  },
  server: {
    host: "127.0.0.1",
    proxy: { "/api": { target: app, changeOrigin: true } },
  },
  test: {
    environment: "happy-dom",
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["src/testing.ts"],
    // Whole screens are drawn in tests; a machine that does something else meanwhile takes its time.
    testTimeout: 20_000,
  },
});
