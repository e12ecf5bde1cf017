// Builds the pages with their texts in the pseudo-language, and serves them in place of the programs' own.
//
// A build of the test alone: what ships has neither the language nor a switch for it. The programs, their answers and the
// policies they send stay as they are; only files of the page are exchanged on their way to the browser.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page, Route } from "@playwright/test";
import { build, type Plugin } from "vite";

const WEB = fileURLToPath(new URL("../..", import.meta.url));
const LANGUAGE = fileURLToPath(new URL("./language.ts", import.meta.url));

/** Turns each file of English texts into its pseudo form while it is read. */
function pseudoWords(): Plugin {
  return {
    name: "pseudo-words",
    enforce: "pre",
    transform(code, id) {
      if (!/\/src\/words\/en\/\w+\.ts$/.test(id)) return null;
      const named = /export const (\w+) = /.exec(code)?.[1];
      if (named === undefined) throw new Error(`no texts in ${id}`);
      return `import { pseudoTexts } from ${JSON.stringify(LANGUAGE)};
${code.replace(`export const ${named} = `, "const english = ")}
export const ${named} = pseudoTexts(english) as typeof english;`;
    },
  };
}

/** Builds the pages of both programs into `folder`. */
export async function buildPseudoPages(folder: string): Promise<void> {
  for (const [config, outDir] of [
    ["vite.config.ts", "postrider"],
    ["vite.waystation.config.ts", "waystation"],
  ] as const) {
    await build({
      root: WEB,
      configFile: join(WEB, config),
      logLevel: "error",
      plugins: [pseudoWords()],
      build: { outDir: join(folder, outDir), emptyOutDir: true },
    });
  }
}

/** From now on `page` gets the files of `folder` where it asks a program for its page. */
export async function servePseudoPages(page: Page, folder: string): Promise<void> {
  const swap = (file: string) => async (route: Route) => {
    const response = await route.fetch();
    if (!response.ok() && response.status() !== 304) return route.fulfill({ response });
    const headers = { ...response.headers() };
    for (const name of ["content-encoding", "content-length", "etag"]) delete headers[name];
    await route.fulfill({ status: response.status(), headers, body: await readFile(join(folder, file)) });
  };
  const asset = (program: string) => async (route: Route) => {
    const name = new URL(route.request().url()).pathname.split("/").at(-1) ?? "";
    const type = name.endsWith(".css") ? "text/css" : name.endsWith(".js") ? "text/javascript" : "font/woff2";
    await route.fulfill({ contentType: type, body: await readFile(join(folder, program, "assets", name)) });
  };
  const isAt = (pattern: RegExp) => (url: URL) => pattern.test(url.pathname);
  await page.route(isAt(/^\/$/), swap("postrider/index.html"));
  await page.route(isAt(/^\/assets\/[^/]+$/), asset("postrider"));
  await page.route(isAt(/^\/gallery(\/(?!api\/).*)?$/), swap("waystation/server.html"));
  await page.route(isAt(/^\/webapi\/swagger\/ui\/index$/), swap("waystation/documentation.html"));
  await page.route(isAt(/^\/webapi\/swagger\/ui\/assets\/[^/]+$/), asset("waystation"));
}
