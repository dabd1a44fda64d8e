import type { JobOutput } from '../../jobs/job-output.ts';
import { progressOf } from '../../jobs/job-progress.ts';
import type {
  JobError,
  JobItem,
  JobItemCounts,
  JobItemState,
  JobJson,
  JobRecord,
  JobState,
} from '../../jobs/job-record.ts';
import type { JobLease, JobRequest } from '../../jobs/job-store.ts';
import { IsocenterError } from '../../model/isocenter-error.ts';
import { integerOf, optionalIntegerOf, optionalTextOf, type Row, textOf } from './row.ts';

/** What is told to a run that has lost its job. */
export const notHeld: JobLease = { held: false, requested: undefined };

export const jobStates = ['Pending', 'Running', 'Paused', 'Retry', 'Success', 'Failure'] as const satisfies JobState[];
const itemStates = ['Waiting', 'Done', 'Failed'] as const satisfies JobItemState[];
const requests = ['cancel', 'pause', 'resume', 'resubmit'] as const satisfies JobRequest[];

export function jobOf(row: Row): JobRecord {
  return {
    id: textOf(row, 'id'),
    type: textOf(row, 'type'),
    state: stateOf(row),
    priority: integerOf(row, 'priority'),
    createdAtMs: integerOf(row, 'created_at_ms'),
    completedAtMs: optionalIntegerOf(row, 'completed_at_ms'),
    startedAtMs: optionalIntegerOf(row, 'started_at_ms'),
    runtimeMs: integerOf(row, 'runtime_ms'),
    progress: integerOf(row, 'progress'),
    attempts: integerOf(row, 'attempts'),
    retryAtMs: optionalIntegerOf(row, 'retry_at_ms'),
    error: errorOf(row),
    userData: userDataOf(row),
    parameters: jsonOf(row, 'parameters'),
    content: jsonOf(row, 'content'),
    itemCounts: itemCountsOf(row),
  };
}

export function jobItemOf(row: Row): JobItem {
  return {
    position: integerOf(row, 'position'),
    key: textOf(row, 'key'),
    state: wordOf(itemStates, row, 'state'),
    comment: optionalTextOf(row, 'comment'),
  };
}

export function jobOutputOf(row: Row): JobOutput {
  return {
    key: textOf(row, 'key'),
    uuid: textOf(row, 'uuid'),
    sizeBytes: integerOf(row, 'size_bytes'),
    contentType: textOf(row, 'content_type'),
    filename: textOf(row, 'filename'),
  };
}

export function stateOf(row: Row): JobState {
  return wordOf(jobStates, row, 'state');
}

/** What a user has asked of a running job and its runner has not heeded yet. */
export function requestedOf(row: Row): JobRequest | undefined {
  return row.requested === null ? undefined : wordOf(requests, row, 'requested');
}

/** A running job whose runner has not renewed its lease in time. */
export function hasLostLease(row: Row, nowMs: number): boolean {
  const until = optionalIntegerOf(row, 'lease_until_ms');
  return textOf(row, 'state') === 'Running' && until !== undefined && until <= nowMs;
}

/** Whole per cent of the items that are not waiting any more. */
export function itemProgress(row: Row): number {
  return progressOf(itemCountsOf(row));
}

function itemCountsOf(row: Row): JobItemCounts {
  return {
    Waiting: integerOf(row, 'waiting_items'),
    Done: integerOf(row, 'done_items'),
    Failed: integerOf(row, 'failed_items'),
  };
}

function errorOf(row: Row): JobError | undefined {
  const text = optionalTextOf(row, 'error');
  return text === undefined ? undefined : JSON.parse(text);
}

function userDataOf(row: Row): unknown {
  const text = optionalTextOf(row, 'user_data');
  return text === undefined ? undefined : JSON.parse(text);
}

function jsonOf(row: Row, column: string): JobJson {
  return JSON.parse(textOf(row, column));
}

function wordOf<Word extends string>(words: readonly Word[], row: Row, column: string): Word {
  const text = textOf(row, column);
  const word = words.find((known) => known === text);
  if (word === undefined) throw new IsocenterError('Database', `Index: column ${column} holds ${text}`);
  return word;
}
