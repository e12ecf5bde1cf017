// What a person calls the places in which variables stand, and the names that stand for something made.
import type { PlaceView } from "#/api/types/PlaceView.ts";
import { words } from "#/words/app.ts";

/** Where a value comes from: the name of its place, or what kind of place it is. */
export function fromPlace({ kind, name }: PlaceView): string {
  const { from, places } = words().variable;
  return from({ place: name === "" || kind === "request" ? places[kind] : name });
}

/** Where a value comes from that no place holds: made for the send, secret store, process; absent for other names. */
export function specialPlace(name: string): string | undefined {
  const { special } = words().variable;
  if (name.startsWith("$")) return special.dynamic;
  if (name.startsWith("vault:")) return special.vault;
  return name.startsWith("process.env.") ? special.process : undefined;
}
