import { item, prefixed, prefixedUid, uidItem, uint16, uint32 } from './items.ts';
import { ItemType, type UserInformation } from './pdu.ts';

/** The sub-items of the user information item in ascending order of type (PS3.8 D.1, PS3.7 D.3.3). */
export function encodeUserInformation(information: UserInformation): Buffer[] {
  const { asyncOperations, implementationVersionName, userIdentity, userIdentityResponse } = information;
  const items = [
    item(ItemType.maximumLength, [uint32(information.maximumLength)]),
    uidItem(ItemType.implementationClassUid, information.implementationClassUid),
  ];
  if (asyncOperations !== undefined) {
    items.push(
      item(ItemType.asyncOperationsWindow, [uint16(asyncOperations.invoked), uint16(asyncOperations.performed)]),
    );
  }
  for (const { sopClassUid, scuRole, scpRole } of information.roles) {
    items.push(
      item(ItemType.roleSelection, [prefixedUid(sopClassUid), Buffer.from([scuRole ? 1 : 0, scpRole ? 1 : 0])]),
    );
  }
  if (implementationVersionName !== undefined) {
    items.push(item(ItemType.implementationVersionName, [Buffer.from(implementationVersionName, 'latin1')]));
  }
  for (const { sopClassUid, applicationInformation } of information.extendedNegotiation) {
    items.push(item(ItemType.extendedNegotiation, [prefixedUid(sopClassUid), applicationInformation]));
  }
  for (const { sopClassUid, serviceClassUid, relatedGeneralSopClassUids } of information.commonExtendedNegotiation) {
    const related = Buffer.concat(relatedGeneralSopClassUids.map(prefixedUid));
    items.push(
      item(ItemType.commonExtendedNegotiation, [
        prefixedUid(sopClassUid),
        prefixedUid(serviceClassUid),
        prefixed(related),
      ]),
    );
  }
  if (userIdentity !== undefined) {
    items.push(
      item(ItemType.userIdentity, [
        Buffer.from([userIdentity.type, userIdentity.positiveResponseRequested ? 1 : 0]),
        prefixed(userIdentity.primary),
        prefixed(userIdentity.secondary),
      ]),
    );
  }
  if (userIdentityResponse !== undefined) {
    items.push(item(ItemType.userIdentityResponse, [prefixed(userIdentityResponse)]));
  }
  return items;
}
