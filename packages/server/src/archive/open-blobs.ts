import type { BlobStore } from '../blobs/blob-store.ts';
import { FileBlobStore } from '../blobs/files/file-blob-store.ts';
import { FolderLock } from '../blobs/files/folder-lock.ts';
import type { Configuration } from '../config/options.ts';
import type { BlobNames } from '../index/blob-names.ts';
import type { Logger } from '../logging/logger.ts';

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
  readonly logger: Logger;
  readonly opened: AsyncDisposableStack;
}

/** Opens the storage area that the configuration names; closed by `opened`. */
export async function openBlobs(configuration: Configuration, environment: BlobEnvironment): Promise<ArchiveBlobs> {
  const { AwsS3Storage } = configuration;
  return AwsS3Storage === undefined ? openFiles(configuration, environment) : openS3(AwsS3Storage, environment);
}

function openFiles(
  { StorageDirectory, SyncStorageArea }: Configuration,
  { isShared, keepsCopies, names, opened }: BlobEnvironment,
): ArchiveBlobs {
  const blobs = new FileBlobStore({
    root: StorageDirectory,
    sync: SyncStorageArea,
    names,
    indexKeepsCopies: keepsCopies,
    precedesIndex: isShared,
  });
  opened.defer(() => blobs.close());
  return { blobs, area: null };
}

async function openS3(
  section: NonNullable<Configuration['AwsS3Storage']>,
  { logger, names, opened }: BlobEnvironment,
): Promise<ArchiveBlobs> {
  // Who keeps files on disk does not wait for the library.
  const { openS3BlobStore } = await import('../blobs/s3/open-s3-blob-store.ts');
  if (section.Cache !== undefined) opened.use(new FolderLock(section.Cache.Directory));
  const blobs = await openS3BlobStore({ section, names, logger });
  opened.defer(() => blobs.close());
  return { blobs, area: 'AwsS3Storage' };
}
