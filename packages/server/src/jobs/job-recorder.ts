import type { JobClock } from './job-clock.ts';
import { JobInterruption } from './job-interruption.ts';
import { progressOf } from './job-progress.ts';
import type { JobItemCounts, JobJson, JobRecord } from './job-record.ts';
import type { JobItemOutcome, JobLease, JobStore } from './job-store.ts';

interface Waiter {
  readonly outcome: JobItemOutcome;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** How long a change of content or progress may wait for an item to be recorded along with it. */
const contentDelayMs = 500;

/** Writes down what one run does. One write is under way at a time; what comes up meanwhile shares the next. */
export class JobRecorder {
  readonly #store: JobStore;
  readonly #clock: JobClock;
  readonly #id: string;
  readonly #owner: string;
  readonly #heed: (lease: JobLease) => void;
  #counts: JobItemCounts;
  #content: JobJson;
  #contentChanged = false;
  #fraction = 0;
  #progressChanged = false;
  #waiters: Waiter[] = [];
  #writing: Promise<void> | undefined;
  #cancelTimer: (() => void) | undefined;
  #failure: { readonly error: unknown } | undefined;
  #closed = false;
  #advanced = false;

  constructor(store: JobStore, clock: JobClock, job: JobRecord, owner: string, heed: (lease: JobLease) => void) {
    this.#store = store;
    this.#clock = clock;
    this.#id = job.id;
    this.#owner = owner;
    this.#heed = heed;
    this.#counts = job.itemCounts;
    this.#content = job.content;
  }

  get counts(): JobItemCounts {
    return this.#counts;
  }

  get content(): JobJson {
    return this.#content;
  }

  get progress(): number {
    return progressOf(this.#counts, this.#fraction);
  }

  /** Whether this run finished an item. */
  get advanced(): boolean {
    return this.#advanced;
  }

  setContent(content: JobJson): void {
    this.#content = content;
    this.#contentChanged = true;
    this.#writeSoon();
  }

  /** Resolves when recorded; rejects when the run was closed or the store failed. */
  async recordContent(content: JobJson): Promise<void> {
    this.setContent(content);
    this.#write();
    await this.flush();
    if (this.#contentChanged) throw new JobInterruption('lease');
  }

  setProgress(fraction: number): void {
    const before = this.progress;
    this.#fraction = fraction;
    if (this.progress === before) return;
    this.#progressChanged = true;
    this.#writeSoon();
  }

  /** Resolves when recorded; rejects when the run was closed or the store failed. */
  record(outcome: JobItemOutcome): Promise<void> {
    const recorded = new Promise<void>((resolve, reject) => {
      if (this.#closed) reject(new JobInterruption('lease'));
      else this.#waiters.push({ outcome, resolve, reject });
    });
    // A kind that does not await it must not take the process down: `flush` tells the run of the failure.
    recorded.catch(() => undefined);
    this.#write();
    return recorded;
  }

  /** Resolves when everything given so far is recorded; rejects with the first failure of the run's writes. */
  async flush(): Promise<void> {
    while (this.#writing !== undefined) await this.#writing;
    if (this.#failure !== undefined) throw this.#failure.error;
  }

  /** Records nothing from now on; a write under way is not awaited. */
  close(): void {
    this.#closed = true;
    this.#cancelTimer?.();
    for (const waiter of this.#waiters.splice(0)) waiter.reject(new JobInterruption('lease'));
  }

  #writeSoon(): void {
    if (this.#closed || this.#cancelTimer !== undefined) return;
    this.#cancelTimer = this.#clock.after(contentDelayMs, () => {
      this.#cancelTimer = undefined;
      this.#write();
    });
  }

  #write(): void {
    if (this.#writing !== undefined || this.#closed) return;
    this.#writing = this.#writeAll().finally(() => {
      this.#writing = undefined;
      if (this.#pending) this.#write();
    });
  }

  async #writeAll(): Promise<void> {
    // Lets calls of the same turn share the first write.
    await undefined;
    while (this.#pending) await this.#writeOnce(this.#waiters.splice(0));
  }

  get #pending(): boolean {
    return !this.#closed && (this.#waiters.length > 0 || this.#contentChanged || this.#progressChanged);
  }

  async #writeOnce(waiters: readonly Waiter[]): Promise<void> {
    const items = waiters.map((waiter) => waiter.outcome);
    const counts = countsAfter(this.#counts, items);
    if (items.length > 0) this.#fraction = 0;
    const content = this.#contentChanged ? this.#content : undefined;
    this.#contentChanged = false;
    this.#progressChanged = false;
    try {
      const progress = progressOf(counts, this.#fraction);
      const lease = await this.#store.recordUpdate(this.#id, this.#owner, { items, progress, content });
      if (lease.held) {
        this.#counts = counts;
        this.#advanced ||= items.length > 0;
        for (const waiter of waiters) waiter.resolve();
      } else {
        for (const waiter of waiters) waiter.reject(new JobInterruption('lease'));
      }
      this.#heed(lease);
    } catch (error) {
      this.#failure ??= { error };
      for (const waiter of waiters) waiter.reject(error);
    }
  }
}

function countsAfter(counts: JobItemCounts, items: readonly JobItemOutcome[]): JobItemCounts {
  const failed = items.filter((item) => item.state === 'Failed').length;
  return {
    Waiting: counts.Waiting - items.length,
    Done: counts.Done + items.length - failed,
    Failed: counts.Failed + failed,
  };
}
