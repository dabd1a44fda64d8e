import { DataSet, Tags } from '@isocenter/dicom';
import { encodeCommitmentDataSet, invalidArgument, parseCommitmentDataSet } from './commitment-data-set.ts';
import { readReference, readUid, type SopReference, writeReference } from './sop-reference.ts';

/** The Action Information of N-ACTION type 1, Request Storage Commitment (PS3.4 Table J.3-1). */
export interface CommitmentRequest {
  readonly transactionUid: string;
  readonly references: readonly SopReference[];
}

export function encodeCommitmentRequest(
  { transactionUid, references }: CommitmentRequest,
  transferSyntaxUid: string,
): Uint8Array {
  const dataSet = new DataSet()
    .set(Tags.TransactionUID, 'UI', transactionUid)
    .set(Tags.ReferencedSOPSequence, 'SQ', references.map(writeReference));
  return encodeCommitmentDataSet(dataSet, transferSyntaxUid);
}

/**
 * A sequence without items is taken, as the peer takes it.
 * @throws IsocenterError with DIMSE status 0115
 */
export function readCommitmentRequest(bytes: Uint8Array, transferSyntaxUid: string): CommitmentRequest {
  const dataSet = parseCommitmentDataSet(bytes, transferSyntaxUid);
  const transactionUid = readUid(dataSet, Tags.TransactionUID);
  if (transactionUid === undefined) throw invalidArgument('Transaction UID is missing or invalid');
  if (!dataSet.has(Tags.ReferencedSOPSequence)) throw invalidArgument('Referenced SOP Sequence is missing');
  const references = dataSet.sequence(Tags.ReferencedSOPSequence).map((item) => {
    const reference = readReference(item);
    if (reference === undefined) throw invalidArgument('A referenced SOP class or instance UID is missing or invalid');
    return reference;
  });
  return { transactionUid, references };
}
