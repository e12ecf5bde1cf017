// The pages of Waystation. A build of its own: neither program carries or loads a part of the other's page.
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { licences } from "./licences.ts";

export default defineConfig({
  plugins: [react(), licences()],
  // Everything stands beside the documentation page, so that a proxy that lets the API through lets the page through.
  base: "/webapi/swagger/ui/",
  publicDir: "public-waystation",
  build: {
    target: "es2023",
    assetsInlineLimit: 0,
    // Nearly all of it is Swagger UI, which comes in one piece and belongs to the documentation page alone.
    chunkSizeWarningLimit: 2_500,
    rolldownOptions: { input: ["documentation.html", "server.html"] },
  },
});
