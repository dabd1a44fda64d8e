import type { ErrorPayload } from '../model/isocenter-error.ts';

export type JobState = 'Pending' | 'Running' | 'Paused' | 'Retry' | 'Success' | 'Failure';

/** A job as the index keeps it. Times in milliseconds since 1970. */
export interface JobRecord {
  readonly id: string;
  /** Kind of work, as the REST API names it: `DicomModalityStore`, `DicomMoveScu` … */
  readonly type: string;
  readonly state: JobState;
  readonly priority: number;
  readonly createdAtMs: number;
  readonly completedAtMs: number | undefined;
  /** When it last became Running. */
  readonly startedAtMs: number | undefined;
  /** Total of the runs that have ended. */
  readonly runtimeMs: number;
  /** Whole per cent, 0 to 100. */
  readonly progress: number;
  /** How many runs in a row ended in a transient failure without finishing an item. */
  readonly attempts: number;
  readonly retryAtMs: number | undefined;
  readonly error: JobError | undefined;
  readonly userData: unknown;
  /** What was asked: set once, at submission. */
  readonly parameters: JobJson;
  /** What the REST API shows as `Content`; replaced as the job goes on. */
  readonly content: JobJson;
  readonly itemCounts: JobItemCounts;
}

export type JobJson = Readonly<Record<string, unknown>>;

export interface JobError {
  /** `ErrorCode` of the catalogue, its number and text. */
  readonly number: number;
  readonly description: string;
  readonly details: string;
  readonly payload?: ErrorPayload;
}

/** One unit of a job's work whose outcome must survive a crash: an instance to send, a query to retrieve. */
export interface JobItem {
  /** 0-based, the order of work. */
  readonly position: number;
  /** What it is, by kind of job: a public id, a DICOM JSON query … */
  readonly key: string;
  readonly state: JobItemState;
  /** Why it failed, for people. */
  readonly comment: string | undefined;
}

export type JobItemState = 'Waiting' | 'Done' | 'Failed';

export type JobItemCounts = Readonly<Record<JobItemState, number>>;
