import type { StatusCategory } from '../message/status.ts';

/** The response of any service (PS3.7 annex C). */
export interface Response {
  readonly status: number;
  readonly category: StatusCategory;
  readonly errorComment?: string;
  /** Tags as 0xggggeeee. */
  readonly offendingElements?: readonly number[];
}

export type EchoResponse = Response;
export type StoreResponse = Response;

/** One C-FIND response: while pending it carries a match, the last one ends the iteration. */
export interface FindResponse extends Response {
  /** In the transfer syntax of the presentation context. */
  readonly identifier?: Uint8Array;
}

/** One C-MOVE or C-GET response; a counter the peer left out is unknown, not 0. */
export interface RetrieveResponse extends Response {
  readonly remaining?: number;
  readonly completed?: number;
  readonly failed?: number;
  readonly warning?: number;
  readonly failedSopInstanceUids?: readonly string[];
}

export type MoveResponse = RetrieveResponse;
export type GetResponse = RetrieveResponse;

/** The response of an N-service. */
export interface NormalizedResponse extends Response {
  readonly sopInstanceUid?: string;
  /** In the transfer syntax of the presentation context. */
  readonly information?: Uint8Array;
}
