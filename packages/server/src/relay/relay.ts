import { randomUUID } from 'node:crypto';
import type { IndexStore } from '../index/index-store.ts';
import type { RelayRequest, RelayStore } from '../index/relay-store.ts';
import type { JobClock } from '../jobs/job-clock.ts';
import type { Logger } from '../logging/logger.ts';
import type { Level } from '../model/level.ts';
import {
  lackOf,
  type ResourceFetcher,
  type RetrieveClient,
  type RetrieveSourceOptions,
  type RetrieveSources,
} from '../retrieve/retrieve-source.ts';
import type { RetrieveKeys } from '../retrieve/selection.ts';
import type { Fetches } from './fetch/fetches.ts';
import { keysOfResource } from './known-keys.ts';
import { LedgerEntry } from './ledger-entry.ts';
import { mayFetchFor, type RelayUpstream } from './relay-upstream.ts';
import { keysOfTarget, targetOfResource } from './resource-target.ts';
import { wasComplete } from './retrieval/known-completeness.ts';
import { RelayedSource } from './retrieval/relayed-source.ts';

export interface RelayOptions {
  /** In the order in which they are asked. */
  readonly upstreams: readonly RelayUpstream[];
  readonly index: IndexStore;
  readonly store: RelayStore;
  readonly fetches: Fetches;
  readonly clock: JobClock;
  readonly logger: Logger;
  /** Keeps studies from being evicted until what is answered is disposed of. */
  readonly pin: (studyInstanceUids: readonly string[]) => Promise<Disposable>;
  /** Hears of each request when it has ended. */
  readonly observe: (request: RelayRequest) => void;
}

/** Values of the unique key that the ledger shows. */
const maxUidsShown = 100;

/** Upstream PACS as another source of instances. */
export class Relay implements RetrieveSources, ResourceFetcher {
  readonly #options: RelayOptions;
  /** Those that have not ended, by id. */
  readonly #running = new Map<string, RelayedSource>();

  constructor(options: RelayOptions) {
    this.#options = options;
  }

  concerns(client: RetrieveClient): boolean {
    return this.#options.upstreams.some((upstream) => mayFetchFor(upstream, client));
  }

  async open(
    keys: RetrieveKeys,
    client: RetrieveClient,
    { delivered = new Set(), jobId, kind = client.service, upstreams }: RetrieveSourceOptions = {},
  ): Promise<RelayedSource> {
    const { clock, logger, store } = this.#options;
    // Who may have something fetched is no matter where the configuration itself wants it.
    const isOurOwn = kind === 'Prefetch';
    const asked = this.#options.upstreams.filter(
      (upstream) => (isOurOwn || mayFetchFor(upstream, client)) && (upstreams?.includes(upstream.name) ?? true),
    );
    const entry = new LedgerEntry(
      { store, clock, logger, observe: (request) => this.#ended(request) },
      {
        id: randomUUID(),
        kind,
        state: 'Queued',
        client: client.name,
        destination: client.destinationAet,
        level: keys.level,
        uids: keys.values.slice(0, maxUidsShown),
        upstreams: [],
        local: 0,
        received: 0,
        delivered: 0,
        failed: 0,
        reason: '',
        createdAtMs: clock.nowMs(),
        ...(jobId !== undefined && { jobId }),
      },
    );
    const source = new RelayedSource(this.#options, keys, asked, entry, delivered);
    this.#running.set(entry.request.id, source);
    return source;
  }

  /** Gives up a request that this server performs; false: there is none with this id. */
  cancel(requestId: string): boolean {
    const source = this.#running.get(requestId);
    source?.giveUp();
    return source !== undefined;
  }

  async fetch(level: Level, publicId: string, client: RetrieveClient, signal: AbortSignal): Promise<void> {
    const keys = keysOfResource(await this.#options.store.getKnownResource(level, publicId));
    if (keys === undefined || !this.concerns(client)) return;
    await this.bring(keys, client, signal);
  }

  async complete(level: Level, publicId: string, client: RetrieveClient, signal: AbortSignal): Promise<void> {
    const { index, store } = this.#options;
    const target = await targetOfResource(index, level, publicId);
    if (target === undefined) return;
    const upstreams = (await store.cachedStudy(target.studyInstanceUid)).map(({ upstream }) => upstream);
    if (!this.#options.upstreams.some(({ name }) => upstreams.includes(name))) return;
    if (await wasComplete(this.#options, upstreams, target)) return;
    const keys = keysOfTarget(target);
    if (this.concerns(client)) await this.bring(keys, client, signal, { upstreams });
  }

  /**
   * Fetches without delivering anything.
   * @throws IsocenterError when something is missing; the reason of the signal
   */
  async bring(
    keys: RetrieveKeys,
    client: RetrieveClient,
    signal: AbortSignal,
    options?: RetrieveSourceOptions,
  ): Promise<void> {
    const source = await this.open(keys, client, options);
    let ending: 'ended' | 'failed' = 'failed';
    try {
      for await (const _page of source.items(signal)) signal.throwIfAborted();
      ending = 'ended';
    } finally {
      await source.close(signal.aborted ? 'cancelled' : ending);
    }
    signal.throwIfAborted();
    const lack = lackOf(source.missing);
    if (lack !== undefined) throw lack;
  }

  /** Whether all that one of these upstreams had of a study, when that was known last, is here. */
  isComplete(studyInstanceUid: string, upstreams: readonly string[]): Promise<boolean> {
    return wasComplete(this.#options, upstreams, { level: 'Study', studyInstanceUid });
  }

  /** Gives up what is under way. */
  stop(): void {
    this.#options.fetches.stop();
  }

  #ended(request: RelayRequest): void {
    this.#running.delete(request.id);
    this.#options.observe(request);
  }
}
