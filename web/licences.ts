// Writes licences.txt beside the page: what it contains of others, with the texts that their licences ask to pass on.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

/** Fonts come in by a style sheet, so no module names them. */
const FONTS = ["@fontsource-variable/inter", "@fontsource-variable/jetbrains-mono"];

/** The plugin; it looks at what really went into the page. */
export function licences(): Plugin {
  return {
    name: "licences",
    apply: "build",
    generateBundle() {
      const names = new Set(FONTS);
      for (const id of this.getModuleIds()) {
        const inside = id.replaceAll("\\", "/").split("/node_modules/").at(-1);
        if (!inside || inside === id.replaceAll("\\", "/")) continue;
        const [first = "", second = ""] = inside.split("/");
        names.add(first.startsWith("@") ? `${first}/${second}` : first);
      }
      const source = [...names].sort().map(licenceOf).join("\n\n");
      this.emitFile({ type: "asset", fileName: "licences.txt", source: `${source}\n` });
    },
  };
}

function licenceOf(name: string): string {
  const folder = join(import.meta.dirname, "node_modules", name);
  const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    version: string;
    license?: string;
  };
  const file = readdirSync(folder).find((one) => /^licen[cs]e(\.|$)/i.test(one));
  const text = file ? readFileSync(join(folder, file), "utf8").trim() : "";
  return `${name} ${version} (${license ?? "see below"})\n${"-".repeat(72)}\n${text}`;
}
