// Lets CodeMirror's styles pass a Content-Security-Policy without inline styles.
//
// style-mod writes a <style> element into documents, which `style-src 'self'` refuses, and uses a constructed sheet only
// inside shadow roots. Asked for a root that has no head, it makes a constructed sheet; the document then shares it.
import { StyleModule } from "style-mod";

type Root = { ownerDocument: Document; adoptedStyleSheets: CSSStyleSheet[] };

/** Must run before the first editor is made. Browsers without constructed sheets keep the <style> element. */
export function shareConstructedSheet(page: Document): void {
  if (!("adoptedStyleSheets" in page)) return;
  const root: Root = {
    ownerDocument: page,
    get adoptedStyleSheets() {
      return page.adoptedStyleSheets;
    },
    set adoptedStyleSheets(sheets) {
      page.adoptedStyleSheets = sheets;
    },
  };
  StyleModule.mount(root as unknown as ShadowRoot, []);
  for (const key of Object.getOwnPropertySymbols(root)) Reflect.set(page, key, Reflect.get(root, key));
}
