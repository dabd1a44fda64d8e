import type { IndexStore } from '../index/index-store.ts';
import type { Logger } from '../logging/logger.ts';
import type { EventFeed } from './event-feed.ts';

export interface StabilityMonitorOptions {
  readonly index: Pick<IndexStore, 'makeStable'>;
  readonly events: EventFeed;
  /** `StableAge`. */
  readonly stableAgeMs: number;
  /** Instances arrive at other servers of the same index, too. */
  readonly isShared: boolean;
  readonly logger: Logger;
}

/** How often to look for resources whose time has come. */
const checkIntervalMs = 1000;

/**
 * Declares resources stable when nothing has arrived below them for a while. When is kept in the index, so a restart
 * loses no event; while nothing arrives the only server on an index leaves it alone.
 */
export class StabilityMonitor {
  readonly #options: StabilityMonitorOptions;
  readonly #timer: NodeJS.Timeout;
  readonly #unsubscribe: () => void;
  /** Until then something may be unstable; at the start, what an earlier run left. */
  #watchUntilMs: number;
  #checking: Promise<void> | undefined;

  constructor(options: StabilityMonitorOptions) {
    this.#options = options;
    this.#watchUntilMs = this.#horizonMs();
    this.#unsubscribe = options.events.subscribe(({ type }) => {
      if (type === 'NewInstance') this.#watchUntilMs = this.#horizonMs();
    });
    this.#timer = setInterval(() => this.#tick(), checkIntervalMs);
    this.#timer.unref();
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    this.#unsubscribe();
    await this.#checking;
  }

  #horizonMs(): number {
    return Date.now() + this.#options.stableAgeMs + 2 * checkIntervalMs;
  }

  #tick(): void {
    const { isShared } = this.#options;
    if (this.#checking !== undefined || (!isShared && Date.now() > this.#watchUntilMs)) return;
    this.#checking = this.#check().finally(() => {
      this.#checking = undefined;
    });
  }

  async #check(): Promise<void> {
    const { events, index, logger, stableAgeMs } = this.#options;
    try {
      const beforeMs = Date.now() - stableAgeMs;
      // The index answers a part at a time, so that other writers need not wait.
      for (
        let changes = await index.makeStable(beforeMs);
        changes.length > 0;
        changes = await index.makeStable(beforeMs)
      ) {
        for (const change of changes) events.publish(change);
      }
    } catch (error) {
      logger.error('Stable resources could not be looked up', { error });
    }
  }
}
