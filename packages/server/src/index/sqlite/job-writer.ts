import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { canceledJobError } from '../../jobs/job-error.ts';
import type { JobRecord, JobState } from '../../jobs/job-record.ts';
import type {
  JobCursor,
  JobEnding,
  JobLease,
  JobRequest,
  JobRequestOutcome,
  JobUpdate,
  NewJob,
  NewJobWithItems,
} from '../../jobs/job-store.ts';
import { keptRequest, transitionOf } from '../../jobs/transitions.ts';
import { hasLostLease, itemProgress, jobOf, notHeld, requestedOf, stateOf } from '../sql/job-rows.ts';
import { integerOf, type Row, textOf } from '../sql/row.ts';

/** The changes of jobs; each method runs inside a transaction of its caller. */
export class JobWriter {
  readonly #find: StatementSync;
  readonly #countWaiting: StatementSync;
  readonly #property: StatementSync;
  readonly #setProperty: StatementSync;
  readonly #insert: StatementSync;
  readonly #insertItem: StatementSync;
  readonly #best: StatementSync;
  readonly #claim: StatementSync;
  readonly #renew: StatementSync;
  readonly #held: StatementSync;
  readonly #recordItem: StatementSync;
  readonly #recordProgress: StatementSync;
  readonly #end: StatementSync;
  readonly #keepRequest: StatementSync;
  readonly #setState: StatementSync;
  readonly #cancel: StatementSync;
  readonly #resetItems: StatementSync;
  readonly #resubmit: StatementSync;
  readonly #running: StatementSync;
  readonly #delete: StatementSync;
  readonly #trim: StatementSync;

  constructor(database: DatabaseSync) {
    this.#find = database.prepare('SELECT * FROM job WHERE id = ?');
    this.#countWaiting = database.prepare(
      "SELECT count(*) AS count FROM job WHERE state IN ('Pending', 'Paused', 'Retry')",
    );
    this.#property = database.prepare('SELECT value FROM property WHERE name = ?');
    this.#setProperty = database.prepare('UPDATE property SET value = ? WHERE name = ?');
    this.#insert = database.prepare(
      `INSERT INTO job (id, type, state, priority, created_at_ms, user_data, parameters, content, waiting_items)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#insertItem = database.prepare('INSERT INTO job_item (job_number, position, key) VALUES (?, ?, ?)');
    this.#best = database.prepare(
      `SELECT * FROM job WHERE (state = 'Pending' OR (state = 'Retry' AND retry_at_ms <= ?1)
       OR (state = 'Running' AND lease_until_ms <= ?1)) AND type NOT IN (SELECT value FROM json_each(?2)) ORDER BY priority DESC, created_at_ms, number LIMIT 1`,
    );
    this.#claim = database.prepare(
      `UPDATE job SET state = 'Running', owner = ?, lease_until_ms = ?, started_at_ms = ?, requested = NULL,
       error = NULL, retry_at_ms = NULL, completed_at_ms = NULL, progress = ? WHERE number = ? RETURNING *`,
    );
    this.#renew = database.prepare(
      `UPDATE job SET lease_until_ms = ? WHERE id = ? AND owner = ? AND state = 'Running' RETURNING requested`,
    );
    this.#held = database.prepare("SELECT number, requested FROM job WHERE id = ? AND owner = ? AND state = 'Running'");
    this.#recordItem = database.prepare(
      "UPDATE job_item SET state = ?, comment = ? WHERE job_number = ? AND position = ? AND state = 'Waiting'",
    );
    this.#recordProgress = database.prepare(
      `UPDATE job SET progress = ?, content = coalesce(?, content), waiting_items = waiting_items - ?,
       done_items = done_items + ?, failed_items = failed_items + ? WHERE number = ?`,
    );
    this.#end = database.prepare(
      `UPDATE job SET state = ?, progress = ?, content = ?, error = ?, runtime_ms = ?, retry_at_ms = ?, attempts = ?,
       completed_at_ms = ?, owner = NULL, lease_until_ms = NULL, requested = NULL WHERE number = ?`,
    );
    this.#keepRequest = database.prepare('UPDATE job SET requested = ? WHERE number = ?');
    this.#setState = database.prepare(
      `UPDATE job SET state = ?, retry_at_ms = NULL, owner = NULL, lease_until_ms = NULL, requested = NULL
       WHERE number = ?`,
    );
    this.#cancel = database.prepare(
      `UPDATE job SET state = 'Failure', error = ?, completed_at_ms = ?, retry_at_ms = NULL, owner = NULL,
       lease_until_ms = NULL, requested = NULL WHERE number = ?`,
    );
    this.#resetItems = database.prepare("UPDATE job_item SET state = 'Waiting', comment = NULL WHERE job_number = ?");
    this.#resubmit = database.prepare(
      `UPDATE job SET state = 'Pending', runtime_ms = 0, attempts = 0, retry_at_ms = NULL, completed_at_ms = NULL,
       waiting_items = waiting_items + done_items + failed_items, done_items = 0, failed_items = 0 WHERE number = ?`,
    );
    this.#running = database.prepare("SELECT * FROM job WHERE state = 'Running'");
    this.#delete = database.prepare('DELETE FROM job WHERE number = ?');
    this.#trim = database.prepare(
      `DELETE FROM job WHERE number IN (SELECT number FROM job WHERE state IN ('Success', 'Failure')
       ORDER BY completed_at_ms DESC, number DESC LIMIT -1 OFFSET ?)`,
    );
  }

  add(job: NewJob, itemKeys: readonly string[], maximumWaiting: number | undefined): boolean {
    const waiting = this.#countWaiting.get();
    if (maximumWaiting !== undefined && waiting !== undefined && integerOf(waiting, 'count') >= maximumWaiting) {
      return false;
    }
    const { lastInsertRowid } = this.#insert.run(
      job.id,
      job.type,
      job.state ?? 'Pending',
      job.priority,
      job.createdAtMs,
      job.userData === undefined ? null : JSON.stringify(job.userData),
      JSON.stringify(job.parameters),
      JSON.stringify(job.content),
      itemKeys.length,
    );
    for (const [position, key] of itemKeys.entries()) this.#insertItem.run(lastInsertRowid, position, key);
    return true;
  }

  addAt(
    { from, name, to }: JobCursor,
    jobs: readonly NewJobWithItems[],
    maximumWaiting: number | undefined,
  ): 'added' | 'moved' | 'full' {
    const cursor = this.#property.get(name);
    if (cursor === undefined || textOf(cursor, 'value') !== from) return 'moved';
    const waiting = this.#countWaiting.get();
    const count = waiting === undefined ? 0 : integerOf(waiting, 'count');
    if (maximumWaiting !== undefined && jobs.length > 0 && count + jobs.length > maximumWaiting) return 'full';
    this.#setProperty.run(to, name);
    for (const { itemKeys, job } of jobs) this.add(job, itemKeys, undefined);
    return 'added';
  }

  claim(owner: string, nowMs: number, leaseMs: number, except: readonly string[]): JobRecord | undefined {
    const left = JSON.stringify(except);
    for (let row = this.#best.get(nowMs, left); row !== undefined; row = this.#best.get(nowMs, left)) {
      const requested = requestedOf(row);
      if (stateOf(row) === 'Running' && requested !== undefined) {
        this.#apply(row, 'Pending', requested, nowMs);
        continue;
      }
      const claimed = this.#claim.get(owner, nowMs + leaseMs, nowMs, itemProgress(row), integerOf(row, 'number'));
      return claimed === undefined ? undefined : jobOf(claimed);
    }
    return undefined;
  }

  renewLease(id: string, owner: string, untilMs: number): JobLease {
    const row = this.#renew.get(untilMs, id, owner);
    return row === undefined ? notHeld : { held: true, requested: requestedOf(row) };
  }

  recordUpdate(id: string, owner: string, update: JobUpdate): JobLease {
    const row = this.#held.get(id, owner);
    if (row === undefined) return notHeld;
    const number = integerOf(row, 'number');
    const recorded = { Done: 0, Failed: 0 };
    for (const { position, state, comment } of update.items) {
      recorded[state] += Number(this.#recordItem.run(state, comment ?? null, number, position).changes);
    }
    this.#recordProgress.run(
      update.progress,
      update.content === undefined ? null : JSON.stringify(update.content),
      recorded.Done + recorded.Failed,
      recorded.Done,
      recorded.Failed,
      number,
    );
    return { held: true, requested: requestedOf(row) };
  }

  release(id: string, owner: string, ending: JobEnding, nowMs: number): JobRecord | undefined {
    const row = this.#held.get(id, owner);
    if (row === undefined) return undefined;
    this.#end.run(
      ending.state,
      ending.progress,
      JSON.stringify(ending.content),
      ending.error === undefined ? null : JSON.stringify(ending.error),
      ending.runtimeMs,
      ending.retryAtMs ?? null,
      ending.attempts,
      ending.completedAtMs ?? null,
      integerOf(row, 'number'),
    );
    const requested = requestedOf(row);
    if (requested !== undefined) this.#apply(row, ending.state, requested, nowMs);
    const ended = this.#find.get(id);
    return ended === undefined ? undefined : jobOf(ended);
  }

  request(id: string, request: JobRequest, nowMs: number): JobRequestOutcome | undefined {
    const row = this.#find.get(id);
    if (row === undefined) return undefined;
    return this.#apply(row, hasLostLease(row, nowMs) ? 'Pending' : stateOf(row), request, nowMs);
  }

  delete(id: string): 'deleted' | 'active' | 'unknown' {
    const row = this.#find.get(id);
    if (row === undefined) return 'unknown';
    const state = stateOf(row);
    if (state !== 'Success' && state !== 'Failure') return 'active';
    this.#delete.run(integerOf(row, 'number'));
    return 'deleted';
  }

  trimHistory(keep: number): void {
    this.#trim.run(keep);
  }

  releaseLeases(nowMs: number): void {
    for (const row of this.#running.all()) {
      const requested = requestedOf(row);
      if (requested === undefined) this.#setState.run('Pending', integerOf(row, 'number'));
      else this.#apply(row, 'Pending', requested, nowMs);
    }
  }

  /** Does what the table of transitions says of a request to a job that counts as being in `state`. */
  #apply(row: Row, state: JobState, request: JobRequest, nowMs: number): JobRequestOutcome {
    const number = integerOf(row, 'number');
    const transition = transitionOf(state, request);
    if (transition.outcome === 'later') this.#keepRequest.run(keptRequest(requestedOf(row), request), number);
    if (transition.outcome !== 'applied') return transition.outcome;
    if (request === 'cancel') {
      this.#cancel.run(JSON.stringify(canceledJobError), nowMs, number);
    } else if (request === 'resubmit') {
      this.#resetItems.run(number);
      this.#resubmit.run(number);
    } else {
      this.#setState.run(transition.state, number);
    }
    return 'applied';
  }
}
