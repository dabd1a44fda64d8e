import { StabilityMonitor } from '../events/stability-monitor.ts';
import type { ArrivalObserver } from '../ingest/arrival-observer.ts';
import { HashThread } from '../ingest/hash-thread-client.ts';
import { Ingest } from '../ingest/ingest.ts';
import type { Foundation } from './foundation.ts';

const bytesPerMegabyte = 1024 * 1024;

/** The one way in, and what notices when no more comes. */
export function openArrival(
  { archive, configuration, dictionary, encoding, events, logs, mainTags, scripting }: Foundation,
  arrivals: ArrivalObserver | undefined,
  opened: AsyncDisposableStack,
): { readonly ingest: Ingest } {
  const { blobs, copies, index, isShared, janitor } = archive;
  const hashThread = new HashThread();
  opened.defer(() => hashThread.close());
  const ingest = new Ingest({
    index,
    blobs,
    janitor,
    copies,
    events,
    mainTags,
    overwrite: configuration.OverwriteInstances,
    limits: {
      maximumStorageBytes: configuration.MaximumStorageSize * bytesPerMegabyte,
      maximumPatients: configuration.MaximumPatientCount,
      mode: configuration.MaximumStorageMode,
    },
    storeMd5: configuration.StoreMD5ForAttachments,
    compress: configuration.StorageCompression,
    hashThread,
    encoding,
    dictionary,
    filter: scripting.hooks.receivedInstance,
    ...(arrivals && { arrivals }),
  });
  const stability = new StabilityMonitor({
    index,
    events,
    stableAgeMs: configuration.StableAge * 1000,
    isShared,
    logger: logs.logger('generic'),
  });
  opened.defer(() => stability.close());
  return { ingest };
}
