import type { ByteReader } from './byte-reader.ts';
import { ASSUMED_MAXIMUM_LENGTH, ItemType, type UserInformation } from './pdu.ts';

type Building = { -readonly [K in keyof UserInformation]: UserInformation[K] } & {
  roles: UserInformation['roles'][number][];
  extendedNegotiation: UserInformation['extendedNegotiation'][number][];
  commonExtendedNegotiation: UserInformation['commonExtendedNegotiation'][number][];
};

/** One row per sub-item: how its body is read (PS3.8 D.1, PS3.7 D.3.3). */
const SubItems: Readonly<Record<number, (body: ByteReader, information: Building) => void>> = {
  [ItemType.maximumLength]: (body, information) => {
    information.maximumLength = body.uint32();
  },
  [ItemType.implementationClassUid]: (body, information) => {
    information.implementationClassUid = body.uid(body.remaining);
  },
  [ItemType.asyncOperationsWindow]: (body, information) => {
    information.asyncOperations = { invoked: body.uint16(), performed: body.uint16() };
  },
  [ItemType.roleSelection]: (body, information) => {
    const sopClassUid = body.uid(body.uint16());
    information.roles.push({ sopClassUid, scuRole: body.uint8() === 1, scpRole: body.uint8() === 1 });
  },
  [ItemType.implementationVersionName]: (body, information) => {
    information.implementationVersionName = body.text(body.remaining).trim();
  },
  [ItemType.extendedNegotiation]: (body, information) => {
    const sopClassUid = body.uid(body.uint16());
    information.extendedNegotiation.push({ sopClassUid, applicationInformation: body.bytes(body.remaining) });
  },
  [ItemType.commonExtendedNegotiation]: (body, information) => {
    const sopClassUid = body.uid(body.uint16());
    const serviceClassUid = body.uid(body.uint16());
    const related = body.part(body.uint16());
    const relatedGeneralSopClassUids: string[] = [];
    while (related.remaining > 0) relatedGeneralSopClassUids.push(related.uid(related.uint16()));
    information.commonExtendedNegotiation.push({ sopClassUid, serviceClassUid, relatedGeneralSopClassUids });
  },
  [ItemType.userIdentity]: (body, information) => {
    information.userIdentity = {
      type: body.uint8(),
      positiveResponseRequested: body.uint8() === 1,
      primary: body.bytes(body.uint16()),
      secondary: body.bytes(body.uint16()),
    };
  },
  [ItemType.userIdentityResponse]: (body, information) => {
    information.userIdentityResponse = body.bytes(body.uint16());
  },
};

/**
 * Reads the user information item (PS3.8 9.3.2.3). Unknown sub-items are skipped.
 * @param countItem called once per sub-item, throws when there are too many
 */
export function decodeUserInformation(reader: ByteReader, countItem: () => void): UserInformation {
  const information: Building = {
    maximumLength: ASSUMED_MAXIMUM_LENGTH,
    implementationClassUid: '',
    roles: [],
    extendedNegotiation: [],
    commonExtendedNegotiation: [],
  };
  while (reader.remaining > 0) {
    countItem();
    const type = reader.uint8();
    reader.skip(1);
    const body = reader.part(reader.uint16());
    SubItems[type]?.(body, information);
  }
  return information;
}
