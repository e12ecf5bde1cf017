// The import that this window started, as far as it is.
import { create } from "zustand";
import type { ImportView } from "#/api/types/ImportView.ts";

type Imports = {
  /** The running or ended import of this window; null before the first. */
  job: ImportView | null;
  id: string | null;
  begin: (id: string) => void;
  forget: () => void;
};

/** The import of this window. */
export const useImport = create<Imports>()((set) => ({
  job: null,
  id: null,
  begin: (id) => set({ id, job: early.get(id) ?? null }),
  forget: () => set({ id: null, job: null }),
}));

/** What events told of imports whose id this window did not know yet: the event may come before the answer. */
const early = new Map<string, ImportView>();

/** Takes what an event or an answer told. An ended import does not begin again. */
export function importChanged(job: ImportView): void {
  early.set(job.id, job);
  const { id, job: known } = useImport.getState();
  if (id !== job.id) return;
  if (known && known.state !== "running") return;
  useImport.setState({ job });
}
