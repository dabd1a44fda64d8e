/** What a handler answers: (0000,0900) with the elements that explain it (PS3.7 annex C). */
export interface CommandStatus {
  readonly status: number;
  /** (0000,0902), cut to 64 characters. */
  readonly errorComment?: string;
  /** (0000,0901), tags as 0xggggeeee. */
  readonly offendingElements?: readonly number[];
  /** (0000,0903). */
  readonly errorId?: number;
}

/** General statuses, PS3.7 annex C. */
export const Status = {
  success: 0x0000, // C.1
  requestedOptionalAttributesNotSupported: 0x0001, // C.4.3 (warning)
  noSuchAttribute: 0x0105, // C.5.15
  invalidAttributeValue: 0x0106, // C.5.11
  attributeListError: 0x0107, // C.4.2 (warning)
  processingFailure: 0x0110, // C.5.21
  duplicateSopInstance: 0x0111, // C.5.6
  noSuchSopInstance: 0x0112, // C.5.19
  noSuchEventType: 0x0113, // C.5.18
  noSuchArgument: 0x0114, // C.5.14
  invalidArgumentValue: 0x0115, // C.5.10
  attributeValueOutOfRange: 0x0116, // C.4.1 (warning)
  invalidSopInstance: 0x0117, // C.5.12
  noSuchSopClass: 0x0118, // C.5.20
  classInstanceConflict: 0x0119, // C.5.5
  missingAttribute: 0x0120, // C.5.13
  missingAttributeValue: 0x0121, // C.5.13
  sopClassNotSupported: 0x0122, // C.5.24
  noSuchActionType: 0x0123, // C.5.17
  notAuthorised: 0x0124, // C.5.23
  duplicateInvocation: 0x0210, // C.5.7
  unrecognisedOperation: 0x0211, // C.5.25
  mistypedArgument: 0x0212, // C.5.16
  resourceLimitation: 0x0213, // C.5.22
  cancel: 0xfe00, // C.2
  pending: 0xff00, // C.3
} as const;

/** Statuses of the storage service class, PS3.4 table B.2-1; ranges are named by their first value. */
export const StoreStatus = {
  success: 0x0000,
  outOfResources: 0xa700,
  dataSetDoesNotMatchSopClassRefused: 0xa900,
  cannotUnderstand: 0xc000,
  coercionOfDataElements: 0xb000,
  elementsDiscarded: 0xb006,
  dataSetDoesNotMatchSopClass: 0xb007,
} as const;

/** Statuses of C-FIND, PS3.4 table C.4-1 and C.6.4. */
export const FindStatus = {
  success: 0x0000,
  pending: 0xff00,
  pendingOptionalKeysNotSupported: 0xff01,
  cancel: 0xfe00,
  outOfResources: 0xa700,
  identifierDoesNotMatchSopClass: 0xa900,
  unableToProcess: 0xc001,
  responseLimitReached: 0xb001,
  invalidPriorRecordKey: 0xa710,
} as const;

/** Statuses of C-MOVE and C-GET, PS3.4 tables C.4-2 and C.4-3. */
export const RetrieveStatus = {
  success: 0x0000,
  pending: 0xff00,
  cancel: 0xfe00,
  subOperationsCompleteWithFailuresOrWarnings: 0xb000,
  outOfResourcesMatches: 0xa701,
  outOfResourcesSubOperations: 0xa702,
  moveDestinationUnknown: 0xa801,
  identifierDoesNotMatchSopClass: 0xa900,
  unableToProcess: 0xc001,
} as const;

export type StatusCategory = 'success' | 'pending' | 'cancel' | 'warning' | 'failure';

const WARNINGS: ReadonlySet<number> = new Set([
  Status.requestedOptionalAttributesNotSupported,
  Status.attributeListError,
  Status.attributeValueOutOfRange,
]);

/** The category of a status (PS3.7 annex C); unknown values are failures, and only `pending` is not final. */
export function statusCategory(status: number): StatusCategory {
  if (status === Status.success) return 'success';
  if (status === 0xff00 || status === 0xff01) return 'pending';
  if (status === Status.cancel) return 'cancel';
  if (status >> 12 === 0xb || WARNINGS.has(status)) return 'warning';
  return 'failure';
}
