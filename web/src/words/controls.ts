// Words of controls that all pages share, in the chosen language.
import { broken } from "./en/broken.ts";
import { copying } from "./en/copying.ts";
import { table } from "./words.ts";

/** Every text of the controls that all pages share. */
export const controlWords = table({ broken, copying });
