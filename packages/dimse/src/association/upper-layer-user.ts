import type { AssociateAcceptPdu, AssociateRequestPdu } from '../pdu/pdu.ts';
import type { Rejection } from '../pdu/reasons.ts';

/** Who negotiates: the primitives of PS3.8 7.1 before the association is established. */
export interface Negotiator {
  /** Whether the provider itself refuses a request (PS3.8 9.2.3, AE-6). */
  refuse(request: AssociateRequestPdu): Rejection | undefined;
  associationRequested(request: AssociateRequestPdu): void;
  associationAccepted(accept: AssociateAcceptPdu): void;
  associationRejected(rejection: Rejection): void;
  /** The last call: the connection is of no more use, by release or reject when there is no reason. */
  ended(reason: Error | undefined): void;
}

/** Who uses an established association: the primitives of PS3.8 7.2 to 7.6. */
export interface UpperLayerUser {
  fragment(contextId: number, control: number, bytes: Buffer, endsPdv: boolean): void;
  /** What the transport had to give at once has been read. */
  inputRead(): void;
  releaseRequested(): void;
  /** Whether the peer is expected to send something now; asked when it has been silent for `idleTimeoutMs`. */
  expectsInput(): boolean;
  /** The last call: the association has ended, by release when there is no reason. */
  ended(reason: Error | undefined): void;
}
