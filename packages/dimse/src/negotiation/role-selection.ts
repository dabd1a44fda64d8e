import type { RoleSelection } from '../pdu/pdu.ts';

/** Roles of the association requestor for one SOP class. */
export interface RequestorRoles {
  readonly scu: boolean;
  readonly scp: boolean;
}

/** Without role selection the requestor is SCU and the acceptor SCP (PS3.7 D.3.3.4). */
const DEFAULT_ROLES: RequestorRoles = { scu: true, scp: false };

/** The roles to return: those granted, cut down to what was proposed (PS3.7 D.3.3.4.2). */
export function answeredRoles(
  proposed: readonly RoleSelection[],
  granted: readonly RoleSelection[] = [],
): RoleSelection[] {
  const grants = new Map(granted.map((role) => [role.sopClassUid, role]));
  return uniqueBySopClass(proposed).flatMap((role) => {
    const grant = grants.get(role.sopClassUid);
    if (grant === undefined) return [];
    return [
      {
        sopClassUid: role.sopClassUid,
        scuRole: role.scuRole && grant.scuRole,
        scpRole: role.scpRole && grant.scpRole,
      },
    ];
  });
}

/** What the requestor is for a SOP class, from both sides' items; a bit answered without being proposed is 0. */
export function requestorRoles(
  sopClassUid: string,
  proposed: readonly RoleSelection[],
  answered: readonly RoleSelection[],
): RequestorRoles {
  const proposal = proposed.find((role) => role.sopClassUid === sopClassUid);
  const answer = answered.find((role) => role.sopClassUid === sopClassUid);
  if (proposal === undefined || answer === undefined) return DEFAULT_ROLES;
  return { scu: proposal.scuRole && answer.scuRole, scp: proposal.scpRole && answer.scpRole };
}

function uniqueBySopClass(roles: readonly RoleSelection[]): readonly RoleSelection[] {
  return [...new Map(roles.map((role) => [role.sopClassUid, role])).values()];
}
