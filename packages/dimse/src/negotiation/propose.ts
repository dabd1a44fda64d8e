import { DimseError } from '../errors.ts';
import {
  type AssociateRequestPdu,
  type AsyncOperations,
  type CommonExtendedNegotiation,
  DICOM_APPLICATION_CONTEXT,
  type ExtendedNegotiation,
  PduType,
  type RoleSelection,
  type UserIdentity,
} from '../pdu/pdu.ts';
import type { ContextProposal } from './context-proposal.ts';
import type { Implementation } from './implementation.ts';

/** What a requestor wants of an association. */
export interface AssociationProposal {
  readonly callingAet: string;
  readonly calledAet: string;
  readonly contexts: readonly ContextProposal[];
  readonly asyncOperations?: AsyncOperations;
  readonly userIdentity?: UserIdentity;
  readonly extendedNegotiation?: readonly ExtendedNegotiation[];
  readonly commonExtendedNegotiation?: readonly CommonExtendedNegotiation[];
}

/** Presentation context ids are odd and fit a byte (PS3.8 9.3.2.2). */
const MAX_CONTEXTS = 128;

/** The A-ASSOCIATE-RQ for a proposal (PS3.8 9.3.2); throws DimseError NEGOTIATION_INVALID. */
export function associateRequest(proposal: AssociationProposal, implementation: Implementation): AssociateRequestPdu {
  const { contexts, asyncOperations, userIdentity } = proposal;
  if (contexts.length === 0 || contexts.length > MAX_CONTEXTS) {
    throw new DimseError('NEGOTIATION_INVALID', `${contexts.length} presentation contexts, not 1 to ${MAX_CONTEXTS}`);
  }
  return {
    type: PduType.associateRequest,
    protocolVersion: 1,
    calledAet: proposal.calledAet,
    callingAet: proposal.callingAet,
    applicationContext: DICOM_APPLICATION_CONTEXT,
    presentationContexts: contexts.map(({ abstractSyntax, transferSyntaxes }, index) => ({
      id: 2 * index + 1,
      abstractSyntax,
      transferSyntaxes,
    })),
    userInformation: {
      ...implementation,
      ...(asyncOperations === undefined ? {} : { asyncOperations }),
      roles: proposedRoles(contexts),
      extendedNegotiation: proposal.extendedNegotiation ?? [],
      commonExtendedNegotiation: proposal.commonExtendedNegotiation ?? [],
      ...(userIdentity === undefined ? {} : { userIdentity }),
    },
  };
}

/** One role item per SOP class, for those whose proposal names a role (PS3.7 D.3.3.4). */
function proposedRoles(contexts: readonly ContextProposal[]): RoleSelection[] {
  const roles = new Map<string, RoleSelection>();
  for (const { abstractSyntax, scuRole, scpRole } of contexts) {
    if (scuRole === undefined && scpRole === undefined) continue;
    const known = roles.get(abstractSyntax);
    roles.set(abstractSyntax, {
      sopClassUid: abstractSyntax,
      scuRole: (scuRole ?? false) || (known?.scuRole ?? false),
      scpRole: (scpRole ?? false) || (known?.scpRole ?? false),
    });
  }
  return [...roles.values()];
}
