// Sets Swagger UI up: its plug-in puts the page's own mark on each operation and lets the filter look at all of one.
import SwaggerUI, { type Immutable, type System as SwaggerSystem } from "swagger-ui-dist/swagger-ui-es-bundle.js";
import { words } from "#/words/documentation.ts";
import { keepNamed } from "./named.ts";

/** A running Swagger UI. */
export type System = SwaggerSystem;

/** How a document says that its operations ask for an OAuth 2 token. */
export type Scheme = {
  name: string;
  description: string;
  flow: string;
  tokenUrl: string;
  scopes: Record<string, string>;
  /** As it stands in the document. */
  definition: object;
};

/** What the page says about the document itself. */
export type About = { title: string; baseUrl: string; operations: number; groups: number; scheme: Scheme | undefined };

/** Mounts Swagger UI in `place`. */
export function mounted(
  place: HTMLElement,
  url: string,
  told: { onDocument: () => void; onAuthorize: () => void },
): System {
  keepNamed(place, (group) => sizeOf(system.specSelectors.taggedOperations().get(group)));
  const system = SwaggerUI({
    domNode: place,
    url,
    plugins: [plugin(told.onAuthorize)],
    docExpansion: "none",
    defaultModelsExpandDepth: 0,
    filter: true,
    // Colours of a highlighter fit one theme only.
    syntaxHighlight: false,
    requestSnippetsEnabled: false,
    validatorUrl: null,
    onComplete: told.onDocument,
  });
  return system;
}

/** How many operations a group holds that the filter leaves. */
function sizeOf(group: Immutable | undefined): number {
  return group?.get("operations").size ?? 0;
}

const Nothing = () => null;

const plugin = (onAuthorize: () => void) => (system: System) => ({
  fn: { opsFilter: fitting },
  components: {
    authorizeOperationBtn: ({ isAuthorized }: { isAuthorized: boolean }) =>
      authorizationMark(system, isAuthorized, onAuthorize),
    // The page has these itself.
    InfoContainer: Nothing,
    FilterContainer: Nothing,
    SchemesContainer: Nothing,
    AuthorizeBtnContainer: Nothing,
    authorizationPopup: Nothing,
  },
});

/** The sign of a closed operation and the button of an opened one; the style sheet shows one of them. */
function authorizationMark({ React }: System, isAuthorized: boolean, onAuthorize: () => void): unknown {
  const name = isAuthorized ? words().authorized : words().authorizationRequired;
  const lines = isAuthorized ? ["M12 16v-4", "M12 8h.01"] : ["M12 8v4", "M12 16h.01"];
  const icon = React.createElement(
    "svg",
    { viewBox: "0 0 24 24", width: 20, height: 20, className: "mark-icon", "aria-hidden": true },
    React.createElement("circle", { cx: 12, cy: 12, r: 10 }),
    ...lines.map((d) => React.createElement("path", { d, key: d })),
  );
  const state = isAuthorized ? "is-authorized" : "is-required";
  const button = { type: "button", className: `mark-button ${state}`, "aria-label": name, title: name };
  return React.createElement(
    "span",
    { className: "mark" },
    React.createElement("button", { ...button, onClick: onAuthorize, "aria-haspopup": "dialog" }, icon),
    React.createElement(
      "span",
      { className: `mark-sign ${state}`, role: "img", "aria-label": isAuthorized ? name : words().isProtected },
      icon,
    ),
  );
}

/** The operations whose method, path, summary, description or group holds all words of `phrase`. */
function fitting(groups: Immutable, phrase: string): Immutable {
  const wanted = phrase.toLowerCase().split(/\s+/).filter(Boolean);
  return groups
    .map((group, tag) =>
      group.set(
        "operations",
        group.get("operations").filter((operation) => {
          const said = ["summary", "description", "operationId"].map(
            (key) => operation.getIn(["operation", key]) ?? "",
          );
          const text = [operation.get("method"), operation.get("path"), tag, ...said].join(" ").toLowerCase();
          return wanted.every((word) => text.includes(word));
        }),
      ),
    )
    .filter((group) => group.get("operations").size > 0);
}

/** Narrows the list; groups that are left are opened, so that what was found is seen. Gives how many are left. */
export function narrow(system: System, text: string): number {
  system.layoutActions.updateFilter(text.trim() === "" ? true : text);
  const tags = system.specSelectors.taggedOperations().keySeq().toArray();
  if (text.trim() !== "") for (const tag of tags) system.layoutActions.show(["operations-tag", tag], true);
  return tags.length;
}

/** What the loaded document says; a document that is not there says nothing. */
export function about(system: System): About {
  const { info, host, basePath, schemes, paths, securityDefinitions } = system.specSelectors.specJson().toJS() as {
    info?: { title?: string };
    host?: string;
    basePath?: string;
    schemes?: string[];
    paths?: Record<string, Record<string, { tags?: string[] }>>;
    securityDefinitions?: Record<string, Partial<Scheme> & { type: string }>;
  };
  const operations = Object.values(paths ?? {}).flatMap((path) => Object.values(path));
  const found = Object.entries(securityDefinitions ?? {}).find(
    ([, one]) => one.type === "oauth2" && one.flow === "application" && one.tokenUrl,
  );
  return {
    title: info?.title ?? "",
    baseUrl: host ? `${schemes?.[0] ?? "http"}://${host}${(basePath ?? "").replace(/\/$/, "")}` : "",
    operations: operations.length,
    groups: new Set(operations.flatMap((operation) => operation.tags ?? [])).size,
    scheme: found && schemeOf(...found),
  };
}

function schemeOf(name: string, definition: Partial<Scheme>): Scheme {
  const { description = "", flow = "", tokenUrl = "", scopes = {} } = definition;
  return { name, description, flow, tokenUrl, scopes, definition };
}

/** Opens the only group of a small document. */
export function openOnly(system: System): void {
  const tags = system.specSelectors.taggedOperations().keySeq().toArray();
  if (tags.length === 1) system.layoutActions.show(["operations-tag", tags[0] ?? ""], true);
}
