// One call of the local API: JSON there, JSON back, an error is one Problem.
import { sessionHeaders } from "./session.ts";
import type { Problem } from "./types/Problem.ts";

/** What a call throws when the program answered with an error, or not at all (status 0). */
export class ApiError extends Error {
  readonly problem: Problem;
  readonly status: number;
  constructor(problem: Problem, status: number) {
    super(problem.message);
    this.name = "ApiError";
    this.problem = problem;
    this.status = status;
  }
}

/** The problem in anything that was thrown; unknown things become one with the code `unknown`. */
export function problemOf(thrown: unknown): Problem {
  if (thrown instanceof ApiError) return thrown.problem;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return { code: "unknown", message, place: {}, severity: "error" };
}

/** Parameters of an address; absent ones are left out. */
export type Query = Record<string, string | number | undefined>;

/** The address of a call. Path parts must be encoded by the caller. */
export function address(path: string, query: Query = {}): string {
  const pairs = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) pairs.set(name, String(value));
  }
  const text = pairs.toString();
  return text === "" ? path : `${path}?${text}`;
}

/** One call; throws ApiError. */
export async function call(path: string, init: RequestInit = {}): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(path, { ...init, headers: { ...sessionHeaders(), ...init.headers } });
  } catch (cause) {
    if (init.signal?.aborted) throw cause;
    throw new ApiError(
      { code: "program_unreachable", message: "Postrider does not answer", place: {}, severity: "error" },
      0,
    );
  }
  if (answer.ok) return answer;
  throw new ApiError(await readProblem(answer), answer.status);
}

async function readProblem(answer: Response): Promise<Problem> {
  const text = await answer.text();
  try {
    return JSON.parse(text) as Problem;
  } catch {
    return { code: "unknown", message: text || answer.statusText, place: {}, severity: "error" };
  }
}

/** Reads. */
export async function get<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  const answer = await call(address(path, query), signal ? { signal } : {});
  return (await answer.json()) as T;
}

/** Commands. An answer without a body gives `undefined`. */
export async function post<T>(path: string, command: unknown = {}, signal?: AbortSignal): Promise<T> {
  const answer = await call(path, {
    method: "POST",
    body: JSON.stringify(command),
    headers: { "Content-Type": "application/json" },
    ...(signal ? { signal } : {}),
  });
  const text = await answer.text();
  return (text === "" ? undefined : JSON.parse(text)) as T;
}
