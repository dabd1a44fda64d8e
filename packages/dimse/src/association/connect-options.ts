import type { ConnectionOptions } from 'node:tls';
import type { ContextProposal } from '../negotiation/context-proposal.ts';
import type { AsyncOperations, CommonExtendedNegotiation, ExtendedNegotiation, UserIdentity } from '../pdu/pdu.ts';
import type { ScpHandlers } from '../scp/handlers.ts';
import type { AssociationLimits } from './limits.ts';
import type { ConnectTimeouts } from './timeouts.ts';

export interface ConnectOptions {
  readonly host: string;
  readonly port: number;
  /** Options of the TLS connection, or true for the defaults; TLS 1.2 at least (PS3.15 B.12). */
  readonly tls?: ConnectionOptions | true;
  readonly callingAet: string;
  readonly calledAet: string;
  /** At most 128; ids are given in this order: 1, 3, 5... */
  readonly contexts: readonly ContextProposal[];
  /** Window to offer (PS3.7 D.3.3.3); 0 = unlimited. Default: none, synchronous. */
  readonly asyncOperations?: AsyncOperations;
  readonly userIdentity?: UserIdentity;
  readonly extendedNegotiation?: readonly ExtendedNegotiation[];
  readonly commonExtendedNegotiation?: readonly CommonExtendedNegotiation[];
  readonly implementationClassUid?: string;
  readonly implementationVersionName?: string;
  /** What this side performs for the peer on this association: C-STORE of C-GET, N-EVENT-REPORT... */
  readonly handlers?: ScpHandlers;
  readonly limits?: Partial<AssociationLimits>;
  readonly timeouts?: Partial<ConnectTimeouts>;
  /** Ends the attempt to connect; an association already established is not touched. */
  readonly signal?: AbortSignal;
}
