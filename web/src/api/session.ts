// The session token: it comes in the fragment of the opened address and is kept for reloads of this origin.

const KEY = "postrider.session";

let token = "";

/** Names this window in every call, so that its own edits can be told from those of other windows. */
export const windowId = crypto.randomUUID();

/** Takes the token out of the address, or the one kept from before. Answers what else the fragment said. */
export function openSession(): URLSearchParams {
  const fragment = location.hash.slice(1);
  const said = new URLSearchParams(fragment.includes("=") ? fragment : `session=${fragment}`);
  const given = said.get("session") ?? "";
  if (given !== "") {
    localStorage.setItem(KEY, given);
    history.replaceState(null, "", location.pathname + location.search);
  }
  token = given || (localStorage.getItem(KEY) ?? "");
  return said;
}

/** The headers that every call carries. */
export function sessionHeaders(): Record<string, string> {
  return { "X-Postrider-Session": token, "X-Postrider-Window": windowId };
}
