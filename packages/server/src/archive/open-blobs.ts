import type { BlobStore } from '../blobs/blob-store.ts';
import { FileBlobStore } from '../blobs/files/file-blob-store.ts';
import type { Configuration } from '../config/options.ts';
import type { BlobNames } from '../index/blob-names.ts';

/** The storage area of an archive. */
export interface ArchiveBlobs {
  readonly blobs: BlobStore;
  /** Its kind; null: files in `StorageDirectory`. */
  readonly area: string | null;
}

export interface BlobEnvironment {
  readonly names: BlobNames;
  readonly keepsCopies: boolean;
  readonly isShared: boolean;
}

/** Opens the storage area that the configuration names; the caller closes it. */
export async function openBlobs(
  configuration: Configuration,
  { isShared, keepsCopies, names }: BlobEnvironment,
): Promise<ArchiveBlobs> {
  const blobs = new FileBlobStore({
    root: configuration.StorageDirectory,
    sync: configuration.SyncStorageArea,
    names,
    indexKeepsCopies: keepsCopies,
    precedesIndex: isShared,
  });
  return { blobs, area: null };
}
