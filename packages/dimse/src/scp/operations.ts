import type { Association } from '../association/association.ts';
import type { CommandSet } from '../message/command-elements.ts';
import type { DataSetStream } from '../message/data-set-stream.ts';
import type { AcceptedContext } from '../negotiation/accepted-context.ts';

/** A request being performed for the peer. */
export interface Operation {
  readonly association: Association;
  readonly presentationContext: AcceptedContext;
  readonly command: CommandSet;
  readonly messageId: number;
  /** Affected or requested SOP class of the command; empty where the peer left it out. */
  readonly sopClassUid: string;
  /** Aborted with CancelRequested by C-CANCEL or release, with AssociationLostError or AssociationAbortedError otherwise. */
  readonly signal: AbortSignal;
}

/** C-ECHO (PS3.7 9.1.5). */
export type EchoOperation = Operation;

/** C-STORE (PS3.7 9.1.1). */
export interface StoreOperation extends Operation {
  readonly sopInstanceUid: string;
  /** (0000,0700): 0 medium, 1 high, 2 low. */
  readonly priority: number;
  readonly moveOriginator: { readonly aet: string; readonly messageId: number } | undefined;
  /** The data set as it arrives, in the transfer syntax of the presentation context, without file meta information. */
  readonly dataSet: DataSetStream;
}

/** An operation that carries an Identifier. */
export interface IdentifierOperation extends Operation {
  readonly priority: number;
  /** The whole Identifier, in the transfer syntax of the presentation context; LimitExceededError over maxIdentifierBytes. */
  identifier(): Promise<Uint8Array>;
}

/** C-FIND (PS3.7 9.1.2). */
export type FindOperation = IdentifierOperation;

/** C-GET (PS3.7 9.1.3); `association.store` performs the sub-operations. */
export type GetOperation = IdentifierOperation;

/** C-MOVE (PS3.7 9.1.4). */
export interface MoveOperation extends IdentifierOperation {
  readonly moveDestination: string;
}

/** N-EVENT-REPORT, N-GET, N-SET, N-ACTION, N-CREATE, N-DELETE (PS3.7 10.1). */
export interface NormalizedOperation extends Operation {
  /** Affected or requested SOP instance; empty for N-CREATE without one. */
  readonly sopInstanceUid: string;
  readonly actionTypeId: number | undefined;
  readonly eventTypeId: number | undefined;
  /** N-GET (0000,1005), tags as 0xggggeeee. */
  readonly attributeIdentifierList: readonly number[];
  /** The data set of the request, empty when it has none; LimitExceededError over maxIdentifierBytes. */
  information(): Promise<Uint8Array>;
}
