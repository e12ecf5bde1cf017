import react from "@vitejs/plugin-react";
import type { ProxyOptions } from "vite";
import { defineConfig } from "vitest/config";
import { licences } from "./licences.ts";

// `make dev` serves the page with reload; the program is asked at the address in POSTRIDER_APP.
const app = process.env.POSTRIDER_APP ?? "http://127.0.0.1:19100";

// The program lets in its own address only. A page from here counts as its own; that of any other site stays foreign.
const throughThisServer: ProxyOptions = {
  target: app,
  changeOrigin: true,
  configure: (proxy) => {
    proxy.on("proxyReq", (onward, request) => {
      if (request.headers.origin === `http://${request.headers.host}`) onward.setHeader("Origin", app);
    });
  },
};

export default defineConfig({
  plugins: [react(), licences()],
  build: {
    outDir: "dist",
    target: "es2023",
    assetsInlineLimit: 0,
  },
  server: {
    host: "127.0.0.1",
    proxy: { "^/(api|download|preview|open)/": throughThisServer },
  },
  test: {
    environment: "happy-dom",
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["src/testing.ts"],
    // Whole screens are drawn in tests; a machine that does something else meanwhile takes its time.
    testTimeout: 20_000,
  },
});
