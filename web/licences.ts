// Writes licences.txt beside the page: what it contains of others, with the texts that their licences ask to pass on.
import { existsSync, readdirSync, readFileSync } from "node:fs";
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
      // A package that is itself a bundle names what it contains beside its file.
      const inside: string[] = [];
      for (const id of this.getModuleIds()) {
        const path = id.replaceAll("\\", "/").split("/node_modules/").at(-1);
        if (!path || path === id.replaceAll("\\", "/")) continue;
        const [first = "", second = ""] = path.split("/");
        names.add(first.startsWith("@") ? `${first}/${second}` : first);
        const bundled = `${id}.LICENSE.txt`;
        if (existsSync(bundled))
          inside.push(`Inside ${path}\n${"-".repeat(72)}\n${readFileSync(bundled, "utf8").trim()}`);
      }
      const source = [...[...names].sort().map(licenceOf), ...inside].join("\n\n");
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
  const files = [/^licen[cs]e(\.|$)/i, /^notice(\.|$)/i].map((name) =>
    readdirSync(folder).find((one) => name.test(one)),
  );
  const text = files
    .map((file) => (file ? readFileSync(join(folder, file), "utf8").trim() : ""))
    .join("\n\n")
    .trim();
  return `${name} ${version} (${license ?? "see below"})\n${"-".repeat(72)}\n${text}`;
}
