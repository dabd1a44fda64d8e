import type { CompletenessKey, RelayStore } from '../../index/relay-store.ts';
import type { JobClock } from '../../jobs/job-clock.ts';
import type { Logger } from '../../logging/logger.ts';
import type { FetchOutcome, RelayMetrics } from '../../metrics/relay-metrics.ts';
import { type RelayTarget, targetUid } from '../relay-target.ts';
import type { Fetch } from './fetch.ts';
import type { FetchEnd } from './fetch-subscriber.ts';
import type { FetchesObserver } from './fetches.ts';

export interface FetchRecorderOptions {
  readonly relay: Pick<RelayStore, 'countStudy' | 'setCompleteness'>;
  readonly clock: JobClock;
  readonly logger: Logger;
  /** Something has been stored for an upstream. */
  readonly arrived: () => void;
  readonly metrics: Pick<RelayMetrics, 'fetchEnded' | 'instanceReceived'>;
}

/** How often what has arrived is written down: not with each instance. */
const countIntervalMs = 500;

interface Count {
  readonly upstream: string;
  readonly studyInstanceUid: string;
  bytes: number;
  instances: number;
}

/** Writes down what fetches bring: what the caches count, and what is complete. */
export class FetchRecorder implements FetchesObserver {
  readonly #options: FetchRecorderOptions;
  #counts = new Map<string, Count>();

  constructor(options: FetchRecorderOptions) {
    this.#options = options;
  }

  relayed(upstream: string, studyInstanceUid: string, bytes: number): void {
    this.#options.metrics.instanceReceived(upstream);
    if (this.#counts.size === 0) this.#options.clock.after(countIntervalMs, () => this.#flush());
    const key = `${upstream}/${studyInstanceUid}`;
    const count = this.#counts.get(key) ?? { upstream, studyInstanceUid, bytes: 0, instances: 0 };
    count.bytes += bytes;
    count.instances += 1;
    this.#counts.set(key, count);
  }

  ended({ only, running, target, upstream }: Fetch, end: FetchEnd): void {
    const { clock, logger, metrics, relay } = this.#options;
    const { complete, instances, shortfall } = end;
    const outcome = outcomeOf(end);
    const missing = outcome === 'cancelled' ? 0 : shortfall.count;
    metrics.fetchEnded(upstream.name, outcome, clock.nowMs() - running.startedAtMs, missing);
    if (!complete || only !== undefined || instances === 0) return;
    relay
      .setCompleteness(completenessKey(upstream.name, target), { instances, completeAtMs: clock.nowMs() })
      .catch((error: unknown) => logger.warn('What is complete was not written down', { error }));
  }

  /** A study whose count is lost in a crash is counted anew when the server starts. */
  #flush(): void {
    const { arrived, clock, logger, relay } = this.#options;
    const counts = this.#counts;
    this.#counts = new Map();
    const nowMs = clock.nowMs();
    const written = [...counts.values()].map(({ bytes, instances, studyInstanceUid, upstream }) =>
      relay.countStudy(upstream, studyInstanceUid, bytes, instances, nowMs),
    );
    Promise.all(written).then(arrived, (error: unknown) => logger.warn('What has arrived was not counted', { error }));
  }
}

/** Whose completeness it is. */
export function completenessKey(upstream: string, target: RelayTarget): CompletenessKey {
  return { upstream, studyInstanceUid: target.studyInstanceUid, level: target.level, uid: targetUid(target) };
}

function outcomeOf({ complete, nothingThere, reason }: FetchEnd): FetchOutcome {
  if (nothingThere) return 'nothing';
  if (reason?.code === 'CanceledJob') return 'cancelled';
  return complete ? 'complete' : 'incomplete';
}
