import { afterEach, expect, it, vi } from "vitest";
import { copyText } from "./host.ts";

afterEach(() => vi.unstubAllGlobals());

/** A browser on plain http: no clipboard for pages, the old command only. */
function oldBrowser(obeys: boolean): () => string {
  let clipboard = "";
  vi.stubGlobal("navigator", { clipboard: undefined });
  document.execCommand = () => {
    if (!obeys) return false;
    const event = new Event("copy", { cancelable: true });
    const clipboardData = { setData: (_type: string, text: string) => (clipboard = text) };
    document.dispatchEvent(Object.assign(event, { clipboardData }));
    return event.defaultPrevented;
  };
  return () => clipboard;
}

it("copies on plain http, too", async () => {
  const clipboard = oldBrowser(true);
  await copyText("http://server/webapi//swagger/docs/3");
  expect(clipboard()).toBe("http://server/webapi//swagger/docs/3");
});

it("throws where the browser refuses", async () => {
  oldBrowser(false);
  await expect(copyText("text")).rejects.toThrow("no clipboard");
});
