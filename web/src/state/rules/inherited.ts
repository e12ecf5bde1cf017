// Settings that a level may leave to the one around it.
import type { Inheritable } from "#/api/types/Inheritable.ts";

/** The value that applies: the own one, else that of what stands around. */
export function applying<T>(own: Inheritable<T>, inherited: Inheritable<T>): T | undefined {
  if (own !== "inherit") return own.value;
  return inherited === "inherit" ? undefined : inherited.value;
}
