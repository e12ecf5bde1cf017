// What the program knows of files and folders on this computer.
import { queryOptions } from "@tanstack/react-query";
import { get, post } from "#/api/client.ts";
import type { FileView } from "#/api/types/FileView.ts";
import type { FolderView } from "#/api/types/FolderView.ts";
import { aboutCollection } from "#/state/queries/topics.ts";

/** What is known of the files at these paths. Nothing tells when a file comes or goes, so it is asked again now and then. */
export const filesQuery = (collection: string, paths: readonly string[]) =>
  queryOptions({
    queryKey: aboutCollection("files", collection, ...paths),
    queryFn: () => post<FileView[]>("/api/files", { collection, paths }),
    enabled: paths.length > 0,
    staleTime: 0,
    refetchInterval: 5000,
    refetchOnWindowFocus: true,
  });

/** What lies in a folder; the empty path is the collection's own. */
export const folderQuery = (collection: string, folder: string) =>
  queryOptions({
    queryKey: aboutCollection("folder", collection, folder),
    queryFn: ({ signal }) => get<FolderView>("/api/folders", { collection, folder }, signal),
    staleTime: 0,
    retry: false,
  });

/** A typed path in two: the folder with its separator, and what stands behind it. */
export function splitPath(path: string): { folder: string; rest: string } {
  const at = Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1;
  return { folder: path.slice(0, at), rest: path.slice(at) };
}
