import type { LogFields, Logger } from '../logging/logger.ts';
import { asIsocenterError, IsocenterError } from '../model/isocenter-error.ts';
import type { JobClock } from './job-clock.ts';
import { type InterruptionReason, JobInterruption } from './job-interruption.ts';
import type { JobContext, JobKind } from './job-kind.ts';
import { JobPostponement } from './job-postponement.ts';
import type { JobItem, JobItemCounts, JobJson, JobRecord } from './job-record.ts';
import { JobRecorder } from './job-recorder.ts';
import type { JobLease, JobStore } from './job-store.ts';
import { endingOf, type RetryPolicy, type RunOutcome } from './run-ending.ts';

export interface JobRunEnvironment {
  readonly store: JobStore;
  readonly clock: JobClock;
  readonly logger: Logger;
  readonly random: () => number;
  readonly retry: RetryPolicy;
  readonly leaseMs: number;
  readonly interruptionGraceMs: number;
}

/** Items read from the store at a time. */
const pageSize = 200;
const maximumCommentLength = 1000;

/** One run of one job, from its claim to its release. */
export class JobRun {
  readonly job: JobRecord;
  readonly #kind: JobKind | undefined;
  readonly #owner: string;
  readonly #environment: JobRunEnvironment;
  readonly #recorder: JobRecorder;
  readonly #abort = new AbortController();
  readonly #abandoned = Promise.withResolvers<RunOutcome>();
  #itemFailure: IsocenterError | undefined;
  #reason: InterruptionReason | undefined;
  #leaseUntilMs: number;
  #cancelHeartbeat: (() => void) | undefined;
  #cancelGrace: (() => void) | undefined;
  #lost = false;
  #ended = false;

  /** `kind` is undefined for a job of a type that this server does not know: it fails. */
  constructor(job: JobRecord, kind: JobKind | undefined, owner: string, environment: JobRunEnvironment) {
    this.job = job;
    this.#kind = kind;
    this.#owner = owner;
    this.#environment = environment;
    this.#leaseUntilMs = environment.clock.nowMs() + environment.leaseMs;
    this.#recorder = new JobRecorder(environment.store, environment.clock, job, owner, (lease) => this.#heed(lease));
  }

  /**
   * Runs the job once `before` is over. Answers the job as it was released; undefined when it was not, because another
   * server holds it or the store failed: then it is taken over when its lease has run out. Never rejects.
   */
  async run(before: Promise<unknown> | undefined): Promise<JobRecord | undefined> {
    const startedAtMs = this.#environment.clock.nowMs();
    this.#scheduleHeartbeat();
    try {
      await before;
      const outcome = await Promise.race([this.#execute(), this.#abandoned.promise]);
      this.#ended = true;
      this.#recorder.close();
      return this.#lost ? undefined : await this.#release(outcome, startedAtMs);
    } catch (error) {
      this.#log('error', 'Job could not be released', { error: asIsocenterError(error).code });
      return undefined;
    } finally {
      this.#ended = true;
      this.#cancelHeartbeat?.();
      this.#cancelGrace?.();
    }
  }

  /** Asks the kind to stop after the item at hand; takes the job away from it when it does not. The first reason counts. */
  interrupt(reason: InterruptionReason): void {
    if (this.#ended) return;
    if (reason === 'lease') {
      this.#lost = true;
      this.#recorder.close();
    }
    if (this.#reason !== undefined) return;
    this.#reason = reason;
    this.#abort.abort(new JobInterruption(reason));
    this.#cancelGrace = this.#environment.clock.after(this.#environment.interruptionGraceMs, () => {
      this.#log('warn', 'Job ignored its interruption and was taken away from its run');
      this.#abandoned.resolve(interrupted(reason));
    });
  }

  /** Leaves the job as it is, as if the server had died: nobody else runs it before its lease has run out. */
  abandon(): void {
    this.interrupt('lease');
    this.#abandoned.resolve(interrupted('lease'));
  }

  /** Renews the lease, and so hears what a user has asked of the job elsewhere. Never rejects. */
  async renew(): Promise<void> {
    const { store, clock, leaseMs } = this.#environment;
    if (this.#ended || this.#lost) return;
    const untilMs = clock.nowMs() + leaseMs;
    if (clock.nowMs() >= this.#leaseUntilMs) return this.interrupt('lease');
    try {
      const lease = await store.renewLease(this.job.id, this.#owner, untilMs);
      // Renewals may overtake each other.
      this.#leaseUntilMs = Math.max(this.#leaseUntilMs, untilMs);
      this.#heed(lease);
    } catch (error) {
      this.#log('warn', 'Lease of a job could not be renewed', { error: asIsocenterError(error).code });
    }
  }

  async #execute(): Promise<RunOutcome> {
    try {
      this.#abort.signal.throwIfAborted();
      if (this.#kind === undefined) {
        throw new IsocenterError('NotImplemented', `No such type of job: ${this.job.type}`);
      }
      await this.#kind.run(this.#context(this.#kind));
      await this.#recorder.flush();
      if (this.#itemFailure !== undefined) throw this.#itemFailure;
      const waiting = this.#recorder.counts.Waiting;
      if (waiting === 0) return { kind: 'finished' };
      this.#abort.signal.throwIfAborted();
      throw new IsocenterError('InternalError', `The job ended with ${waiting} items waiting`);
    } catch (error) {
      // What the kind recorded without waiting for it; a failure of that only repeats the item.
      await this.#recorder.flush().catch(() => undefined);
      if (this.#reason !== undefined) return interrupted(this.#reason);
      if (error instanceof JobPostponement) return { kind: 'postponed', untilMs: error.untilMs };
      return { kind: 'failed', error: asIsocenterError(error) };
    }
  }

  async #release(outcome: RunOutcome, startedAtMs: number): Promise<JobRecord | undefined> {
    const { store, clock, retry, random } = this.#environment;
    const nowMs = clock.nowMs();
    const { progress, content, advanced } = this.#recorder;
    const result = { outcome, progress, content, advanced, elapsedMs: nowMs - startedAtMs };
    const ending = endingOf(this.job, result, nowMs, retry, random());
    const released = await store.releaseJob(this.job.id, this.#owner, ending, nowMs);
    if (released === undefined) {
      this.#log('warn', 'Job was lost to another server');
      return undefined;
    }
    this.#log('info', 'Job released', { state: released.state, error: released.error?.number ?? 0 });
    return released;
  }

  #context(kind: JobKind): JobContext {
    const recorder = this.#recorder;
    const { id, parameters } = this.job;
    const permissive = kind.permissive === true && parameters.Permissive === true;
    return {
      id,
      parameters,
      permissive,
      signal: this.#abort.signal,
      get content(): JobJson {
        return recorder.content;
      },
      get itemCounts(): JobItemCounts {
        return recorder.counts;
      },
      waitingItems: () => this.#items((from) => this.#environment.store.waitingItems(this.job.id, from, pageSize)),
      doneItems: () => this.#items((from) => this.#environment.store.doneItems(this.job.id, from, pageSize)),
      itemDone: (position) => recorder.record({ position, state: 'Done', comment: undefined }),
      itemFailed: (position, error) => {
        const failed = this.#itemFailed(position, asIsocenterError(error), permissive);
        // A kind that does not await it must not take the process down: the failure still ends the run.
        failed.catch(() => undefined);
        return failed;
      },
      setContent: (content) => recorder.setContent(content),
      recordContent: (content) => recorder.recordContent(content),
      setProgress: (fraction) => recorder.setProgress(fraction),
      warn: (message) => this.#log('warn', message),
    };
  }

  async #itemFailed(position: number, error: IsocenterError, permissive: boolean): Promise<void> {
    if (!permissive) this.#itemFailure ??= error;
    if (permissive || !error.transient) {
      await this.#recorder.record({ position, state: 'Failed', comment: error.message.slice(0, maximumCommentLength) });
    }
    if (!permissive) throw error;
  }

  async *#items(read: (from: number) => Promise<readonly JobItem[]>): AsyncGenerator<JobItem, void, undefined> {
    const { signal } = this.#abort;
    for (let from = 0; ; ) {
      signal.throwIfAborted();
      const page = await read(from);
      for (const item of page) {
        signal.throwIfAborted();
        yield item;
        from = item.position + 1;
      }
      if (page.length < pageSize) return;
    }
  }

  #scheduleHeartbeat(): void {
    const { clock, leaseMs } = this.#environment;
    this.#cancelHeartbeat = clock.after(leaseMs / 3, () => void this.#beat());
  }

  async #beat(): Promise<void> {
    await this.renew();
    if (!this.#ended && !this.#lost) this.#scheduleHeartbeat();
  }

  #heed({ held, requested }: JobLease): void {
    if (!held) this.interrupt('lease');
    else if (requested === 'cancel' || requested === 'pause') this.interrupt(requested);
  }

  #log(level: 'info' | 'warn' | 'error', message: string, fields: LogFields = {}): void {
    this.#environment.logger[level](message, { job: this.job.id, type: this.job.type, ...fields });
  }
}

/** A run that lost its job releases nothing, so how it stopped does not matter. */
function interrupted(reason: InterruptionReason): RunOutcome {
  return { kind: 'interrupted', reason: reason === 'lease' ? 'stop' : reason };
}
