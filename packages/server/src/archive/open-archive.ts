import { BlobCopies } from '../blobs/blob-copies.ts';
import { BlobJanitor } from '../blobs/blob-janitor.ts';
import type { BlobStore } from '../blobs/blob-store.ts';
import { MeasuredBlobStore, type StorageObserver } from '../blobs/measured-blob-store.ts';
import type { Configuration } from '../config/options.ts';
import type { CommonStores } from '../index/common-stores.ts';
import type { IndexStore } from '../index/index-store.ts';
import { type JobClock, systemClock } from '../jobs/job-clock.ts';
import type { JobStore } from '../jobs/job-store.ts';
import type { Logs } from '../logging/logs.ts';
import { openBlobs } from './open-blobs.ts';
import { openIndex } from './open-index.ts';

/** What holds data. */
export interface Archive extends CommonStores {
  readonly index: IndexStore;
  readonly jobs: JobStore;
  /** What leases of jobs are measured by. */
  readonly jobClock: JobClock;
  /** Other servers may use the same index. */
  readonly isShared: boolean;
  readonly blobs: BlobStore;
  readonly janitor: BlobJanitor;
  readonly copies: BlobCopies;
  /** The kinds of database and storage area, as `/system` tells them; null: the embedded ones. */
  readonly databaseBackend: string | null;
  readonly storageArea: string | null;
}

export interface ArchiveEnvironment {
  readonly logs: Logs;
  /** Names this run of this server. */
  readonly serverId: string;
  /** Hears what is done to the files. */
  readonly storageObserver: StorageObserver;
}

/**
 * Opens the index and the storage area that the configuration names, finishes what a crash has left undone, and gives
 * `opened` what closes them again.
 * @throws IsocenterError when one of them cannot be opened
 */
export async function openArchive(
  configuration: Configuration,
  { logs, serverId, storageObserver }: ArchiveEnvironment,
  opened: AsyncDisposableStack,
): Promise<Archive> {
  const logger = logs.logger('generic');
  const { index, isShared, jobs, names, nowMs, keepsCopies, backend, exports, queries, relay, worklists } =
    await openIndex(configuration, {
      logger,
      serverId,
      opened,
    });
  const { area, ...files } = await openBlobs(configuration, { names, keepsCopies, isShared, logger, opened });
  const blobs = new MeasuredBlobStore(files.blobs, storageObserver);
  const leaseMs = configuration.JobsLease * 1000;
  const janitor = new BlobJanitor({ blobs, names, index, foreignRemovalAgeMs: isShared ? 2 * leaseMs : 0, logger });
  const copies = new BlobCopies({ blobs, index, logger });
  opened.defer(() => copies.close());
  opened.defer(() => janitor.settle());
  if (!isShared) {
    await copies.recover();
    await janitor.collect();
  }
  // Only the embedded index knows all it will ever know at the start.
  if (backend !== null) janitor.collectEvery(leaseMs);
  return {
    index,
    jobs,
    exports,
    queries,
    relay,
    worklists,
    jobClock: { ...systemClock, nowMs },
    isShared,
    blobs,
    janitor,
    copies,
    databaseBackend: backend,
    storageArea: area,
  };
}
