// One call of the Server UI's API: JSON there, JSON back. What changes something carries the session's token.
import type { ErrorView } from "#/server/types/ErrorView.ts";
import type { SessionView } from "#/server/types/SessionView.ts";

const API = "/gallery/api";

/** What a call throws when the server answered with an error, or not at all (status 0). */
export class ApiError extends Error {
  readonly error: ErrorView;
  readonly status: number;
  constructor(error: ErrorView, status: number) {
    super(error.message);
    this.name = "ApiError";
    this.error = error;
    this.status = status;
  }
}

/** The error in anything that was thrown; unknown things become one with the code `unknown`. */
export function errorOf(thrown: unknown): ErrorView {
  if (thrown instanceof ApiError) return thrown.error;
  return { code: "unknown", message: thrown instanceof Error ? thrown.message : String(thrown) };
}

/** Who hears of each answer, whoever asked. */
let ears: { onAnswer: () => void; onRefusal: (error: ErrorView) => void } = {
  onAnswer: () => undefined,
  onRefusal: () => undefined,
};

/** Hears of each answer from now on. */
export function hear(told: typeof ears): void {
  ears = told;
}

let csrfToken = "";
let owner: string | undefined;

/** What changes something from now on carries the token of this session. */
export function adopt(session: SessionView): SessionView {
  csrfToken = session.csrf_token;
  owner = session.user?.id;
  return session;
}

/** Parameters of an address; absent and empty ones are left out. */
export type Query = Record<string, string | number | boolean | undefined>;

/** Reads. */
export function get<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  const pairs = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== "") pairs.set(name, String(value));
  }
  const text = pairs.toString();
  return call(text === "" ? path : `${path}?${text}`, signal ? { signal } : {});
}

/** Changes something. An answer without a body gives `undefined`. */
export async function send<T = undefined>(
  method: "POST" | "PATCH" | "DELETE",
  path: string,
  body: unknown = {},
): Promise<T> {
  const once = () =>
    call<T>(path, {
      method,
      headers: { "Content-Type": "application/json", "X-CSRF-Token": csrfToken },
      body: JSON.stringify(body),
    });
  try {
    return await once();
  } catch (thrown) {
    if (errorOf(thrown).code !== "forged") throw thrown;
    // Somebody signed in in another tab. If it is the same person, nothing is different but the token.
    const session = await get<SessionView>("session");
    if (session.user?.id !== owner) throw thrown;
    adopt(session);
    return once();
  }
}

async function call<T>(path: string, init: RequestInit): Promise<T> {
  let answer: Response;
  try {
    answer = await fetch(`${API}/${path}`, init);
  } catch (cause) {
    if (init.signal?.aborted) throw cause;
    throw new ApiError({ code: "unreachable", message: "the server does not answer" }, 0);
  }
  const text = await answer.text();
  if (answer.ok) {
    ears.onAnswer();
    return (text === "" ? undefined : JSON.parse(text)) as T;
  }
  const error = readError(text, answer);
  ears.onRefusal(error);
  throw new ApiError(error, answer.status);
}

function readError(text: string, answer: Response): ErrorView {
  try {
    return JSON.parse(text) as ErrorView;
  } catch {
    // Not from Waystation: something stands between.
    return { code: "unknown", message: `the server answered ${answer.status} ${answer.statusText}`.trim() };
  }
}
