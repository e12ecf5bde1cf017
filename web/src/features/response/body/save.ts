// An answer as a file.
import { post } from "#/api/client.ts";
import type { DownloadAddress } from "#/api/types/DownloadAddress.ts";
import { saveFrom } from "#/host/host.ts";

/** Hands the body of an exchange to the browser as a file: at an address that works once. */
export async function saveBody(id: string): Promise<void> {
  const { address } = await post<DownloadAddress>(`/api/exchanges/${encodeURIComponent(id)}/download`);
  saveFrom(address);
}
