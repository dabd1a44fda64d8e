import type { CachedStudy, RelayStore } from '../../index/relay-store.ts';
import type { ArrivedInstance } from '../../ingest/arrival-observer.ts';
import type { JobClock } from '../../jobs/job-clock.ts';
import { targetHolds } from '../relay-target.ts';
import type { Fetch } from './fetch.ts';

export interface FetchSendersOptions {
  readonly relay: Pick<RelayStore, 'cachedStudy'>;
  readonly clock: Pick<JobClock, 'nowMs'>;
  /** `LateArrivalPeriod`. */
  readonly lateArrivalMs: number;
  /** The upstreams that a peer may be, by the AE title that it calls with. */
  readonly upstreamsOf: (aet: string) => readonly string[];
}

/** What the index says of a study is asked for again after that. */
const knownMs = 10_000;

/** Studies that are remembered so. */
const maxKnownStudies = 1000;

interface KnownStudy {
  readonly untilMs: number;
  readonly cached: Promise<readonly CachedStudy[]>;
}

/**
 * Tells what was fetched from what others send. An upstream may send late, to another server of the index than the one
 * that has asked it, or after that has died: so the index is asked, which knows what was fetched lately.
 */
export class FetchSenders {
  readonly #options: FetchSendersOptions;
  readonly #known = new Map<string, KnownStudy>();

  constructor(options: FetchSendersOptions) {
    this.#options = options;
  }

  /** The upstream whose cache an instance is for; undefined: it is the users' own. */
  upstreamOf(instance: ArrivedInstance, active: Iterable<Fetch>): Promise<string | undefined> | string | undefined {
    const { origin } = instance;
    if ('upstream' in origin && origin.upstream !== undefined) return origin.upstream;
    if (origin.kind !== 'DicomProtocol') return undefined;
    const names = this.#options.upstreamsOf(origin.remoteAet);
    if (names.length === 0) return undefined;
    for (const { target, upstream } of active) {
      if (names.includes(upstream.name) && targetHolds(target, instance)) return upstream.name;
    }
    return this.#fetchedLately(instance.studyInstanceUid, names);
  }

  async #fetchedLately(studyInstanceUid: string, names: readonly string[]): Promise<string | undefined> {
    const { clock, lateArrivalMs } = this.#options;
    const sinceMs = clock.nowMs() - lateArrivalMs;
    const cached = await this.#cached(studyInstanceUid);
    return cached.find(({ upstream, usedAtMs }) => names.includes(upstream) && usedAtMs >= sinceMs)?.upstream;
  }

  #cached(studyInstanceUid: string): Promise<readonly CachedStudy[]> {
    const { clock, relay } = this.#options;
    const nowMs = clock.nowMs();
    const known = this.#known.get(studyInstanceUid);
    if (known !== undefined && known.untilMs > nowMs) return known.cached;
    const cached = relay.cachedStudy(studyInstanceUid);
    const forget = () => this.#known.delete(studyInstanceUid);
    // What is not fetched may be at any moment.
    cached.then((studies) => studies.length === 0 && forget(), forget);
    this.#known.delete(studyInstanceUid);
    this.#known.set(studyInstanceUid, { cached, untilMs: nowMs + knownMs });
    const [oldest] = this.#known.keys();
    if (this.#known.size > maxKnownStudies && oldest !== undefined) this.#known.delete(oldest);
    return cached;
  }
}
