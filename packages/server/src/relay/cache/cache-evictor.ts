import type { UpstreamConfiguration } from '../../config/relay.ts';
import type { CachedStudy, EvictableQuery, RelayStore } from '../../index/relay-store.ts';
import type { JobClock } from '../../jobs/job-clock.ts';
import type { Logger } from '../../logging/logger.ts';
import { StudyEvictor, type StudyEvictorOptions } from './study-evictor.ts';

export type CacheLimits = Pick<UpstreamConfiguration, 'Name' | 'CacheAge' | 'CacheSize' | 'CompletenessAge'>;

export interface CacheEvictorOptions extends StudyEvictorOptions {
  readonly upstreams: readonly CacheLimits[];
  readonly relay: StudyEvictorOptions['relay'] &
    Pick<RelayStore, 'cacheSize' | 'evictable' | 'forgetStudies' | 'listStudies' | 'trimCompleteness'>;
  /** For so long after its last use a study stays known of which nothing is left: more of it may come. */
  readonly lateArrivalPeriodMs: number;
  readonly clock: JobClock;
  readonly logger: Logger;
}

/** How soon something that has arrived is followed by a look at the limits: many arrivals by one. */
const soonMs = 1000;
const intervalMs = 60_000;

/** Counts drift when a server dies, or users store or delete what was fetched. */
const recountIntervalMs = 3_600_000;

/**
 * What was complete once is still so when its upstream is down, though nobody can ask. Eviction forgets it; of what users
 * stored it is kept for so long.
 */
const completenessKeptMs = 90 * 24 * 3_600_000;

const studiesPerPage = 50;
const bytesPerMegabyte = 1024 * 1024;
const msPerHour = 3_600_000;

/**
 * Keeps the cache of each upstream within its limits: study by study, the least recently used first. What may not go at
 * the moment, or fails, is passed over and tried again a minute later. Servers of one index evict side by side; what one
 * has taken the other does not find.
 */
export class CacheEvictor {
  readonly #options: CacheEvictorOptions;
  readonly #studies: StudyEvictor;
  readonly #closing = new AbortController();
  #cancelTimer: (() => void) | undefined;
  #running: Promise<void> | undefined;
  #hasArrived = false;
  #tidiedAtMs = Number.NEGATIVE_INFINITY;
  #recountedAtMs: number | undefined;

  constructor(options: CacheEvictorOptions) {
    this.#options = options;
    this.#studies = new StudyEvictor(options);
  }

  /** Begins with counting anew what an earlier run has left. */
  start(): void {
    this.#wait(0);
  }

  /** Something has been stored for an upstream. */
  arrived(): void {
    if (this.#hasArrived) return;
    this.#hasArrived = true;
    if (this.#running === undefined) this.#wait(soonMs);
  }

  /** Brings all caches within their limits, as far as that goes now. Never rejects. */
  async evict(): Promise<void> {
    const { clock, logger, upstreams } = this.#options;
    const nowMs = clock.nowMs();
    const tidies = nowMs >= this.#tidiedAtMs + intervalMs;
    const recounts = this.#recountedAtMs === undefined || nowMs >= this.#recountedAtMs + recountIntervalMs;
    let failed = false;
    for (const upstream of upstreams) {
      try {
        if (recounts) await this.#recount(upstream.Name, nowMs);
        await this.#evictUnused(upstream, nowMs);
        await this.#evictExcess(upstream, nowMs);
        if (tidies) await this.#tidy(upstream, nowMs);
      } catch (error) {
        failed = true;
        logger.warn('The cache of an upstream could not be evicted and waits', { error, upstream: upstream.Name });
      }
    }
    if (tidies) this.#tidiedAtMs = nowMs;
    if (recounts && !failed) this.#recountedAtMs = nowMs;
  }

  /** Resolves when nothing is under way any more. */
  async close(): Promise<void> {
    this.#closing.abort();
    this.#cancelTimer?.();
    await this.#running;
  }

  #wait(delayMs: number): void {
    if (this.#closing.signal.aborted) return;
    this.#cancelTimer?.();
    this.#cancelTimer = this.#options.clock.after(delayMs, () => this.#run());
  }

  #run(): void {
    this.#hasArrived = false;
    this.#running = this.evict().finally(() => {
      this.#running = undefined;
      this.#wait(this.#hasArrived ? soonMs : intervalMs);
    });
  }

  async #evictUnused({ CacheAge, Name }: CacheLimits, nowMs: number): Promise<void> {
    if (CacheAge === 0) return;
    const query = { nowMs, usedBeforeMs: nowMs - CacheAge * msPerHour };
    await this.#eachEvictable(Name, query, async (study) => {
      await this.#studies.evict(study, this.#closing.signal);
      return true;
    });
  }

  async #evictExcess({ CacheSize, Name }: CacheLimits, nowMs: number): Promise<void> {
    if (CacheSize === 0) return;
    const { relay } = this.#options;
    const limitBytes = CacheSize * bytesPerMegabyte;
    let { bytes } = await relay.cacheSize(Name);
    if (bytes <= limitBytes) return;
    await this.#eachEvictable(Name, { nowMs }, async (study) => {
      // The sum may have been too large because the count of this study is.
      const counted = (await relay.recountStudy(Name, study.studyInstanceUid))?.bytes ?? 0;
      bytes += counted - study.bytes;
      if (bytes > limitBytes) bytes += (await this.#studies.evict(study, this.#closing.signal)) - counted;
      return bytes > limitBytes;
    });
    if (bytes > limitBytes)
      this.#options.logger.debug('A cache is beyond its limit: the rest is in use', { upstream: Name });
  }

  /** Calls `handle` for one study after the other while it answers true; one that fails is passed over. */
  async #eachEvictable(
    upstream: string,
    query: Pick<EvictableQuery, 'nowMs' | 'usedBeforeMs'>,
    handle: (study: CachedStudy) => Promise<boolean>,
  ): Promise<void> {
    const { logger, relay } = this.#options;
    let failures = 0;
    let firstError: unknown;
    let goesOn = true;
    for (let after: CachedStudy | undefined; goesOn; ) {
      const page = await relay.evictable(upstream, { ...query, ...(after && { after }), limit: studiesPerPage });
      for (const study of page) {
        if (!goesOn || this.#closing.signal.aborted) break;
        try {
          goesOn = await handle(study);
        } catch (error) {
          failures += 1;
          firstError ??= error;
        }
      }
      after = page.at(-1);
      if (page.length < studiesPerPage || this.#closing.signal.aborted) break;
    }
    if (failures > 0) logger.warn('Studies could not be evicted and wait', { error: firstError, upstream, failures });
  }

  /** At first all; later not those that are just being fetched, whose instances are stored before they are counted. */
  async #recount(upstream: string, nowMs: number): Promise<void> {
    const { relay } = this.#options;
    for (let after = ''; !this.#closing.signal.aborted; ) {
      const page = await relay.listStudies(upstream, after, studiesPerPage);
      for (const { pinnedUntilMs, studyInstanceUid } of page) {
        if (this.#closing.signal.aborted) return;
        if (this.#recountedAtMs !== undefined && pinnedUntilMs > nowMs) continue;
        await relay.recountStudy(upstream, studyInstanceUid);
      }
      const last = page.at(-1);
      if (last === undefined || page.length < studiesPerPage) return;
      after = last.studyInstanceUid;
    }
  }

  async #tidy({ CompletenessAge, Name }: CacheLimits, nowMs: number): Promise<void> {
    const { lateArrivalPeriodMs, relay } = this.#options;
    await relay.forgetStudies(Name, nowMs - lateArrivalPeriodMs, nowMs);
    const keptMs = Math.max(CompletenessAge * 1000, completenessKeptMs);
    await relay.trimCompleteness(Name, nowMs - keptMs);
  }
}
