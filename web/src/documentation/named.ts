// Gives names and reach to what Swagger UI leaves without: its plug-ins cannot, because the controls of parameters and
// the texts of answers are drawn deep inside it.
import { documentation as words } from "#/words/en/documentation.ts";

/** Names the controls inside `place`, now and whenever something is drawn there. */
export function keepNamed(place: HTMLElement): void {
  const name = () => {
    for (const row of place.querySelectorAll<HTMLElement>("tr[data-param-name]")) {
      for (const control of row.querySelectorAll(
        ":is(select, textarea, input:not([type=checkbox])):not([aria-label])",
      )) {
        const isMediaType = control.closest(".body-param-content-type, .content-type-wrapper") !== null;
        control.setAttribute("aria-label", isMediaType ? words.mediaType : (row.dataset.paramName ?? ""));
      }
    }
    for (const control of place.querySelectorAll(
      "select:not([aria-label], [aria-labelledby], tr[data-param-name] *)",
    )) {
      control.setAttribute("aria-label", words.mediaType);
    }
    // What scrolls must be reached by keys.
    for (const text of place.querySelectorAll("pre:not([tabindex])")) text.setAttribute("tabindex", "0");
    for (const copy of place.querySelectorAll(".copy-to-clipboard button:not([aria-label])")) {
      copy.setAttribute("aria-label", words.copy);
    }
  };
  new MutationObserver(name).observe(place, { childList: true, subtree: true });
}
