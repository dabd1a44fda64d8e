import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import type { Logger } from '../logging/logger.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import { type JobClock, systemClock } from './job-clock.ts';
import {
  defaultJobEngineLimits,
  type JobEngineOptions,
  type JobMetrics,
  type JobSubmission,
} from './job-engine-options.ts';
import type { JobEvents } from './job-events.ts';
import { jobJson } from './job-json.ts';
import type { JobKind } from './job-kind.ts';
import type { JobJson, JobRecord } from './job-record.ts';
import { JobRun, type JobRunEnvironment } from './job-run.ts';
import type { JobCursor, JobRequest, JobRequestOutcome, JobStore, NewJob, NewJobWithItems } from './job-store.ts';
import { JobWaiters } from './job-waiters.ts';

/** Sooner than this the engine does not look at the store again without a reason. */
const minimumPollMs = 1000;

/**
 * Runs the jobs of a store, several at a time. Any number of engines may share one store: each job is run by the one
 * that holds its lease.
 */
export class JobEngine {
  readonly #store: JobStore;
  readonly #kinds: ReadonlyMap<string, JobKind>;
  readonly #owner: string;
  readonly #soleServer: boolean;
  readonly #concurrentJobs: number;
  readonly #historySize: number;
  readonly #maximumWaitingJobs: number;
  readonly #pollMs: number;
  readonly #environment: JobRunEnvironment;
  readonly #clock: JobClock;
  readonly #logger: Logger;
  readonly #events: readonly JobEvents[];
  readonly #waiters = new JobWaiters();
  /** Each run under way, with the promise of its end. */
  readonly #runs = new Map<JobRun, Promise<void>>();
  /** Requests for running jobs that came while a claim was under way: one of them may be of the job being claimed. */
  readonly #earlyRequests = new Map<string, JobRequest>();
  #claiming: Promise<void> | undefined;
  #claimAgain = false;
  #cancelPoll: (() => void) | undefined;
  #endWatch: (() => void) | undefined;
  #state: 'new' | 'started' | 'stopped' = 'new';
  #claims = 0;
  #askedAtMs = 0;
  #succeeded = 0;
  #failed = 0;

  constructor(options: JobEngineOptions) {
    const limits = { ...defaultJobEngineLimits, ...options };
    const { store, logger, clock = systemClock, random = Math.random } = options;
    this.#store = store;
    this.#kinds = new Map(options.kinds.map((kind) => [kind.type, kind]));
    this.#owner = options.owner;
    this.#soleServer = options.soleServer ?? false;
    this.#concurrentJobs = limits.concurrentJobs === 0 ? availableParallelism() : limits.concurrentJobs;
    this.#historySize = limits.historySize;
    this.#maximumWaitingJobs = limits.maximumWaitingJobs;
    this.#pollMs = Math.max(minimumPollMs, limits.pollMs);
    this.#clock = clock;
    this.#logger = logger;
    this.#events = options.events ?? [];
    const { retry, leaseMs, interruptionGraceMs } = limits;
    this.#environment = { store, clock, logger, random, retry, leaseMs, interruptionGraceMs };
  }

  /** Begins to run jobs. An engine is started once. */
  async start(): Promise<void> {
    if (this.#state !== 'new') throw new IsocenterError('BadSequenceOfCalls', 'The jobs engine was started before');
    this.#state = 'started';
    if (this.#soleServer) await this.#store.releaseLeases(this.#clock.nowMs());
    await this.#store.trimHistory(this.#historySize);
    this.#endWatch = this.#store.watch?.((id) => this.#hear(id));
    this.#wake();
  }

  /**
   * Answers the id of the new job, once it is durable. Throws `BadRequest` for an unknown type and, transient, with
   * HTTP status 503, `NotEnoughMemory` when too many jobs wait.
   */
  async submit(submission: JobSubmission): Promise<string> {
    const id = randomUUID();
    await this.#add(id, submission);
    return id;
  }

  /**
   * Submits jobs and moves the cursor of what they are made from, together or not at all: see `JobStore.addJobsAt`.
   * @param maximumWaitingJobs of all types, where fewer may wait than the engine lets
   * @throws IsocenterError BadRequest for an unknown type
   */
  async submitAt(
    cursor: JobCursor,
    submissions: readonly JobSubmission[],
    maximumWaitingJobs = this.#maximumWaitingJobs,
  ): Promise<'added' | 'moved' | 'full'> {
    const jobs = submissions.map((submission) => this.#newJob(randomUUID(), submission));
    const limit = Math.min(maximumWaitingJobs, this.#maximumWaitingJobs);
    const outcome = await this.#store.addJobsAt(cursor, jobs, limit);
    if (outcome === 'added') {
      for (const { itemKeys, job } of jobs) this.#added(job, itemKeys);
      if (jobs.length > 0) this.#wake();
    }
    return outcome;
  }

  /**
   * Resolves with the job when it has succeeded; rejects with the code, details and payload of its error when it has
   * failed. Somebody waits, so a transient failure is not tried again unless `MaximumRetries` is given.
   */
  async submitAndWait(submission: JobSubmission): Promise<JobRecord> {
    const id = randomUUID();
    const ended = this.#waiters.wait(id);
    try {
      await this.#add(id, { ...submission, parameters: { MaximumRetries: 0, ...submission.parameters } });
      this.#waiters.becameDurable(id);
    } catch (error) {
      this.#waiters.forget(id);
      throw error;
    }
    return ended;
  }

  /** A user's wish for a job; undefined when there is none. Throws `BadSequenceOfCalls` for a kind that cannot be resubmitted. */
  async request(id: string, request: JobRequest): Promise<JobRequestOutcome | undefined> {
    if (request === 'resubmit') await this.#refuseOneWayKind(id);
    const outcome = await this.#store.requestJob(id, request, this.#clock.nowMs());
    this.#logger.info('Job requested to change', { job: id, request, outcome });
    if (outcome === 'later') this.#pass(id, request);
    if (outcome === 'applied') {
      // A run that is still there has let its lease run out.
      this.#runOf(id)?.interrupt('lease');
      if (request === 'cancel') await this.#completed(id, await this.#store.getJob(id));
      else if (request !== 'pause') this.#wake();
    }
    return outcome;
  }

  /** A job as the REST API shows it now. */
  describe(job: JobRecord): JobJson {
    const content = this.#kinds.get(job.type)?.publicContent?.(job) ?? job.content;
    return jobJson(job, content, this.#clock.nowMs());
  }

  async metrics(): Promise<JobMetrics> {
    const counts = await this.#store.countJobs();
    return {
      pending: counts.Pending + counts.Retry,
      running: counts.Running + counts.Paused,
      completed: this.#succeeded + this.#failed,
      succeeded: this.#succeeded,
      failed: this.#failed,
    };
  }

  /**
   * Parks the running jobs, so that this or another server goes on with them. A run that has not stopped after
   * `graceMs` keeps its lease until that runs out. Those who wait for jobs are told that the server stops.
   */
  async stop({ graceMs }: { readonly graceMs: number }): Promise<void> {
    this.#state = 'stopped';
    this.#endWatch?.();
    this.#cancelPoll?.();
    const cancelGrace = this.#clock.after(
      graceMs,
      () => {
        for (const run of this.#runs.keys()) run.abandon();
      },
      true,
    );
    for (const run of this.#runs.keys()) run.interrupt('stop');
    await this.#claiming;
    await Promise.all(this.#runs.values());
    cancelGrace();
    this.#cancelPoll?.();
    const message = 'The server stops; the job goes on when it is back';
    this.#waiters.rejectAll(new IsocenterError('InternalError', message, { httpStatus: 503, transient: true }));
  }

  #newJob(id: string, submission: JobSubmission): NewJobWithItems {
    const { type, parameters = {}, itemKeys = [], priority = 0, userData, content = {} } = submission;
    if (!this.#kinds.has(type)) throw new IsocenterError('BadRequest', `No such type of job: ${type}`);
    return { job: { id, type, priority, userData, parameters, content, createdAtMs: this.#clock.nowMs() }, itemKeys };
  }

  async #add(id: string, submission: JobSubmission): Promise<void> {
    const { itemKeys, job } = this.#newJob(id, submission);
    if (!(await this.#store.addJob(job, itemKeys, this.#maximumWaitingJobs))) {
      const message = `Too many jobs wait: ${this.#maximumWaitingJobs} at most`;
      throw new IsocenterError('NotEnoughMemory', message, { httpStatus: 503, transient: true });
    }
    this.#added(job, itemKeys);
    this.#wake();
  }

  #added({ id, priority, type }: NewJob, itemKeys: readonly string[]): void {
    this.#logger.info('Job submitted', { job: id, type, priority, items: itemKeys.length });
    this.#notify((events) => events.submitted?.({ id, type }));
  }

  async #refuseOneWayKind(id: string): Promise<void> {
    const job = await this.#store.getJob(id);
    if (job?.state !== 'Failure' || this.#kinds.get(job.type)?.resubmittable !== false) return;
    throw new IsocenterError('BadSequenceOfCalls', `A job of type ${job.type} cannot be resubmitted`);
  }

  /** Hands a request to the run of this engine that it is for; a run elsewhere hears of it when it renews its lease. */
  #pass(id: string, request: JobRequest): void {
    if (request !== 'cancel' && request !== 'pause') return;
    const run = this.#runOf(id);
    if (run !== undefined) run.interrupt(request);
    else if (this.#claiming !== undefined) this.#earlyRequests.set(id, request);
  }

  /** Another server may have changed this job, or any. */
  #hear(id: string | undefined): void {
    for (const run of this.#runs.keys()) if (id === undefined || run.job.id === id) void run.renew();
    if (id === undefined) this.#askedAtMs = 0;
    else if (this.#waiters.has(id) && this.#runOf(id) === undefined) {
      this.#tellWaiter(id).catch((error: unknown) => this.#logger.error('A job could not be looked up', { error }));
    }
    this.#wake();
  }

  #runOf(id: string): JobRun | undefined {
    return this.#runs.keys().find((run) => run.job.id === id);
  }

  /** Looks for jobs to run: at once, or again when it is looking already. */
  #wake(): void {
    if (this.#state !== 'started') return;
    this.#claimAgain = true;
    this.#claiming ??= this.#claimAll().finally(() => {
      this.#claiming = undefined;
      if (this.#claimAgain) this.#wake();
    });
  }

  async #claimAll(): Promise<void> {
    this.#cancelPoll?.();
    let nextDueAtMs: number | undefined;
    try {
      while (this.#claimAgain) {
        this.#claimAgain = false;
        while (await this.#claimOne());
      }
      if (this.#runs.size < this.#concurrentJobs) nextDueAtMs = await this.#store.nextDueAtMs();
      await this.#askForWaiters();
    } catch (error) {
      this.#logger.error('Jobs could not be claimed', { error });
    }
    this.#earlyRequests.clear();
    if (this.#state === 'started') this.#schedulePoll(nextDueAtMs);
  }

  async #claimOne(): Promise<boolean> {
    if (this.#state !== 'started' || this.#runs.size >= this.#concurrentJobs) return false;
    this.#claims += 1;
    const owner = `${this.#owner}/${this.#claims}`;
    const job = await this.#store.claimJob(owner, this.#clock.nowMs(), this.#environment.leaseMs, this.#fullTypes());
    if (job === undefined) return false;
    this.#begin(job, owner);
    return true;
  }

  /** Types of which no more may run now. */
  #fullTypes(): readonly string[] {
    const limited = [...this.#kinds.values()].filter(({ maximumRunning }) => maximumRunning !== undefined);
    return limited.flatMap(({ maximumRunning = 0, type }) => {
      const running = [...this.#runs.keys()].filter(({ job }) => job.type === type).length;
      return running >= maximumRunning ? [type] : [];
    });
  }

  #begin(job: JobRecord, owner: string): void {
    // Its lease ran out under a run of this very engine: that one has to be over first.
    const before = this.#runOf(job.id);
    before?.interrupt('lease');
    const run = new JobRun(job, this.#kinds.get(job.type), owner, this.#environment);
    const early = this.#earlyRequests.get(job.id);
    if (this.#state === 'stopped') run.interrupt('stop');
    else if (early === 'cancel' || early === 'pause') run.interrupt(early);
    this.#logger.info('Job started', { job: job.id, type: job.type, attempts: job.attempts });
    this.#runs.set(run, this.#follow(run, before && this.#runs.get(before)));
  }

  async #follow(run: JobRun, before: Promise<void> | undefined): Promise<void> {
    const released = await run.run(before);
    this.#runs.delete(run);
    if (released !== undefined) await this.#completed(released.id, released);
    this.#wake();
  }

  /** Tells everyone of a job that may have completed. */
  async #completed(id: string, job: JobRecord | undefined): Promise<void> {
    this.#waiters.tell(id, job);
    if (job?.state === 'Success') {
      this.#succeeded += 1;
      this.#notify((events) => events.succeeded?.(job));
    } else if (job?.state === 'Failure') {
      this.#failed += 1;
      this.#notify((events) => events.failed?.(job));
    } else return;
    try {
      await this.#store.trimHistory(this.#historySize);
    } catch (error) {
      this.#logger.error('The history of jobs could not be trimmed', { error });
    }
  }

  /** Jobs that somebody waits for may have ended on another server. */
  async #askForWaiters(): Promise<void> {
    const nowMs = this.#clock.nowMs();
    if (nowMs - this.#askedAtMs < this.#pollMs) return;
    this.#askedAtMs = nowMs;
    for (const id of this.#waiters.durableIds) {
      if (this.#runOf(id) === undefined) await this.#tellWaiter(id);
    }
  }

  async #tellWaiter(id: string): Promise<void> {
    this.#waiters.tell(id, await this.#store.getJob(id));
  }

  #schedulePoll(nextDueAtMs: number | undefined): void {
    const nowMs = this.#clock.nowMs();
    const dueInMs = nextDueAtMs === undefined ? this.#pollMs : nextDueAtMs - nowMs;
    const delayMs = Math.min(this.#pollMs, dueInMs > 0 ? dueInMs : minimumPollMs);
    this.#cancelPoll = this.#clock.after(delayMs, () => this.#wake());
  }

  #notify(tell: (events: JobEvents) => void): void {
    for (const events of this.#events) {
      try {
        tell(events);
      } catch (error) {
        this.#logger.error('A listener to jobs failed', { error });
      }
    }
  }
}
