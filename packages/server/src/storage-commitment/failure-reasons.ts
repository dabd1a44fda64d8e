/** Failure Reason (0008,1197) of an instance that is not committed, with its meaning (PS3.3 C.14.1.1). */
export const failureReasons = {
  processingFailure: { code: 0x0110, meaning: 'Processing failure' },
  noSuchObjectInstance: { code: 0x0112, meaning: 'No such object instance' },
  classInstanceConflict: { code: 0x0119, meaning: 'Class / instance conflict' },
  sopClassNotSupported: { code: 0x0122, meaning: 'Referenced SOP class not supported' },
  duplicateTransactionUid: { code: 0x0131, meaning: 'Duplicate transaction UID' },
  resourceLimitation: { code: 0x0213, meaning: 'Resource limitation' },
} as const;

/** What a reason means; peers may send others than the standard's. */
export function meaningOf(code: number): string {
  const reason = Object.values(failureReasons).find((known) => known.code === code);
  return reason?.meaning ?? `Unknown failure reason ${code.toString(16).toUpperCase().padStart(4, '0')}`;
}
