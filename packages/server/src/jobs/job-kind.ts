import type { JobItem, JobItemCounts, JobJson, JobRecord } from './job-record.ts';

/** One kind of work, as the REST API names it. It holds no state of a job: everything comes from the context. */
export interface JobKind {
  readonly type: string;
  /** Whether `Permissive` among the parameters of a job counts failing items instead of ending the job. Default no. */
  readonly permissive?: boolean;
  /** Whether a failed job can be submitted again. Default yes. */
  readonly resubmittable?: boolean;
  /** How many of this type one server runs at a time; default: as many as jobs of any type. */
  readonly maximumRunning?: number;
  /**
   * Does the work of the items that wait, or all of it where a job has no items. Resolves when all is done: items
   * still waiting then are an error of the kind. Throws `IsocenterError`: transient ones lead to another attempt,
   * others end the job; `JobPostponement` lets it wait for a time. It may run again after a crash: the outcome of an item that was not recorded is unknown.
   *
   * An item that cannot be worked on goes to `itemFailed`; an error of the way to the remote peer is thrown.
   * When `context.signal` aborts, the kind stops after the item at hand and throws `signal.reason`, as the iteration
   * over `waitingItems` does by itself.
   */
  run(context: JobContext): Promise<void>;
  /** The `Content` that the REST API shows. Default: the stored content; see `instanceSetContent`. */
  publicContent?(job: JobRecord): JobJson;
}

/** What one run of a job sees of it. */
export interface JobContext {
  readonly id: string;
  readonly parameters: JobJson;
  /** As last set, by this run or one before. */
  readonly content: JobJson;
  /** What is recorded so far. */
  readonly itemCounts: JobItemCounts;
  readonly permissive: boolean;
  /** Aborted by cancel, pause, stop of the server or loss of the job; `reason` is a `JobInterruption`. */
  readonly signal: AbortSignal;
  /**
   * The items that waited when this run began, in order, read in pages. Several loops may share one iteration.
   * Throws the reason of `signal` between two items.
   */
  waitingItems(): AsyncIterableIterator<JobItem>;
  /** The items recorded as done when this is called, by this run and those before it, in order, read in pages. */
  doneItems(): AsyncIterableIterator<JobItem>;
  /** Resolves when recorded so that it survives `kill -9`. Concurrent calls share one write. */
  itemDone(position: number): Promise<void>;
  /**
   * The item at `position` failed by `error`, whose message becomes its comment. In a permissive job it is counted and
   * the job goes on. Otherwise throws `error` again, which ends the run: recorded first, unless the error is transient
   * and the item is to be tried again.
   */
  itemFailed(position: number, error: unknown): Promise<void>;
  /** Replaces `content`; recorded with the next item, or soon. */
  setContent(content: JobJson): void;
  /** Replaces `content`; resolves when recorded so that it survives `kill -9`. */
  recordContent(content: JobJson): Promise<void>;
  /** How far the item at hand is, or the whole job where it has no items: 0 to 1. */
  setProgress(fraction: number): void;
  /** Logs with the id of the job. No patient data. */
  warn(message: string): void;
}
