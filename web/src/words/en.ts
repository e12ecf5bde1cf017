// Every text a person sees, in English. Labels that people know by their spelling keep it.
import { answers } from "./en/answers.ts";
import { collection } from "./en/collection.ts";
import { request } from "./en/request.ts";
import { settings } from "./en/settings.ts";
import { shell } from "./en/shell.ts";

/** All words. */
export const words = { ...shell, ...settings, ...collection, ...request, ...answers };
