// Words of controls that all pages share, in the chosen language.
import { controls } from "./en/controls.ts";
import { table } from "./words.ts";

/** Every text of the controls that all pages share. */
export const controlWords = table(controls, import.meta.glob(["./*/controls.ts", "!./en/*"]));
