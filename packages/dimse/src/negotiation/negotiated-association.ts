import type { AssociateAcceptPdu, AssociateRequestPdu, AsyncOperations, ExtendedNegotiation } from '../pdu/pdu.ts';
import { ContextResult } from '../pdu/pdu.ts';
import type { AcceptedContext } from './accepted-context.ts';
import { answeredAsyncOperations, SYNCHRONOUS } from './async-operations.ts';
import { requestorRoles } from './role-selection.ts';

/** What an association is once both A-ASSOCIATE PDUs are known, from one side's point of view. */
export interface NegotiatedAssociation {
  readonly requestor: boolean;
  readonly calledAet: string;
  readonly callingAet: string;
  readonly contexts: ReadonlyMap<number, AcceptedContext>;
  /** Result by id of the contexts that were not accepted (PS3.8 9.3.3.2). */
  readonly refusedContexts: ReadonlyMap<number, number>;
  /** Operations this side may have outstanding, and must be ready to perform; 0 = unlimited. */
  readonly asyncOperations: AsyncOperations;
  /** Receive limit of the peer in bytes, 0 = unlimited. */
  readonly peerMaximumLength: number;
  readonly peerImplementationClassUid: string;
  readonly peerImplementationVersionName: string | undefined;
  readonly extendedNegotiation: readonly ExtendedNegotiation[];
  readonly userIdentityResponse: Uint8Array | undefined;
}

/**
 * Reads request and accept together (PS3.8 9.3.3, PS3.7 D.3.3). A context accepted with a transfer syntax that was not
 * proposed is unusable and counts as refused, as does one the accept leaves out.
 */
export function negotiatedAssociation(
  request: AssociateRequestPdu,
  accept: AssociateAcceptPdu,
  side: 'requestor' | 'acceptor',
): NegotiatedAssociation {
  const requestor = side === 'requestor';
  const contexts = new Map<number, AcceptedContext>();
  const refusedContexts = new Map<number, number>();
  const answers = new Map(accept.presentationContexts.map((answer) => [answer.id, answer]));
  for (const { id, abstractSyntax, transferSyntaxes } of request.presentationContexts) {
    const answer = answers.get(id);
    if (answer?.result !== ContextResult.acceptance || !transferSyntaxes.includes(answer.transferSyntax)) {
      refusedContexts.set(id, answer?.result || ContextResult.noReason);
      continue;
    }
    const roles = requestorRoles(abstractSyntax, request.userInformation.roles, accept.userInformation.roles);
    contexts.set(id, {
      id,
      abstractSyntax,
      transferSyntax: answer.transferSyntax,
      scuRole: requestor ? roles.scu : roles.scp,
      scpRole: requestor ? roles.scp : roles.scu,
    });
  }
  const { invoked, performed } = negotiatedWindow(request, accept);
  const peer = (requestor ? accept : request).userInformation;
  return {
    requestor,
    calledAet: request.calledAet,
    callingAet: request.callingAet,
    contexts,
    refusedContexts,
    asyncOperations: requestor ? { invoked, performed } : { invoked: performed, performed: invoked },
    peerMaximumLength: peer.maximumLength,
    peerImplementationClassUid: peer.implementationClassUid,
    peerImplementationVersionName: peer.implementationVersionName,
    extendedNegotiation: accept.userInformation.extendedNegotiation,
    userIdentityResponse: accept.userInformation.userIdentityResponse,
  };
}

/** Both items keep the requestor's viewpoint; without either, operation is synchronous (PS3.7 D.3.3.3). */
function negotiatedWindow(request: AssociateRequestPdu, accept: AssociateAcceptPdu): AsyncOperations {
  const offered = request.userInformation.asyncOperations;
  const answered = accept.userInformation.asyncOperations;
  if (offered === undefined || answered === undefined) return SYNCHRONOUS;
  return answeredAsyncOperations(offered, answered);
}
