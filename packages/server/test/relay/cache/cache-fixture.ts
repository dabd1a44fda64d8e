import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { BlobJanitor } from '../../../src/blobs/blob-janitor.ts';
import { EventFeed, type ResourceEvent } from '../../../src/events/event-feed.ts';
import { indexFileName, openSqliteIndex } from '../../../src/index/sqlite/open-sqlite-index.ts';
import { silentLogger } from '../../../src/logging/logger.ts';
import { CacheEvictor, type CacheEvictorOptions } from '../../../src/relay/cache/cache-evictor.ts';
import type { Eviction } from '../../../src/relay/cache/study-evictor.ts';
import { type InstanceChoice, newInstance, noLimits } from '../../index/contract/new-instance.ts';
import { FakeClock } from '../../jobs/fake-clock.ts';
import { openFileBlobs } from '../../support/file-blobs.ts';

export const megabyte = 1024 * 1024;

export interface StoreChoice extends InstanceChoice {
  readonly study: string;
  readonly instance: string;
  /** False: as after a crash between storing and counting. */
  readonly counted?: boolean;
}

/** An index, a storage area and a cache of the upstream "pacs" of 10 MB and 24 h. */
export async function openCache(t: TestContext, choice: Partial<CacheEvictorOptions> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'isocenter-relay-cache-'));
  const { index, jobs, relay } = await openSqliteIndex(folder);
  const storage = join(folder, 'storage');
  const { blobs, names, close } = openFileBlobs(storage);
  const janitor = new BlobJanitor({ blobs, names, index, foreignRemovalAgeMs: 0, logger: silentLogger });
  const clock = new FakeClock();
  const events: ResourceEvent[] = [];
  const feed = new EventFeed(() => undefined);
  feed.subscribe((event) => events.push(event));
  const evictions: Eviction[] = [];
  const evictor = new CacheEvictor({
    upstreams: [{ Name: 'pacs', CacheSize: 10, CacheAge: 24, CompletenessAge: 300 }],
    index,
    relay,
    janitor,
    events: feed,
    lateArrivalPeriodMs: 3_600_000,
    clock,
    logger: silentLogger,
    observe: (eviction) => evictions.push(eviction),
    ...choice,
  });
  t.after(async () => {
    await evictor.close();
    await janitor.settle();
    await close();
    await index.close();
    await rm(folder, { recursive: true });
  });

  /** As ingest and the relay do: the file, the index, the count. The index is told a size of one megabyte unless chosen. */
  async function store({ counted = true, ...chosen }: StoreChoice): Promise<'Success' | 'AlreadyStored'> {
    const writer = blobs.create();
    void writer.write(Buffer.from(chosen.instance));
    await writer.flush();
    await writer.sync();
    const size = chosen.size ?? megabyte;
    const series = `${chosen.study}.1`;
    const instance = newInstance({ series, ...chosen, size, uuid: writer.uuid });
    const { removedBlobs, status } = await index.storeInstance(instance, noLimits);
    janitor.remove(removedBlobs);
    if (status === 'Success') blobs.settle(writer.uuid);
    if (status === 'Success' && counted && chosen.relayedFrom !== undefined) {
      await relay.countStudy(chosen.relayedFrom, chosen.study, size, 1, clock.nowMs());
    }
    return status;
  }

  /** SOP Instance UIDs of what is there of a study. */
  async function present(study: string): Promise<string> {
    const { Study } = newInstance({ study }).publicIds;
    const uids: string[] = [];
    for await (const page of index.listInstances('Study', [Study])) {
      uids.push(...page.map(({ sopInstanceUid }) => sopInstanceUid));
    }
    return uids.sort().join(' ');
  }

  /** Names of all files of the storage area, once nothing waits to be removed. */
  async function files(): Promise<readonly string[]> {
    await janitor.settle();
    const entries = await readdir(storage, { recursive: true, withFileTypes: true });
    const isBlob = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
    return entries.flatMap((entry) => (entry.isFile() && isBlob.test(entry.name) ? [entry.name] : [])).sort();
  }

  const databasePath = join(folder, indexFileName);
  return { index, jobs, relay, clock, evictor, events, evictions, store, present, files, databasePath };
}
