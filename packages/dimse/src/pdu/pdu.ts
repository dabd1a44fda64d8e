/** PDU types, PS3.8 table 9-1 and following (section of each layout beside it). */
export const PduType = {
  associateRequest: 0x01, // 9.3.2
  associateAccept: 0x02, // 9.3.3
  associateReject: 0x03, // 9.3.4
  data: 0x04, // 9.3.5
  releaseRequest: 0x05, // 9.3.6
  releaseReply: 0x06, // 9.3.7
  abort: 0x07, // 9.3.8
} as const;

/** Items and sub-items of the A-ASSOCIATE PDUs. */
export const ItemType = {
  applicationContext: 0x10, // PS3.8 9.3.2.1
  presentationContext: 0x20, // PS3.8 9.3.2.2
  presentationContextResult: 0x21, // PS3.8 9.3.3.2
  abstractSyntax: 0x30, // PS3.8 9.3.2.2.1
  transferSyntax: 0x40, // PS3.8 9.3.2.2.2
  userInformation: 0x50, // PS3.8 9.3.2.3
  maximumLength: 0x51, // PS3.8 D.1
  implementationClassUid: 0x52, // PS3.7 D.3.3.2
  asyncOperationsWindow: 0x53, // PS3.7 D.3.3.3
  roleSelection: 0x54, // PS3.7 D.3.3.4
  implementationVersionName: 0x55, // PS3.7 D.3.3.2
  extendedNegotiation: 0x56, // PS3.7 D.3.3.5
  commonExtendedNegotiation: 0x57, // PS3.7 D.3.3.6
  userIdentity: 0x58, // PS3.7 D.3.3.7
  userIdentityResponse: 0x59, // PS3.7 D.3.3.7
} as const;

/** The only application context name, PS3.7 A.2.1. */
export const DICOM_APPLICATION_CONTEXT = '1.2.840.10008.3.1.1.1';

/** Receive limit assumed for a peer that omits the maximum length sub-item. */
export const ASSUMED_MAXIMUM_LENGTH = 16384;

/** Bytes of the header of every PDU, and of a PDV item (length, context id, message control header). */
export const PDU_HEADER_BYTES = 6;
export const PDV_HEADER_BYTES = 6;

/** Bits of the message control header, PS3.8 E.2. */
export const MessageControl = { command: 1, last: 2 } as const;

export interface ProposedPresentationContext {
  readonly id: number;
  readonly abstractSyntax: string;
  readonly transferSyntaxes: readonly string[];
}

/** Result of one presentation context, PS3.8 table 9-18. */
export const ContextResult = {
  acceptance: 0,
  userRejection: 1,
  noReason: 2,
  abstractSyntaxNotSupported: 3,
  transferSyntaxesNotSupported: 4,
} as const;

export interface PresentationContextResult {
  readonly id: number;
  readonly result: number;
  /** Not significant unless `result` is 0. */
  readonly transferSyntax: string;
}

/** Numbers of outstanding operations; 0 = unlimited (PS3.7 D.3.3.3). */
export interface AsyncOperations {
  readonly invoked: number;
  readonly performed: number;
}

/** SCP/SCU role selection from the requestor's point of view (PS3.7 D.3.3.4). */
export interface RoleSelection {
  readonly sopClassUid: string;
  readonly scuRole: boolean;
  readonly scpRole: boolean;
}

/** SOP class extended negotiation; the bytes are defined by the service class (PS3.7 D.3.3.5). */
export interface ExtendedNegotiation {
  readonly sopClassUid: string;
  readonly applicationInformation: Uint8Array;
}

/** SOP class common extended negotiation (PS3.7 D.3.3.6). */
export interface CommonExtendedNegotiation {
  readonly sopClassUid: string;
  readonly serviceClassUid: string;
  readonly relatedGeneralSopClassUids: readonly string[];
}

/** Type of user identity, PS3.7 table D.3-14. */
export const UserIdentityType = { username: 1, usernameAndPasscode: 2, kerberos: 3, saml: 4, jwt: 5 } as const;

/** Credentials of the requestor (PS3.7 D.3.3.7). Never log the secondary field; of types 3 to 5 neither the primary. */
export interface UserIdentity {
  readonly type: number;
  readonly positiveResponseRequested: boolean;
  readonly primary: Uint8Array;
  readonly secondary: Uint8Array;
}

/** The user information item (PS3.8 9.3.2.3), as sub-items in either PDU. */
export interface UserInformation {
  /** Receive limit for the length field of P-DATA-TF in bytes; 0 = unlimited. */
  readonly maximumLength: number;
  readonly implementationClassUid: string;
  readonly implementationVersionName?: string;
  readonly asyncOperations?: AsyncOperations;
  readonly roles: readonly RoleSelection[];
  readonly extendedNegotiation: readonly ExtendedNegotiation[];
  readonly commonExtendedNegotiation: readonly CommonExtendedNegotiation[];
  readonly userIdentity?: UserIdentity;
  readonly userIdentityResponse?: Uint8Array;
}

/** What A-ASSOCIATE-RQ and A-ASSOCIATE-AC share (PS3.8 9.3.2, 9.3.3). */
interface AssociateFields {
  readonly protocolVersion: number;
  /** AE titles without padding. In an accept these fields only echo the request. */
  readonly calledAet: string;
  readonly callingAet: string;
  readonly applicationContext: string;
  readonly userInformation: UserInformation;
}

export interface AssociateRequestPdu extends AssociateFields {
  readonly type: typeof PduType.associateRequest;
  readonly presentationContexts: readonly ProposedPresentationContext[];
}

export interface AssociateAcceptPdu extends AssociateFields {
  readonly type: typeof PduType.associateAccept;
  readonly presentationContexts: readonly PresentationContextResult[];
}

export interface AssociateRejectPdu {
  readonly type: typeof PduType.associateReject;
  readonly result: number;
  readonly source: number;
  readonly reason: number;
}

export interface ReleasePdu {
  readonly type: typeof PduType.releaseRequest | typeof PduType.releaseReply;
}

export interface AbortPdu {
  readonly type: typeof PduType.abort;
  readonly source: number;
  readonly reason: number;
}

/** Every PDU but P-DATA-TF, which is never an object: its fragments stream through. */
export type ControlPdu = AssociateRequestPdu | AssociateAcceptPdu | AssociateRejectPdu | ReleasePdu | AbortPdu;
