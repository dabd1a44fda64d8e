/** Result of A-ASSOCIATE-RJ, PS3.8 table 9-21. */
export const RejectResult = { permanent: 1, transient: 2 } as const;

/** Source and reason of A-ASSOCIATE-RJ, PS3.8 table 9-21. */
export const RejectReasons = {
  noReason: { source: 1, reason: 1, text: 'no reason given' },
  applicationContextNotSupported: { source: 1, reason: 2, text: 'application context name not supported' },
  callingAetNotRecognised: { source: 1, reason: 3, text: 'calling AE title not recognised' },
  calledAetNotRecognised: { source: 1, reason: 7, text: 'called AE title not recognised' },
  providerNoReason: { source: 2, reason: 1, text: 'no reason given by the service provider' },
  protocolVersionNotSupported: { source: 2, reason: 2, text: 'protocol version not supported' },
  temporaryCongestion: { source: 3, reason: 1, text: 'temporary congestion' },
  localLimitExceeded: { source: 3, reason: 2, text: 'local limit exceeded' },
} as const;

/** Why an association is rejected (PS3.8 9.3.4). */
export interface Rejection {
  readonly result: number;
  readonly source: number;
  readonly reason: number;
}

/** The usual rejections, ready to be returned by a negotiation policy. */
export const Rejections = {
  unspecified: { result: 1, source: 1, reason: 1 },
  calledAetNotRecognised: { result: 1, source: 1, reason: 7 },
  callingAetNotRecognised: { result: 1, source: 1, reason: 3 },
  applicationContextNotSupported: { result: 1, source: 1, reason: 2 },
  protocolVersionNotSupported: { result: 1, source: 2, reason: 2 },
  localLimitExceeded: { result: 2, source: 3, reason: 2 },
  temporaryCongestion: { result: 2, source: 3, reason: 1 },
} as const satisfies Record<string, Rejection>;

/** Source of A-ABORT, PS3.8 table 9-26. */
export const AbortSource = { serviceUser: 0, serviceProvider: 2 } as const;

/** Reason of A-ABORT by the service provider, PS3.8 table 9-26. */
export const AbortReason = {
  notSpecified: 0,
  unrecognisedPdu: 1,
  unexpectedPdu: 2,
  unrecognisedParameter: 4,
  unexpectedParameter: 5,
  invalidParameterValue: 6,
} as const;

/** A sentence for a rejection, also for values the standard reserves. */
export function rejectReasonText({ result, source, reason }: Rejection): string {
  const known = Object.values(RejectReasons).find((row) => row.source === source && row.reason === reason);
  const kind = result === RejectResult.transient ? 'transient' : 'permanent';
  return `${known?.text ?? 'reason unknown'} (${kind}, ${result}/${source}/${reason})`;
}
