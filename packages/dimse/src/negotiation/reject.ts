import { type AssociateRequestPdu, DICOM_APPLICATION_CONTEXT } from '../pdu/pdu.ts';
import { type Rejection, Rejections } from '../pdu/reasons.ts';

/** The rows are tried in order: what the protocol itself refuses, before any policy is asked (PS3.8 9.3.4). */
const Refusals: readonly [refused: (request: AssociateRequestPdu) => boolean, Rejection][] = [
  // Only bit 0 of the protocol version is tested (PS3.8 9.3.2).
  [(request) => (request.protocolVersion & 1) === 0, Rejections.protocolVersionNotSupported],
  [(request) => request.applicationContext !== DICOM_APPLICATION_CONTEXT, Rejections.applicationContextNotSupported],
  [(request) => !isAeTitle(request.calledAet), Rejections.calledAetNotRecognised],
  [(request) => !isAeTitle(request.callingAet), Rejections.callingAetNotRecognised],
  [(request) => request.presentationContexts.length === 0, Rejections.unspecified],
];

/** Why a request is refused whatever the policy says, if it is. */
export function protocolRejection(request: AssociateRequestPdu): Rejection | undefined {
  return Refusals.find(([refused]) => refused(request))?.[1];
}

/** 1 to 16 printable characters of ISO 646 without backslash, padding removed (PS3.5 table 6.2-1, AE). */
export function isAeTitle(title: string): boolean {
  return /^[ -[\]-~]{1,16}$/.test(title);
}
