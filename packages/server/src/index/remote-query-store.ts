import type { Level } from '../model/level.ts';

/** A search that was sent to a modality (`/queries`). */
export interface NewRemoteQuery {
  readonly id: string;
  /** Symbolic name. */
  readonly modality: string;
  readonly level: Level;
  /** What was asked, as JSON that the index does not read. */
  readonly asked: unknown;
}

export interface RemoteQuery extends NewRemoteQuery {
  readonly answerCount: number;
}

/**
 * Searches that were sent to modalities, with their answers. All servers of an index see them. Those used longest ago go
 * when there are too many.
 */
export interface RemoteQueryStore {
  /** Nobody sees it before `completeQuery`. */
  beginQuery(query: NewRemoteQuery, nowMs: number): Promise<void>;
  /** Adds answers from position `from` on. False when the query is gone. */
  addAnswers(id: string, from: number, answers: readonly Uint8Array[]): Promise<boolean>;
  /** Shows it, and drops all but the `maximum` queries that were used last. False when it is gone. */
  completeQuery(id: string, maximum: number): Promise<boolean>;
  /** Counts as a use. */
  getQuery(id: string, nowMs: number): Promise<RemoteQuery | undefined>;
  /** Ids, sorted. */
  listQueries(): Promise<readonly string[]>;
  /** Answers in the order of their arrival, by position. */
  listAnswers(id: string, from: number, limit: number): Promise<readonly Uint8Array[]>;
  deleteQuery(id: string): Promise<void>;
}
