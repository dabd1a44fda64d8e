import type { CommandStatus } from '../message/status.ts';
import type { StoreOperation } from '../scp/operations.ts';

/** What every request may say. */
export interface RequestOptions {
  /** Accepted presentation context; default: the first whose abstract syntax is the SOP class. */
  readonly contextId?: number;
  /** Ends the request: C-FIND, C-MOVE and C-GET by C-CANCEL, the others by aborting the association. */
  readonly signal?: AbortSignal;
  /** Replaces `responseTimeoutMs` of the association; 0 waits without end. */
  readonly responseTimeoutMs?: number;
}

/** C-STORE (PS3.7 9.1.1). */
export interface StoreRequest extends RequestOptions {
  readonly sopClassUid: string;
  readonly sopInstanceUid: string;
  /** In the transfer syntax of the presentation context, without file meta information. Chunks of any size. */
  readonly dataSet: Uint8Array | readonly Uint8Array[] | AsyncIterable<Uint8Array>;
  /** 0 medium (default), 1 high, 2 low. */
  readonly priority?: number;
  readonly moveOriginator?: { readonly aet: string; readonly messageId: number };
}

/** C-FIND (PS3.7 9.1.2). */
export interface FindRequest extends RequestOptions {
  readonly sopClassUid: string;
  /** In the transfer syntax of the presentation context. */
  readonly identifier: Uint8Array;
  readonly priority?: number;
}

/** C-MOVE (PS3.7 9.1.4). */
export interface MoveRequest extends FindRequest {
  readonly moveDestination: string;
  /**
   * Message ID, 1 to 65535: senders name it in what they send to the destination (PS3.7 9.1.1.1.10). Must be free on the
   * association; default: the next one that is.
   */
  readonly messageId?: number;
}

/** C-GET (PS3.7 9.1.3). */
export interface GetRequest extends FindRequest {
  /** Performs the C-STORE sub-operations while this request is outstanding; default: the association's `store` handler. */
  onStore?(operation: StoreOperation): Promise<CommandStatus> | CommandStatus;
}

/** What the N-services share. */
export interface NormalizedRequest extends RequestOptions {
  readonly sopClassUid: string;
  readonly sopInstanceUid: string;
  /** Data set of the request, in the transfer syntax of the presentation context. */
  readonly information?: Uint8Array;
}

/** N-ACTION (PS3.7 10.1.4). */
export interface ActionRequest extends NormalizedRequest {
  readonly actionTypeId: number;
}

/** N-EVENT-REPORT (PS3.7 10.1.1). */
export interface EventReportRequest extends NormalizedRequest {
  readonly eventTypeId: number;
}
