// Files and folders that were dropped or chosen, as texts for the program: a page may read them, a program may not know where
// they lie.
import type { ImportFile } from "#/api/types/ImportFile.ts";

/** Longest text, of one file or of all together, that is read into the page, in bytes. */
const BYTES_MAX = 64 * 1024 * 1024;

/** So many files of a folder are read. */
const FILES_MAX = 5000;

/** Endings of what a folder is searched for. */
const ENDINGS = /\.(json|ya?ml)$/i;

/** A file with its path below the folder that was dropped or chosen; just its name when there was no folder. */
export type FoundFile = { path: string; file: File };

/** What was handed in: one file is shown as the text that it is, several belong together. */
export type Given = { text: string } | { files: ImportFile[] } | "too_long" | "nothing";

/** Reads what was handed in. */
export async function read(found: readonly FoundFile[]): Promise<Given> {
  const isFolder = found.some(({ path }) => path.includes("/"));
  const wanted = isFolder ? found.filter(({ path }) => isDocument(path)) : found;
  const bytes = wanted.reduce((sum, { file }) => sum + file.size, 0);
  if (bytes > BYTES_MAX || wanted.length > FILES_MAX) return "too_long";
  const files = await Promise.all(wanted.map(async ({ path, file }) => ({ path, text: await file.text() })));
  const [first] = files;
  if (!first) return "nothing";
  return files.length === 1 ? { text: first.text } : { files };
}

/** The files of an input; those of a chosen folder know their path. */
export function chosen(files: FileList | null): FoundFile[] {
  return [...(files ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
}

/** The files of a drop, and all files in its folders. Call it while the event is handled: afterwards the drop is empty. */
export async function dropped(transfer: DataTransfer): Promise<FoundFile[]> {
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  const found: FoundFile[] = [];
  for (const entry of entries) await gather(entry, found);
  return found;
}

async function gather(entry: FileSystemEntry, found: FoundFile[]): Promise<void> {
  if (found.length > FILES_MAX) return;
  const path = entry.fullPath.replace(/^\//, "");
  if (entry.isFile) {
    const file = await new Promise<File>((done, failed) => (entry as FileSystemFileEntry).file(done, failed));
    found.push({ path, file });
  } else if (!isPassedOver(entry.name)) {
    const reader = (entry as FileSystemDirectoryEntry).createReader();
    for (;;) {
      // One answer holds a part of a large folder.
      const part = await new Promise<FileSystemEntry[]>((done, failed) => reader.readEntries(done, failed));
      if (part.length === 0) break;
      for (const inner of part) if (!inner.isFile || isDocument(inner.fullPath)) await gather(inner, found);
    }
  }
}

function isDocument(path: string): boolean {
  return ENDINGS.test(path) && !path.split("/").some(isPassedOver);
}

function isPassedOver(name: string): boolean {
  return name.startsWith(".") || name === "node_modules";
}
