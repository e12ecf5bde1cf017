// Words of Waystation's documentation page, in the chosen language.
import { documentation } from "./en/documentation.ts";
import { table } from "./words.ts";

/** Every text of Waystation's own on its documentation page. */
export const words = table(documentation, import.meta.glob(["./*/documentation.ts", "!./en/*"]));
