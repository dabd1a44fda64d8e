import type { PeerCertificate } from 'node:tls';
import type {
  AssociateRequestPdu,
  AsyncOperations,
  CommonExtendedNegotiation,
  ExtendedNegotiation,
  ProposedPresentationContext,
  RoleSelection,
  UserIdentity,
} from '../pdu/pdu.ts';
import type { Rejection } from '../pdu/reasons.ts';

/** Where an association comes from or goes to. */
export interface Peer {
  readonly remoteAddress: string;
  readonly remotePort: number;
  readonly tls: boolean;
  /** The certificate the peer presented, if it did. */
  readonly peerCertificate?: PeerCertificate;
}

/** What a peer asks for, as shown to the negotiation policy (PS3.8 7.1.1). */
export interface AssociationRequest extends Peer {
  readonly calledAet: string;
  readonly callingAet: string;
  readonly presentationContexts: readonly ProposedPresentationContext[];
  readonly implementationClassUid: string;
  readonly implementationVersionName?: string;
  readonly asyncOperations?: AsyncOperations;
  readonly roles: readonly RoleSelection[];
  readonly extendedNegotiation: readonly ExtendedNegotiation[];
  readonly commonExtendedNegotiation: readonly CommonExtendedNegotiation[];
  readonly userIdentity?: UserIdentity;
}

/** The answer to one proposed presentation context (PS3.8 9.3.3.2). */
export type ContextDecision =
  | { readonly transferSyntax: string }
  /** 1 user rejection, 2 no reason, 3 abstract syntax not supported, 4 transfer syntaxes not supported. */
  | { readonly result: 1 | 2 | 3 | 4 };

export interface AssociationAcceptance {
  /** By presentation context id; a context without an entry is answered with result 3. */
  readonly contexts: ReadonlyMap<number, ContextDecision>;
  /** Roles granted to the requestor, per SOP class; what was not proposed is never granted. */
  readonly roles?: readonly RoleSelection[];
  /** The largest window this side agrees to; lowered to what was offered. Default 1/1. */
  readonly asyncOperations?: AsyncOperations;
  /** Sent only when the requestor asked for a positive response. */
  readonly userIdentityResponse?: Uint8Array;
  readonly extendedNegotiation?: readonly ExtendedNegotiation[];
}

export type AssociationDecision = { readonly reject: Rejection } | AssociationAcceptance;

/** A request PDU with its peer, as the negotiation policy sees it. */
export function associationRequestOf(pdu: AssociateRequestPdu, peer: Peer): AssociationRequest {
  const { maximumLength: _, userIdentityResponse: __, ...information } = pdu.userInformation;
  return {
    ...peer,
    ...information,
    calledAet: pdu.calledAet,
    callingAet: pdu.callingAet,
    presentationContexts: pdu.presentationContexts,
  };
}
