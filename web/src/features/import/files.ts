/** Longest file that is read into the page, in bytes. */
const FILE_BYTES_MAX = 64 * 1024 * 1024;

/** The text of one dropped or chosen file; null when it is too long for the page to hand on. */
export async function textOf(file: File): Promise<string | null> {
  return file.size > FILE_BYTES_MAX ? null : await file.text();
}
