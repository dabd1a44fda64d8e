import type { CommandStatus } from '../message/status.ts';
import type { SubOperationCounters } from '../message/sub-operations.ts';
import type {
  EchoOperation,
  FindOperation,
  GetOperation,
  MoveOperation,
  NormalizedOperation,
  StoreOperation,
} from './operations.ts';

/**
 * Matches of a C-FIND: one Identifier, several at once (sent in one write), or several with their pending status.
 * Each Identifier is encoded in the transfer syntax of the presentation context.
 */
export type FindAnswer =
  | Uint8Array
  | readonly Uint8Array[]
  | { readonly status: 0xff00 | 0xff01; readonly identifiers: readonly Uint8Array[] };

/** The end of a C-MOVE or C-GET; counters are left out where no sub-operation was begun (PS3.4 C.4.2.1). */
export interface RetrieveResult extends CommandStatus, Partial<SubOperationCounters> {
  /** (0008,0058): the sub-operations that failed, not those with warnings. */
  readonly failedSopInstanceUids?: readonly string[];
}

/** The end of an N-service. */
export interface NormalizedResult extends CommandStatus {
  /** (0000,1000), if other than the one of the request. */
  readonly sopInstanceUid?: string;
  /** Data set of the response, in the transfer syntax of the presentation context. */
  readonly information?: Uint8Array;
}

/**
 * What this side performs for its peers, one function per service. A service without a handler is answered with 0211
 * (C-ECHO: success). A handler that throws is answered with the failure status of its service, or that of a StatusError.
 */
export interface ScpHandlers {
  echo?(operation: EchoOperation): Promise<CommandStatus> | CommandStatus;
  /** Resolves when the instance is stored durably; what it leaves unread of the data set is drained. */
  store?(operation: StoreOperation): Promise<CommandStatus> | CommandStatus;
  /** Yields matches, returns the final status. */
  find?(operation: FindOperation): AsyncGenerator<FindAnswer, CommandStatus, void>;
  /** Each yield is one pending response, the result the final one. */
  move?(operation: MoveOperation): AsyncGenerator<SubOperationCounters, RetrieveResult, void>;
  get?(operation: GetOperation): AsyncGenerator<SubOperationCounters, RetrieveResult, void>;
  eventReport?(operation: NormalizedOperation): Promise<NormalizedResult> | NormalizedResult;
  action?(operation: NormalizedOperation): Promise<NormalizedResult> | NormalizedResult;
  normalizedGet?(operation: NormalizedOperation): Promise<NormalizedResult> | NormalizedResult;
  normalizedSet?(operation: NormalizedOperation): Promise<NormalizedResult> | NormalizedResult;
  normalizedCreate?(operation: NormalizedOperation): Promise<NormalizedResult> | NormalizedResult;
  normalizedDelete?(operation: NormalizedOperation): Promise<NormalizedResult> | NormalizedResult;
}
