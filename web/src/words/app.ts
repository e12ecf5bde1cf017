// Words of the app, in the chosen language.

import { collection } from "./en/collection.ts";
import { request } from "./en/request.ts";
import { responses } from "./en/responses.ts";
import { settings } from "./en/settings.ts";
import { shell } from "./en/shell.ts";
import { table } from "./words.ts";

/** Every text that the app shows. */
export const words = table(
  { ...shell, ...settings, ...collection, ...request, ...responses },
  import.meta.glob(["./*/{shell,settings,collection,request,responses}.ts", "!./en/*"]),
);

/** The shape of the app's words. */
export type Words = ReturnType<typeof words>;
