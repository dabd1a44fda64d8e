import { DataSet, Tags } from '@isocenter/dicom';
import { encodeCommitmentDataSet, invalidArgument, parseCommitmentDataSet } from './commitment-data-set.ts';
import { failureReasons } from './failure-reasons.ts';
import { readReference, readUid, type SopReference, writeReference } from './sop-reference.ts';

/** Event types of the Storage Commitment Push Model (PS3.4 J.3.3). */
export const commitmentEvents = {
  /** Storage Commitment Request Successful. */
  successful: 1,
  /** Storage Commitment Request Complete - Failures Exist. */
  failuresExist: 2,
} as const;

export interface UncommittedReference extends SopReference {
  readonly failureReason: number;
}

/** The Event Information of N-EVENT-REPORT (PS3.4 Table J.3-2): what became of a request. */
export interface CommitmentResult {
  readonly transactionUid: string;
  readonly committed: readonly SopReference[];
  readonly failed: readonly UncommittedReference[];
}

/** The event that tells of a result. */
export function eventTypeOf({ failed }: CommitmentResult): number {
  return failed.length === 0 ? commitmentEvents.successful : commitmentEvents.failuresExist;
}

/** Without failures there is no Failed SOP Sequence, and with failures only an empty sequence is left out. */
export function encodeCommitmentResult(result: CommitmentResult, transferSyntaxUid: string): Uint8Array {
  const { transactionUid, committed, failed } = result;
  const dataSet = new DataSet().set(Tags.TransactionUID, 'UI', transactionUid);
  if (failed.length > 0) dataSet.set(Tags.FailedSOPSequence, 'SQ', failed.map(writeFailed));
  if (committed.length > 0 || failed.length === 0) {
    dataSet.set(Tags.ReferencedSOPSequence, 'SQ', committed.map(writeReference));
  }
  return encodeCommitmentDataSet(dataSet, transferSyntaxUid);
}

/** @throws IsocenterError with DIMSE status 0115 */
export function readCommitmentResult(bytes: Uint8Array, transferSyntaxUid: string): CommitmentResult {
  const dataSet = parseCommitmentDataSet(bytes, transferSyntaxUid);
  const transactionUid = readUid(dataSet, Tags.TransactionUID);
  if (transactionUid === undefined) throw invalidArgument('Transaction UID is missing or invalid');
  return {
    transactionUid,
    committed: dataSet.sequence(Tags.ReferencedSOPSequence).map(requireReference),
    failed: dataSet.sequence(Tags.FailedSOPSequence).map((item) => ({
      ...requireReference(item),
      failureReason: item.number(Tags.FailureReason) ?? failureReasons.processingFailure.code,
    })),
  };
}

function writeFailed(failed: UncommittedReference): DataSet {
  return writeReference(failed).set(Tags.FailureReason, 'US', failed.failureReason);
}

function requireReference(item: DataSet): SopReference {
  const reference = readReference(item);
  if (reference === undefined) throw invalidArgument('A referenced SOP class or instance UID is missing or invalid');
  return reference;
}
