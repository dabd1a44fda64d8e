import {
  type AssociateAcceptPdu,
  type AssociateRequestPdu,
  ContextResult,
  PduType,
  type PresentationContextResult,
  type UserInformation,
} from '../pdu/pdu.ts';
import type { AssociationAcceptance, ContextDecision } from './association-request.ts';
import { answeredAsyncOperations, SYNCHRONOUS } from './async-operations.ts';
import type { Implementation } from './implementation.ts';
import { answeredRoles } from './role-selection.ts';

/** The A-ASSOCIATE-AC for a request and the policy's acceptance (PS3.8 9.3.3). */
export function associateAccept(
  request: AssociateRequestPdu,
  acceptance: AssociationAcceptance,
  implementation: Implementation,
): AssociateAcceptPdu {
  return {
    type: PduType.associateAccept,
    protocolVersion: 1,
    calledAet: request.calledAet,
    callingAet: request.callingAet,
    applicationContext: request.applicationContext,
    presentationContexts: request.presentationContexts.map((proposed) =>
      contextResult(proposed, acceptance.contexts.get(proposed.id)),
    ),
    userInformation: acceptedUserInformation(request.userInformation, acceptance, implementation),
  };
}

/** Every proposed context is answered once; a transfer syntax that was not proposed cannot be accepted. */
function contextResult(
  { id, transferSyntaxes }: { readonly id: number; readonly transferSyntaxes: readonly string[] },
  decision: ContextDecision = { result: ContextResult.abstractSyntaxNotSupported },
): PresentationContextResult {
  const [insignificant = ''] = transferSyntaxes;
  if ('result' in decision) return { id, result: decision.result, transferSyntax: insignificant };
  if (!transferSyntaxes.includes(decision.transferSyntax)) {
    return { id, result: ContextResult.transferSyntaxesNotSupported, transferSyntax: insignificant };
  }
  return { id, result: ContextResult.acceptance, transferSyntax: decision.transferSyntax };
}

/** Only what the request asked about is answered (PS3.7 D.3.3). */
function acceptedUserInformation(
  request: UserInformation,
  acceptance: AssociationAcceptance,
  implementation: Implementation,
): UserInformation {
  const asked = new Set(request.extendedNegotiation.map(({ sopClassUid }) => sopClassUid));
  const { userIdentityResponse } = acceptance;
  return {
    ...implementation,
    ...(request.asyncOperations === undefined
      ? {}
      : {
          asyncOperations: answeredAsyncOperations(request.asyncOperations, acceptance.asyncOperations ?? SYNCHRONOUS),
        }),
    roles: answeredRoles(request.roles, acceptance.roles),
    extendedNegotiation: (acceptance.extendedNegotiation ?? []).filter(({ sopClassUid }) => asked.has(sopClassUid)),
    commonExtendedNegotiation: [],
    ...(userIdentityResponse !== undefined && request.userIdentity?.positiveResponseRequested === true
      ? { userIdentityResponse }
      : {}),
  };
}
