import type { TlsOptions } from 'node:tls';
import type { AssociationDecision, AssociationRequest } from '../negotiation/association-request.ts';
import type { ScpHandlers } from '../scp/handlers.ts';
import type { Association } from './association.ts';
import type { ScpLimits } from './limits.ts';
import type { AssociationTimeouts } from './timeouts.ts';

export interface DicomServerOptions {
  /** The policy: who is let in, with which presentation contexts. A throw rejects with 2/3/1. */
  negotiate(request: AssociationRequest): AssociationDecision | Promise<AssociationDecision>;
  readonly handlers: ScpHandlers;
  readonly limits?: Partial<ScpLimits>;
  readonly timeouts?: Partial<AssociationTimeouts>;
  /** Present: DICOM over TLS, 1.2 at least (PS3.15 B.12); `requestCert`, `ca`, `rejectUnauthorized` check clients. */
  readonly tls?: TlsOptions;
  readonly implementationClassUid?: string;
  readonly implementationVersionName?: string;
  /** Called for every association after it is accepted. */
  onAssociation?(association: Association): void;
}
