import { afterEach, expect, test, vi } from "vitest";
import { askToken, type Client, keepToken, keptToken } from "./token.ts";

const URL = "http://server/webapi/oauth2/token";
const CLIENT: Client = { id: "key", secret: "secret", authentication: "header" };

/** Answers the next call with `status` and `body`; gives what was sent. */
function answering(status: number, body: string, headers: Record<string, string> = {}) {
  const asked = vi.fn<typeof fetch>(() => Promise.resolve(new Response(body, { status, headers })));
  vi.stubGlobal("fetch", asked);
  return () => {
    const { headers: sent, body: form } = asked.mock.calls[0]?.[1] ?? {};
    return `${new Headers(sent).get("authorization")} ${String(form)}`;
  };
}

afterEach(() => vi.unstubAllGlobals());

test("key and secret travel in the header or in the body", async () => {
  const sent = answering(200, '{"access_token":"t","token_type":"bearer","expires_in":3599}');
  expect(await askToken(URL, CLIENT, 1000)).toEqual({ access_token: "t", token_type: "bearer", expires_at: 3_600_000 });
  expect(sent()).toBe("Basic a2V5OnNlY3JldA== grant_type=client_credentials");
  const inBody = answering(200, '{"access_token":"t"}');
  await askToken(URL, { ...CLIENT, authentication: "body" }, 0);
  expect(inBody()).toBe("null grant_type=client_credentials&client_id=key&client_secret=secret");
});

test("what went wrong is said in words", async () => {
  answering(400, '{"error":"invalid_client"}');
  expect(await askToken(URL, CLIENT, 0)).toContain("did not issue a token: invalid_client.");
  answering(429, "", { "retry-after": "12" });
  expect(await askToken(URL, CLIENT, 0)).toContain("Wait 12 seconds");
  answering(200, "<html>");
  expect(await askToken(URL, CLIENT, 0)).toContain("contains no token");
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("gone")));
  expect(await askToken(URL, CLIENT, 0)).toContain("is not responding");
});

test("a token is kept for its own endpoint until it runs out or is forgotten", () => {
  const token = { access_token: "t", token_type: "bearer", expires_at: 5000 };
  keepToken(URL, token);
  expect(keptToken(URL, 4999)).toEqual(token);
  expect(keptToken(URL, 5000)).toBeNull();
  expect(keptToken("http://other/token", 0)).toBeNull();
  keepToken(URL, null);
  expect(keptToken(URL, 0)).toBeNull();
});
