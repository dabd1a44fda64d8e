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
import { jsonTextOf } from './json-text.ts';
import { notify } from './notifications.ts';
import type { Queries } from './postgres-database.ts';

/** What frees a job of whoever held it. */
const released = 'owner = NULL, lease_until_ms = NULL, requested = NULL';

/** The changes of jobs; each method runs inside a transaction of its caller, and tells the other servers what they may do now. */
export class JobWrites {
  readonly #queries: Queries;

  constructor(queries: Queries) {
    this.#queries = queries;
  }

  async add(job: NewJob, itemKeys: readonly string[], maximumWaiting: number): Promise<boolean> {
    const [waiting] = await this.#queries.rows(
      "SELECT count(*) AS count FROM job WHERE state IN ('Pending', 'Paused', 'Retry')",
    );
    if (waiting !== undefined && integerOf(waiting, 'count') >= maximumWaiting) return false;
    const [added] = await this.#queries.rows(
      `INSERT INTO job (id, type, state, priority, created_at_ms, user_data, parameters, content, waiting_items)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO NOTHING RETURNING number`,
      [
        job.id,
        job.type,
        job.state ?? 'Pending',
        job.priority,
        job.createdAtMs,
        job.userData === undefined ? null : jsonTextOf(job.userData),
        jsonTextOf(job.parameters),
        jsonTextOf(job.content),
        itemKeys.length,
      ],
    );
    // An earlier attempt, whose answer was lost, has added it.
    if (added === undefined) return true;
    await this.#queries.rows(
      `INSERT INTO job_item (job_number, position, key)
       SELECT $1, position - 1, key FROM unnest($2::text[]) WITH ORDINALITY AS item (key, position)`,
      [integerOf(added, 'number'), itemKeys],
    );
    await this.#tell(job.id);
    return true;
  }

  /** The row of the cursor is held to the commit: servers that route the same changes take turns. */
  async addAt(
    { from, name, to }: JobCursor,
    jobs: readonly NewJobWithItems[],
    maximumWaiting: number,
  ): Promise<'added' | 'moved' | 'full'> {
    const [cursor] = await this.#queries.rows('SELECT value FROM property WHERE name = $1 FOR UPDATE', [name]);
    if (cursor === undefined || textOf(cursor, 'value') !== from) return 'moved';
    const [waiting] = await this.#queries.rows(
      "SELECT count(*) AS count FROM job WHERE state IN ('Pending', 'Paused', 'Retry')",
    );
    const count = waiting === undefined ? 0 : integerOf(waiting, 'count');
    if (jobs.length > 0 && count + jobs.length > maximumWaiting) return 'full';
    await this.#queries.rows('UPDATE property SET value = $2 WHERE name = $1', [name, to]);
    for (const { itemKeys, job } of jobs) await this.add(job, itemKeys, Number.POSITIVE_INFINITY);
    return 'added';
  }

  async claim(
    owner: string,
    nowMs: number,
    leaseMs: number,
    except: readonly string[],
  ): Promise<JobRecord | undefined> {
    for (;;) {
      // What another server is claiming at this moment is passed over.
      const [row] = await this.#queries.rows(
        `SELECT * FROM job WHERE (state = 'Pending' OR (state = 'Retry' AND retry_at_ms <= $1)
         OR (state = 'Running' AND lease_until_ms <= $1)) AND type <> ALL ($2::text[])
         ORDER BY priority DESC, created_at_ms, number LIMIT 1 FOR UPDATE SKIP LOCKED`,
        [nowMs, except],
      );
      if (row === undefined) return undefined;
      const requested = requestedOf(row);
      if (stateOf(row) === 'Running' && requested !== undefined) {
        await this.#apply(row, 'Pending', requested, nowMs);
        continue;
      }
      const [claimed] = await this.#queries.rows(
        `UPDATE job SET state = 'Running', owner = $1, lease_until_ms = $2, started_at_ms = $3, requested = NULL,
         error = NULL, retry_at_ms = NULL, completed_at_ms = NULL, progress = $4 WHERE number = $5 RETURNING *`,
        [owner, nowMs + leaseMs, nowMs, itemProgress(row), integerOf(row, 'number')],
      );
      return claimed === undefined ? undefined : jobOf(claimed);
    }
  }

  async renewLease(id: string, owner: string, untilMs: number): Promise<JobLease> {
    const [row] = await this.#queries.rows(
      "UPDATE job SET lease_until_ms = $1 WHERE id = $2 AND owner = $3 AND state = 'Running' RETURNING requested",
      [untilMs, id, owner],
    );
    return row === undefined ? notHeld : { held: true, requested: requestedOf(row) };
  }

  async recordUpdate(id: string, owner: string, update: JobUpdate): Promise<JobLease> {
    const row = await this.#held(id, owner);
    if (row === undefined) return notHeld;
    const number = integerOf(row, 'number');
    const recorded = { Done: 0, Failed: 0 };
    if (update.items.length > 0) {
      const items = firstOutcomes(update);
      const rows = await this.#queries.rows(
        `UPDATE job_item SET state = outcome.state, comment = outcome.comment
         FROM jsonb_to_recordset($1) AS outcome (position integer, state text, comment text)
         WHERE job_number = $2 AND job_item.position = outcome.position AND job_item.state = 'Waiting'
         RETURNING job_item.state`,
        [jsonTextOf(items), number],
      );
      for (const item of rows) recorded[textOf(item, 'state') === 'Done' ? 'Done' : 'Failed'] += 1;
    }
    await this.#queries.rows(
      `UPDATE job SET progress = $1, content = coalesce($2, content), waiting_items = waiting_items - $3,
       done_items = done_items + $4, failed_items = failed_items + $5 WHERE number = $6`,
      [
        update.progress,
        update.content === undefined ? null : jsonTextOf(update.content),
        recorded.Done + recorded.Failed,
        recorded.Done,
        recorded.Failed,
        number,
      ],
    );
    return { held: true, requested: requestedOf(row) };
  }

  async release(id: string, owner: string, ending: JobEnding, nowMs: number): Promise<JobRecord | undefined> {
    const row = await this.#held(id, owner);
    if (row === undefined) return undefined;
    await this.#queries.rows(
      `UPDATE job SET state = $1, progress = $2, content = $3, error = $4, runtime_ms = $5, retry_at_ms = $6,
       attempts = $7, completed_at_ms = $8, ${released} WHERE number = $9`,
      [
        ending.state,
        ending.progress,
        jsonTextOf(ending.content),
        ending.error === undefined ? null : jsonTextOf(ending.error),
        ending.runtimeMs,
        ending.retryAtMs ?? null,
        ending.attempts,
        ending.completedAtMs ?? null,
        integerOf(row, 'number'),
      ],
    );
    const requested = requestedOf(row);
    if (requested !== undefined) await this.#apply(row, ending.state, requested, nowMs);
    await this.#tell(id);
    const [ended] = await this.#queries.rows('SELECT * FROM job WHERE id = $1', [id]);
    return ended === undefined ? undefined : jobOf(ended);
  }

  async request(id: string, request: JobRequest, nowMs: number): Promise<JobRequestOutcome | undefined> {
    const row = await this.#locked(id);
    if (row === undefined) return undefined;
    const outcome = await this.#apply(row, hasLostLease(row, nowMs) ? 'Pending' : stateOf(row), request, nowMs);
    if (outcome === 'applied' || outcome === 'later') await this.#tell(id);
    return outcome;
  }

  async delete(id: string): Promise<'deleted' | 'active' | 'unknown'> {
    const row = await this.#locked(id);
    if (row === undefined) return 'unknown';
    const state = stateOf(row);
    if (state !== 'Success' && state !== 'Failure') return 'active';
    await this.#queries.rows('DELETE FROM job WHERE number = $1', [integerOf(row, 'number')]);
    await this.#tell(id);
    return 'deleted';
  }

  async trimHistory(keep: number): Promise<void> {
    // Several servers trim at the same time: each takes what the others have not.
    await this.#queries.rows(
      `DELETE FROM job WHERE number IN (SELECT number FROM job WHERE number IN (
         SELECT number FROM job WHERE state IN ('Success', 'Failure')
         ORDER BY completed_at_ms DESC, number DESC OFFSET $1)
       ORDER BY number FOR UPDATE SKIP LOCKED)`,
      [keep],
    );
  }

  async releaseLeases(nowMs: number): Promise<void> {
    for (const row of await this.#queries.rows(
      "SELECT * FROM job WHERE state = 'Running' ORDER BY number FOR UPDATE",
    )) {
      const requested = requestedOf(row);
      if (requested === undefined) await this.#setState('Pending', row);
      else await this.#apply(row, 'Pending', requested, nowMs);
    }
  }

  /** Does what the table of transitions says of a request to a job that counts as being in `state`. */
  async #apply(row: Row, state: JobState, request: JobRequest, nowMs: number): Promise<JobRequestOutcome> {
    const number = integerOf(row, 'number');
    const transition = transitionOf(state, request);
    if (transition.outcome === 'later') {
      const kept = keptRequest(requestedOf(row), request);
      await this.#queries.rows('UPDATE job SET requested = $1 WHERE number = $2', [kept, number]);
    }
    if (transition.outcome !== 'applied') return transition.outcome;
    if (request === 'cancel') {
      await this.#queries.rows(
        `UPDATE job SET state = 'Failure', error = $1, completed_at_ms = $2, retry_at_ms = NULL, ${released}
         WHERE number = $3`,
        [jsonTextOf(canceledJobError), nowMs, number],
      );
    } else if (request === 'resubmit') {
      await this.#queries.rows("UPDATE job_item SET state = 'Waiting', comment = NULL WHERE job_number = $1", [number]);
      await this.#queries.rows(
        `UPDATE job SET state = 'Pending', runtime_ms = 0, attempts = 0, retry_at_ms = NULL, completed_at_ms = NULL,
         waiting_items = waiting_items + done_items + failed_items, done_items = 0, failed_items = 0 WHERE number = $1`,
        [number],
      );
    } else {
      await this.#setState(transition.state, row);
    }
    return 'applied';
  }

  async #setState(state: JobState, row: Row): Promise<void> {
    await this.#queries.rows(`UPDATE job SET state = $1, retry_at_ms = NULL, ${released} WHERE number = $2`, [
      state,
      integerOf(row, 'number'),
    ]);
  }

  async #held(id: string, owner: string): Promise<Row | undefined> {
    const sql = "SELECT number, requested FROM job WHERE id = $1 AND owner = $2 AND state = 'Running' FOR UPDATE";
    const [row] = await this.#queries.rows(sql, [id, owner]);
    return row;
  }

  async #locked(id: string): Promise<Row | undefined> {
    const [row] = await this.#queries.rows('SELECT * FROM job WHERE id = $1 FOR UPDATE', [id]);
    return row;
  }

  /** Wakes the engines of all servers once this transaction is over. */
  #tell(id: string): Promise<void> {
    return notify(this.#queries, 'job', id);
  }
}

/** An item told twice counts as it was told first. */
function firstOutcomes({ items }: JobUpdate): readonly object[] {
  const outcomes = new Map<number, object>();
  for (const { comment, position, state } of items) {
    if (outcomes.has(position)) continue;
    outcomes.set(position, { position, state, comment: comment ?? null });
  }
  return [...outcomes.values()];
}
