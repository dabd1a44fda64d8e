import type { RelayStore } from '../../index/relay-store.ts';
import type { JobClock } from '../../jobs/job-clock.ts';
import type { Logger } from '../../logging/logger.ts';

export interface StudyPinsOptions {
  readonly relay: Pick<RelayStore, 'useStudies'>;
  /** The same time for all servers of the index. */
  readonly clock: JobClock;
  readonly logger: Logger;
  /**
   * Hears of studies that nobody holds any more. Absent where other servers work on the index, which may: then the pins
   * run out.
   */
  readonly released?: (studyInstanceUids: readonly string[]) => void;
}

/** A pin outlives whoever held it by no more than this. */
const pinMs = 60_000;

/** Two renewals may fail before a pin is lost. */
const renewalMs = 20_000;

interface Holding {
  readonly upstream: string | undefined;
  readonly study: string;
  holders: number;
}

/**
 * Keeps the eviction away from studies while somebody fetches or delivers them. The pins are in the index, where all
 * servers respect them; they run out by themselves, so that a crash leaves none behind for long.
 */
export class StudyPins {
  readonly #options: StudyPinsOptions;
  readonly #holdings = new Map<string, Holding>();
  #cancelRenewal: (() => void) | undefined;

  constructor(options: StudyPinsOptions) {
    this.#options = options;
  }

  /**
   * Pins studies until what is answered is disposed of: once it resolves, nothing of them is evicted. With an upstream:
   * something of them is to be fetched from there; without: only what is here is used.
   */
  async pin(upstream: string | undefined, studyInstanceUids: readonly string[]): Promise<Disposable> {
    const studies = [...new Set(studyInstanceUids)];
    const { clock, relay } = this.#options;
    let isHeld = true;
    const release = () => {
      if (!isHeld) return;
      isHeld = false;
      for (const study of studies) this.#release(upstream, study);
      const free = studies.filter((study) => !this.#isHeld(study));
      if (free.length > 0) this.#options.released?.(free);
    };
    // Held first: who takes longer than a renewal to write it is renewed as well.
    for (const study of studies) this.#hold(upstream, study);
    try {
      const nowMs = clock.nowMs();
      await relay.useStudies(upstream, studies, nowMs, nowMs + pinMs);
    } catch (error) {
      release();
      throw error;
    }
    return { [Symbol.dispose]: release };
  }

  /** Renews nothing any more. */
  close(): void {
    this.#holdings.clear();
    this.#stopRenewing();
  }

  #hold(upstream: string | undefined, study: string): void {
    const key = keyOf(upstream, study);
    const holding = this.#holdings.get(key) ?? { upstream, study, holders: 0 };
    holding.holders += 1;
    this.#holdings.set(key, holding);
    this.#cancelRenewal ??= this.#options.clock.after(renewalMs, () => this.#renew());
  }

  #release(upstream: string | undefined, study: string): void {
    const key = keyOf(upstream, study);
    const holding = this.#holdings.get(key);
    if (holding === undefined) return;
    holding.holders -= 1;
    if (holding.holders === 0) this.#holdings.delete(key);
    if (this.#holdings.size === 0) this.#stopRenewing();
  }

  #isHeld(study: string): boolean {
    return [...this.#holdings.values()].some((holding) => holding.study === study);
  }

  #stopRenewing(): void {
    this.#cancelRenewal?.();
    this.#cancelRenewal = undefined;
  }

  #renew(): void {
    const { clock, logger, relay } = this.#options;
    this.#cancelRenewal = clock.after(renewalMs, () => this.#renew());
    const nowMs = clock.nowMs();
    const byUpstream = Map.groupBy(this.#holdings.values(), ({ upstream }) => upstream);
    for (const [upstream, holdings] of byUpstream) {
      const studies = holdings.map(({ study }) => study);
      relay
        .useStudies(upstream, studies, nowMs, nowMs + pinMs)
        .catch((error: unknown) => logger.warn('Studies in use could not be pinned again', { error, upstream }));
    }
  }
}

function keyOf(upstream: string | undefined, study: string): string {
  return [upstream ?? '', study].join('/');
}
