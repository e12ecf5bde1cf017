// Gives names, reach and figures to what Swagger UI leaves without: its plug-ins cannot, because the controls of parameters
// and the texts of answers are drawn deep inside it.
import { copyText } from "#/host/host.ts";
import { COPIED_MS } from "#/ui/CopyButton.tsx";
import { controlWords } from "#/words/controls.ts";
import { words } from "#/words/documentation.ts";

/** Completes what is drawn inside `place`, now and later. `countOf` gives how many operations a group holds. */
export function keepNamed(place: HTMLElement, countOf: (group: string) => number): void {
  const complete = () => {
    nameControls(place);
    headColumns(place);
    nameAnswers(place);
    for (const group of place.querySelectorAll<HTMLElement>("h3[data-tag]")) {
      set(group.querySelector("a, span"), "data-count", String(countOf(group.dataset.tag ?? "")));
    }
  };
  new MutationObserver(complete).observe(place, { childList: true, subtree: true });
  place.addEventListener("click", (event) => copied(event), { capture: true });
}

/** Sets an attribute where it says something else. */
function set(element: Element | null, name: string, value: string): void {
  if (element && element.getAttribute(name) !== value) element.setAttribute(name, value);
}

function nameControls(place: HTMLElement): void {
  for (const row of place.querySelectorAll<HTMLElement>("tr[data-param-name]")) {
    for (const control of row.querySelectorAll(":is(select, textarea, input:not([type=checkbox])):not([aria-label])")) {
      const isMediaType = control.closest(".body-param-content-type, .content-type-wrapper") !== null;
      control.setAttribute("aria-label", isMediaType ? words().mediaType : (row.dataset.paramName ?? ""));
    }
  }
  for (const control of place.querySelectorAll("select:not([aria-label], [aria-labelledby], tr[data-param-name] *)")) {
    control.setAttribute("aria-label", words().mediaType);
  }
  // What scrolls must be reached by keys.
  for (const text of place.querySelectorAll("pre:not([tabindex])")) text.setAttribute("tabindex", "0");
  for (const copy of place.querySelectorAll(".copy-to-clipboard button")) {
    const name = copy.closest(".curl-command") ? words().copyCommand : words().copyAnswer;
    set(copy, "aria-label", name);
    if (!copy.hasAttribute("data-text")) copy.setAttribute("data-text", controlWords().copying.copy);
  }
}

/** The style sheet shows type and value in columns of their own; these are their heads. */
function headColumns(place: HTMLElement): void {
  for (const head of place.querySelectorAll("table.parameters > thead")) {
    set(head.querySelector(".parameters-col_name"), "data-second", words().type);
    set(head.querySelector(".parameters-col_description"), "data-second", words().value);
  }
}

/** What statuses are called in every language (RFC 9110). */
const REASON: Record<string, string> = {
  200: "OK",
  201: "Created",
  204: "No Content",
  304: "Not Modified",
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  409: "Conflict",
  413: "Content Too Large",
  415: "Unsupported Media Type",
  429: "Too Many Requests",
  500: "Internal Server Error",
  501: "Not Implemented",
  503: "Service Unavailable",
};

/** What a status means, and whether it is good. */
function nameAnswers(place: HTMLElement): void {
  for (const cell of place.querySelectorAll(".response > .response-col_status")) {
    const status = /^\d{3}/.exec(cell.textContent ?? "")?.[0] ?? "";
    set(cell, "data-kind", status.charAt(0));
    if (cell.closest(".live-responses-table")) set(cell, "data-reason", REASON[status] ?? "");
  }
}

/** Copies what stands beside the pressed button, and the button says how that went: Swagger UI's own copying says nothing. */
function copied(event: MouseEvent): void {
  const button = event.target instanceof Element ? event.target.closest(".copy-to-clipboard button") : null;
  const text = button?.closest(".curl-command, .highlight-code")?.querySelector("pre")?.textContent;
  if (!button || typeof text !== "string") return;
  event.stopPropagation();
  const say = (says: string) => {
    button.setAttribute("data-text", says);
    setTimeout(() => button.setAttribute("data-text", controlWords().copying.copy), COPIED_MS);
  };
  copyText(text).then(
    () => say(controlWords().copying.copied),
    () => say(controlWords().copying.failed),
  );
}
