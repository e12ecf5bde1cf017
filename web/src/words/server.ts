// Words of the Server UI, in the chosen language.
import { server } from "./en/server.ts";
import { table } from "./words.ts";

/** Every text that the Server UI shows. */
export const words = table(server, import.meta.glob(["./*/server.ts", "!./en/*"]));

/** The shape of the Server UI's words. */
export type Words = ReturnType<typeof words>;
