import { canceledJobError } from '../../src/jobs/job-error.ts';
import type { JobOutput } from '../../src/jobs/job-output.ts';
import { progressOf } from '../../src/jobs/job-progress.ts';
import type { JobItem, JobItemState, JobRecord, JobState } from '../../src/jobs/job-record.ts';
import type {
  JobCursor,
  JobEnding,
  JobLease,
  JobRequest,
  JobRequestOutcome,
  JobStore,
  JobUpdate,
  NewJob,
  NewJobWithItems,
} from '../../src/jobs/job-store.ts';
import { keptRequest, transitionOf } from '../../src/jobs/transitions.ts';

interface Row {
  job: JobRecord;
  items: JobItem[];
  sequence: number;
  owner: string | undefined;
  leaseUntilMs: number;
  requested: JobRequest | undefined;
}

/** Jobs in memory, for tests of the engine: it outlives an engine as a database does. */
export class MemoryJobStore implements JobStore {
  readonly #rows = new Map<string, Row>();
  #sequence = 0;
  /** Used last comes first. */
  #outputs: { readonly id: string; readonly output: JobOutput }[] = [];
  /** Each write of items, as `id: position position …`. */
  readonly writes: string[] = [];
  /** Set to let every call fail, as a database that cannot be reached does. */
  failure: Error | undefined;
  /** Set to hold up writes of progress until it resolves. */
  slowUpdate: Promise<void> | undefined;
  /** Set to hold up the answers to claims, which are durable by then. */
  slowClaim: Promise<void> | undefined;

  readonly properties = new Map<string, string>();

  async addJobsAt({ from, name, to }: JobCursor, jobs: readonly NewJobWithItems[], maximumWaiting: number) {
    await this.#turn();
    if (this.properties.get(name) !== from) return 'moved';
    const waiting = [...this.#rows.values()].filter(({ job }) => ['Pending', 'Paused', 'Retry'].includes(job.state));
    if (jobs.length > 0 && waiting.length + jobs.length > maximumWaiting) return 'full';
    this.properties.set(name, to);
    for (const { itemKeys, job } of jobs) await this.addJob(job, itemKeys, Number.POSITIVE_INFINITY);
    return 'added';
  }

  async addJob(job: NewJob, itemKeys: readonly string[], maximumWaiting: number): Promise<boolean> {
    await this.#turn();
    const waiting = [...this.#rows.values()].filter(({ job }) => ['Pending', 'Paused', 'Retry'].includes(job.state));
    if (waiting.length >= maximumWaiting) return false;
    this.#sequence += 1;
    const items = itemKeys.map((key, position): JobItem => ({ position, key, state: 'Waiting', comment: undefined }));
    const record: JobRecord = {
      ...job,
      state: job.state ?? 'Pending',
      completedAtMs: undefined,
      startedAtMs: undefined,
      runtimeMs: 0,
      progress: 0,
      attempts: 0,
      retryAtMs: undefined,
      error: undefined,
      itemCounts: countsOf(items),
    };
    const lease = { owner: undefined, leaseUntilMs: 0, requested: undefined };
    this.#rows.set(job.id, { job: record, items, sequence: this.#sequence, ...lease });
    return true;
  }

  async claimJob(
    owner: string,
    nowMs: number,
    leaseMs: number,
    except: readonly string[] = [],
  ): Promise<JobRecord | undefined> {
    await this.#turn();
    for (const row of this.#rows.values()) if (isLeft(row, nowMs)) this.#giveBack(row, nowMs, true);
    const claimable = [...this.#rows.values()]
      .filter((row) => row.job.state === 'Pending' || isDue(row.job, nowMs) || isLeft(row, nowMs))
      .filter((row) => !except.includes(row.job.type))
      .sort((a, b) => b.job.priority - a.job.priority || a.sequence - b.sequence);
    const row = claimable[0];
    if (row === undefined) return undefined;
    row.owner = owner;
    row.leaseUntilMs = nowMs + leaseMs;
    const progress = progressOf(row.job.itemCounts);
    this.#change(row, { state: 'Running', error: undefined, retryAtMs: undefined, startedAtMs: nowMs, progress });
    const claimed = row.job;
    await this.slowClaim;
    return claimed;
  }

  async renewLease(id: string, owner: string, untilMs: number): Promise<JobLease> {
    await this.#turn();
    const row = this.#held(id, owner);
    if (row !== undefined) row.leaseUntilMs = untilMs;
    return { held: row !== undefined, requested: row?.requested };
  }

  waitingItems(id: string, from: number, limit: number): Promise<readonly JobItem[]> {
    return this.#itemsIn('Waiting', id, from, limit);
  }

  doneItems(id: string, from: number, limit: number): Promise<readonly JobItem[]> {
    return this.#itemsIn('Done', id, from, limit);
  }

  async recordUpdate(id: string, owner: string, update: JobUpdate): Promise<JobLease> {
    await this.#turn();
    await this.slowUpdate;
    const row = this.#held(id, owner);
    if (row === undefined) return { held: false, requested: undefined };
    this.writes.push(`${id}: ${update.items.map((item) => item.position).join(' ')}`);
    for (const item of update.items) {
      const before = row.items[item.position];
      if (before === undefined) throw new Error(`No item ${item.position}`);
      row.items[item.position] = { ...before, ...item };
    }
    const content = update.content ?? row.job.content;
    this.#change(row, { content, progress: update.progress, itemCounts: countsOf(row.items) });
    return { held: true, requested: row.requested };
  }

  async releaseJob(id: string, owner: string, ending: JobEnding, nowMs: number): Promise<JobRecord | undefined> {
    await this.#turn();
    const row = this.#held(id, owner);
    if (row === undefined) return undefined;
    row.owner = undefined;
    this.#change(row, ending);
    this.#heed(row, nowMs);
    return row.job;
  }

  async requestJob(id: string, request: JobRequest, nowMs: number): Promise<JobRequestOutcome | undefined> {
    await this.#turn();
    const row = this.#rows.get(id);
    if (row === undefined) return undefined;
    if (isLeft(row, nowMs)) this.#giveBack(row, nowMs);
    const { outcome } = transitionOf(row.job.state, request);
    if (outcome === 'later') row.requested = keptRequest(row.requested, request);
    else this.#apply(row, request, nowMs);
    return outcome;
  }

  async getJob(id: string): Promise<JobRecord | undefined> {
    await this.#turn();
    return this.#rows.get(id)?.job;
  }

  async listJobs(): Promise<readonly JobRecord[]> {
    await this.#turn();
    return [...this.#rows.values()].map((row) => row.job);
  }

  async listJobIds(): Promise<readonly string[]> {
    await this.#turn();
    return [...this.#rows.keys()].sort();
  }

  async deleteJob(id: string): Promise<'deleted' | 'active' | 'unknown'> {
    await this.#turn();
    const row = this.#rows.get(id);
    if (row === undefined) return 'unknown';
    if (!isCompleted(row.job)) return 'active';
    this.#rows.delete(id);
    return 'deleted';
  }

  async trimHistory(keep: number): Promise<void> {
    await this.#turn();
    const completed = [...this.#rows.values()]
      .filter((row) => isCompleted(row.job))
      .sort((a, b) => (b.job.completedAtMs ?? 0) - (a.job.completedAtMs ?? 0) || b.sequence - a.sequence);
    for (const row of completed.slice(keep)) this.#rows.delete(row.job.id);
  }

  async releaseLeases(nowMs: number): Promise<void> {
    await this.#turn();
    for (const row of this.#rows.values()) if (row.job.state === 'Running') this.#giveBack(row, nowMs);
  }

  async nextDueAtMs(): Promise<number | undefined> {
    await this.#turn();
    const times = [...this.#rows.values()].flatMap(({ job, leaseUntilMs }) => {
      if (job.state === 'Running') return [leaseUntilMs];
      return job.state === 'Retry' ? [job.retryAtMs ?? 0] : [];
    });
    return times.length === 0 ? undefined : Math.min(...times);
  }

  async countJobs(): Promise<Readonly<Record<JobState, number>>> {
    await this.#turn();
    const counts: Record<JobState, number> = { Pending: 0, Running: 0, Paused: 0, Retry: 0, Success: 0, Failure: 0 };
    for (const { job } of this.#rows.values()) counts[job.state] += 1;
    return counts;
  }

  async keepOutput(id: string, output: JobOutput, keep: number): Promise<readonly string[] | undefined> {
    await this.#turn();
    if (!this.#rows.has(id)) return undefined;
    const before = this.#outputs;
    const others = before.filter((kept) => kept.id !== id || kept.output.key !== output.key);
    this.#outputs = [{ id, output }, ...others].slice(0, keep);
    const kept = new Set(this.#outputs.map(({ output: { uuid } }) => uuid));
    return before.map(({ output: { uuid } }) => uuid).filter((uuid) => !kept.has(uuid));
  }

  async useOutput(id: string, key: string): Promise<JobOutput | undefined> {
    await this.#turn();
    const used = this.#outputs.find((kept) => kept.id === id && kept.output.key === key);
    if (used === undefined || this.#rows.get(id)?.job.state !== 'Success') return undefined;
    this.#outputs = [used, ...this.#outputs.filter((kept) => kept !== used)];
    return used.output;
  }

  async dropOutput(id: string, key: string): Promise<string | undefined> {
    await this.#turn();
    const dropped = this.#outputs.find((kept) => kept.id === id && kept.output.key === key);
    this.#outputs = this.#outputs.filter((kept) => kept !== dropped);
    return dropped?.output.uuid;
  }

  itemsOf(id: string): readonly JobItem[] {
    return this.#rows.get(id)?.items ?? [];
  }

  async #itemsIn(state: JobItemState, id: string, from: number, limit: number): Promise<readonly JobItem[]> {
    await this.#turn();
    const items = this.#rows.get(id)?.items ?? [];
    return items.filter((item) => item.state === state && item.position >= from).slice(0, limit);
  }

  async #turn(): Promise<void> {
    await undefined;
    if (this.failure !== undefined) throw this.failure;
  }

  #held(id: string, owner: string): Row | undefined {
    const row = this.#rows.get(id);
    return row?.owner === owner && row.job.state === 'Running' ? row : undefined;
  }

  #giveBack(row: Row, nowMs: number, onlyRequested = false): void {
    if (onlyRequested && row.requested === undefined) return;
    row.owner = undefined;
    this.#change(row, { state: 'Pending' });
    this.#heed(row, nowMs);
  }

  #heed(row: Row, nowMs: number): void {
    const { requested } = row;
    row.requested = undefined;
    if (requested !== undefined) this.#apply(row, requested, nowMs);
  }

  #apply(row: Row, request: JobRequest, nowMs: number): void {
    const transition = transitionOf(row.job.state, request);
    if (transition.outcome !== 'applied') return;
    this.#change(row, { state: transition.state, retryAtMs: undefined });
    if (request === 'cancel') this.#change(row, { error: canceledJobError, completedAtMs: nowMs });
    if (request !== 'resubmit') return;
    row.items = row.items.map((item) => ({ ...item, state: 'Waiting', comment: undefined }));
    this.#change(row, { runtimeMs: 0, attempts: 0, completedAtMs: undefined, itemCounts: countsOf(row.items) });
  }

  #change(row: Row, change: Partial<JobRecord>): void {
    row.job = { ...row.job, ...change };
  }
}

function countsOf(items: readonly JobItem[]): Record<JobItemState, number> {
  const counts = { Waiting: 0, Done: 0, Failed: 0 };
  for (const item of items) counts[item.state] += 1;
  return counts;
}

function isCompleted(job: JobRecord): boolean {
  return job.state === 'Success' || job.state === 'Failure';
}

function isDue(job: JobRecord, nowMs: number): boolean {
  return job.state === 'Retry' && (job.retryAtMs ?? 0) <= nowMs;
}

function isLeft(row: Row, nowMs: number): boolean {
  return row.job.state === 'Running' && row.leaseUntilMs <= nowMs;
}
