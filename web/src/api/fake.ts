// An in-memory program for tests of the page. Not shipped: nothing outside tests imports it.
import type { Auth } from "./types/Auth.ts";
import type { AuthView } from "./types/AuthView.ts";
import type { DeleteTokens } from "./types/DeleteTokens.ts";
import type { Event } from "./types/Event.ts";
import type { ExchangeView } from "./types/ExchangeView.ts";
import type { ItemName } from "./types/ItemName.ts";
import type { Param } from "./types/Param.ts";
import type { Parent } from "./types/Parent.ts";
import type { ParentView } from "./types/ParentView.ts";
import type { Request as SavedRequest } from "./types/Request.ts";
import type { RequestDraft } from "./types/RequestDraft.ts";
import type { RequestView } from "./types/RequestView.ts";
import type { Settings } from "./types/Settings.ts";
import type { TokenView } from "./types/TokenView.ts";
import type { WorkspaceView } from "./types/WorkspaceView.ts";

const oauth2: Auth = {
  type: "oauth2",
  grant: "client_credentials",
  access_token_url: "{{baseUrl}}/oauth2/token",
  refresh_token_url: "",
  authorization_url: "",
  callback_url: "",
  client_id: "",
  client_secret: "",
  client_authentication: "basic_header",
  sends_credentials_unencoded: false,
  resource_owner: { username: "", password: "" },
  scope: "",
  state: "",
  token_name: "gallery",
  token_placement: { in: "header", name: "Authorization", prefix: "Bearer" },
  fetches_automatically: true,
  renews_automatically: false,
  authorization_parameters: [],
  token_parameters: [],
  refresh_parameters: [],
};

const QUERY = ["view", "active", "email", "role", "firstName", "lastName", "createdAfter", "createdBefore"];

function requestOf(path: string, method: string, name: string, url: string, params: Param[]): SavedRequest {
  return {
    path,
    name,
    seq: null,
    tags: [],
    docs: null,
    method,
    url,
    headers: [
      { name: "Accept", value: "application/json", description: "From the API document", is_enabled: true },
      ...(method === "PUT"
        ? [{ name: "Content-Type", value: "application/json", description: null, is_enabled: true }]
        : []),
    ],
    params,
    body:
      method === "PUT"
        ? { type: "raw", content: { language: "json", text: '{\n  "id": "<string>"\n}' } }
        : { type: "none" },
    auth: { type: "inherit" },
    variables: [],
    settings: {
      encodes_url: "inherit",
      follows_redirects: "inherit",
      forwards_authorization: "inherit",
      timeout_ms: "inherit",
      max_redirects: "inherit",
    },
    behavior: {
      verifies_certificates: null,
      keeps_method_on_redirect: null,
      removes_referer_on_redirect: null,
      disables_cookies: null,
      protocol_version: null,
      disabled_system_headers: [],
    },
    examples: [],
  };
}

const INHERITED: Settings = {
  encodes_url: { value: true },
  follows_redirects: { value: true },
  forwards_authorization: { value: false },
  timeout_ms: { value: 0 },
  max_redirects: { value: 10 },
};

/** The fake program: `fetch` answers like the real one, `tell` sends an event to every listener. */
export class FakeProgram {
  hasCollection = false;
  tokens: TokenView[] = [];
  current: string | null = null;
  sent: SavedRequest[] = [];
  readonly #requests = new Map<string, { request: SavedRequest; isChanged: boolean }>();
  #content: Parent = {
    name: "Gallery API",
    docs: "Users and workflows of one server.",
    defaults: {
      headers: [],
      auth: oauth2,
      variables: [
        {
          name: "baseUrl",
          value: "http://gallery.example/webapi",
          data_type: null,
          description: null,
          is_enabled: true,
          is_secret: false,
        },
      ],
      settings: requestOf("", "", "", "", []).settings,
    },
  };
  #isChanged = false;
  #number = 0;
  readonly #listeners = new Set<(text: string) => void>();
  readonly #exchanges = new Map<string, ExchangeView>();

  constructor() {
    const add = (request: SavedRequest) => this.#requests.set(request.path, { request, isChanged: false });
    const query = QUERY.map(
      (name): Param => ({ name, value: "<string>", kind: "query", description: `By ${name}`, is_enabled: false }),
    );
    const id: Param = { name: "id", value: "", kind: "path", description: "User id", is_enabled: true };
    add(requestOf("v3/users/list-users.yml", "GET", "List users", "{{baseUrl}}/v3/users", query));
    add(requestOf("v3/users/{id}/get-one-user.yml", "GET", "Get one user", "{{baseUrl}}/v3/users/:id", [id]));
    add(requestOf("v3/users/{id}/update-a-user.yml", "PUT", "Update a user", "{{baseUrl}}/v3/users/:id", [id]));
  }

  /** Sends an event. */
  tell(event: Event): void {
    this.#number += 1;
    for (const listener of this.#listeners) listener(`data: ${JSON.stringify({ number: this.#number, event })}\n\n`);
  }

  /** Stands in for the page's fetch. */
  readonly fetch = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const url = new URL(String(input), "http://127.0.0.1");
    const command = typeof init?.body === "string" && init.body !== "" ? (JSON.parse(init.body) as unknown) : {};
    if (url.pathname === "/api/events") return this.#stream(init?.signal ?? undefined);
    const answer = this.#answer(url, command);
    if (answer instanceof Response) return answer;
    return Response.json(answer ?? null);
  };

  #stream(signal: AbortSignal | undefined): Response {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        const listener = (text: string) => controller.enqueue(new TextEncoder().encode(text));
        this.#listeners.add(listener);
        signal?.addEventListener("abort", () => this.#listeners.delete(listener));
      },
    });
    return new Response(body, { headers: { "Content-Type": "text/event-stream" } });
  }

  #answer(url: URL, command: unknown): unknown {
    const path = url.pathname;
    const item: ItemName = { collection: "c1", path: url.searchParams.get("path") ?? "" };
    const [, , kind, id, verb] = path.split("/");
    if (kind === "exchanges" && id) return this.#exchange(id, verb, url);
    if (kind === "tokens" && id && !["new", "use", "delete", "restore"].includes(id)) return this.#details(id);
    switch (path) {
      case "/api/app":
        return {
          version: "0.1.0",
          workspace: "/Postrider",
          workspace_short: "~/Postrider",
          workspace_name: "Postrider",
          import_options: [],
        };
      case "/api/workspace":
        return this.#workspace();
      case "/api/environments/all":
        return { global_count: 0, shared: [], collections: [] };
      case "/api/environments":
        return { environments: [] };
      case "/api/history":
        return [];
      case "/api/request":
        return this.#view(item.path);
      case "/api/request/draft":
        return this.#draft(command as RequestDraft);
      case "/api/request/save": {
        const { path: saved } = command as ItemName;
        const known = this.#requests.get(saved);
        if (known) known.isChanged = false;
        return this.#view(saved);
      }
      case "/api/collection":
        return this.#parent();
      case "/api/collection/draft":
        this.#content = (command as { content: Parent }).content;
        this.#isChanged = true;
        return this.#parent();
      case "/api/collection/save":
        this.#isChanged = false;
        return this.#parent();
      case "/api/auth":
        return this.#auth(item.path);
      case "/api/tokens/new":
        return this.#newToken();
      case "/api/tokens/use":
        this.current = (command as { token?: string }).token ?? null;
        this.tell({ type: "tokens_changed" });
        return this.#auth("");
      case "/api/tokens/delete":
        return this.#delete((command as DeleteTokens).which);
      case "/api/imports":
        return this.#import();
      case "/api/imports/i1":
        return { id: "i1", state: "running", stage: "fetching", address: "", received_bytes: 0 };
      case "/api/send":
        return this.#send(command as ItemName);
      default:
        return Response.json(
          { code: "not_found", message: `no ${path}`, place: {}, severity: "error" },
          { status: 404 },
        );
    }
  }

  #workspace(): WorkspaceView {
    if (!this.hasCollection) return { collections: [], problems: [] };
    const row = (path: string, url_path: string) => {
      const known = this.#requests.get(path);
      const { name = "", method = "" } = known?.request ?? {};
      return {
        kind: "request" as const,
        path,
        name,
        method,
        url_path,
        is_changed: known?.isChanged ?? false,
        examples: [],
      };
    };
    const folder = (path: string, name: string, items: WorkspaceView["collections"][number]["items"]) => ({
      kind: "folder" as const,
      path,
      name,
      is_changed: false,
      items,
    });
    const one = folder("v3/users/{id}", "{id}", [
      row("v3/users/{id}/get-one-user.yml", "v3/users/{id}"),
      row("v3/users/{id}/update-a-user.yml", "v3/users/{id}"),
    ]);
    const users = folder("v3/users", "users", [one, row("v3/users/list-users.yml", "v3/users")]);
    return {
      collections: [
        {
          id: "c1",
          name: this.#content.name,
          folder: "~/Postrider/gallery",
          is_changed: this.#isChanged,
          items: [folder("v3", "v3", [users])],
        },
      ],
      problems: [],
    };
  }

  #view(path: string): RequestView | Response {
    const known = this.#requests.get(path);
    if (!known)
      return Response.json({ code: "not_found", message: "gone", place: {}, severity: "error" }, { status: 404 });
    const { request, isChanged } = known;
    const off = new Set(request.behavior.disabled_system_headers);
    const typed = new Set(request.headers.filter((row) => row.is_enabled).map((row) => row.name.toLowerCase()));
    const generated: [string, string][] = [
      ["Host", "gallery.example"],
      ["User-Agent", "Postrider/0.1.0"],
      ["Accept", "*/*"],
    ];
    if (request.body.type === "raw")
      generated.unshift(["Content-Type", `application/${request.body.content.language}`]);
    return {
      collection: "c1",
      path,
      trail: [this.#content.name, "v3", "users"],
      request,
      is_changed: isChanged,
      is_conflicting: false,
      is_gone: false,
      inherited: INHERITED,
      preview: {
        url: request.url,
        problems: [],
        rows: generated.map(([name, value]) => ({
          name,
          value,
          origin: "generated",
          is_enabled: !off.has(name.toLowerCase()),
          is_overridden: typed.has(name.toLowerCase()),
        })),
      },
    };
  }

  #draft({ path, request, edited }: RequestDraft): RequestView | Response {
    const [base = "", typed = ""] = request.url.split("?");
    const query = request.params.filter((row) => row.kind === "query");
    const others = request.params.filter((row) => row.kind === "path");
    if (edited === "params") {
      const on = query.filter((row) => row.is_enabled).map((row) => `${row.name}=${row.value}`);
      request.url = on.length > 0 ? `${base}?${on.join("&")}` : base;
    } else {
      const pairs = typed === "" ? [] : typed.split("&").map((pair) => pair.split("="));
      const rows = pairs.map(
        ([name = "", value = ""]): Param => ({
          name,
          value,
          kind: "query",
          description: query.find((row) => row.name === name)?.description ?? null,
          is_enabled: true,
        }),
      );
      request.params = [...rows, ...query.filter((row) => !row.is_enabled), ...others];
    }
    this.#requests.set(path, { request, isChanged: true });
    this.tell({ type: "workspace_changed" });
    return this.#view(path);
  }

  #parent(): ParentView {
    return {
      collection: "c1",
      path: "",
      trail: [],
      folder: "~/Postrider/gallery",
      content: this.#content,
      inherited: INHERITED,
      is_changed: this.#isChanged,
      is_conflicting: false,
      is_gone: false,
      request_count: this.#requests.size,
      folder_count: 3,
      source: { address: "http://gallery.example/webapi//swagger/docs/3" },
    };
  }

  #auth(path: string): AuthView {
    const own =
      path === "" ? this.#content.defaults.auth : (this.#requests.get(path)?.request.auth ?? { type: "inherit" });
    const current = this.tokens.find((token) => token.id === this.current);
    return {
      own,
      effective: own.type === "inherit" ? this.#content.defaults.auth : own,
      source: { kind: "collection", path: "", name: this.#content.name },
      tokens: this.tokens,
      token_url: "http://gallery.example/webapi/oauth2/token",
      ...(current ? { current_token: current } : {}),
    };
  }

  #newToken() {
    const now = Date.now();
    const auth = this.#content.defaults.auth;
    const name = auth.type === "oauth2" ? auth.token_name : "";
    if (auth.type === "oauth2" && auth.client_secret === "") {
      return { problem: { code: "refused", message: "the server refused the client", place: {}, severity: "error" } };
    }
    const token: TokenView = {
      id: `t${this.tokens.length + 1}`,
      name,
      token_type: "bearer",
      received_at_ms: now,
      expires_at_ms: now + 3_600_000,
      is_expired: false,
    };
    this.tokens = [token, ...this.tokens];
    this.tell({ type: "tokens_changed" });
    return { token };
  }

  #details(id: string) {
    const token = this.tokens.find((one) => one.id === id);
    return {
      token,
      access_token: "q7XbK2v9TnL4mZ8aRfYw3cH6jP1dS5gUeQo0iBxNa9Lw",
      members: [{ name: "expires_in", value: "3599" }],
      token_url: "http://gallery.example/webapi/oauth2/token",
    };
  }

  #delete(which: DeleteTokens["which"]) {
    const before = this.tokens.length;
    const isGone = (token: TokenView) =>
      which === "all" || (which === "expired" ? token.is_expired : which.ids.includes(token.id));
    this.tokens = this.tokens.filter((token) => !isGone(token));
    this.tell({ type: "tokens_changed" });
    return { deleted: before - this.tokens.length, undo: "u1" };
  }

  #import() {
    this.hasCollection = true;
    queueMicrotask(() => {
      this.tell({ type: "workspace_changed" });
      this.tell({
        type: "import_changed",
        import: {
          id: "i1",
          state: "done",
          stage: "writing",
          address: "",
          received_bytes: 1,
          report: { collection: "c1", path: "", name: "Gallery API", request_count: 3, problems: [] },
        },
      });
    });
    return { import_id: "i1" };
  }

  #send({ path }: ItemName) {
    const request = this.#requests.get(path)?.request;
    if (request) this.sent.push(structuredClone(request));
    const id = `x${this.sent.length}`;
    this.#exchanges.set(id, {
      id,
      state: "done",
      method: request?.method ?? "",
      url: request?.url ?? "",
      started_at_ms: Date.now(),
      duration_us: 48_000,
      status: 200,
      reason: "OK",
      cookies: [],
      headers: [{ name: "content-type", value: "application/json" }],
      body_bytes: BODY.length,
      body_wire_bytes: BODY.length,
      head_bytes: 120,
      language: "json",
      content_type: "application/json",
      problems: [],
      hops: [],
      earlier: [],
    });
    setTimeout(() => this.tell({ type: "exchange_done", exchange_id: id }), 0);
    return { exchange_id: id };
  }

  #exchange(id: string, verb: string | undefined, url: URL): unknown {
    if (verb !== "body") return this.#exchanges.get(id);
    return new Response(url.searchParams.get("form") === "json" ? JSON.stringify(JSON.parse(BODY), null, 2) : BODY);
  }
}

const BODY = JSON.stringify(
  ["Amira", "Priya", "Hana"].map((firstName, at) => ({
    id: `65f1a2c4${at}`,
    firstName,
    isActive: true,
    role: "Curator",
  })),
);
