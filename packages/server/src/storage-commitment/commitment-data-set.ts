import { type DataSet, encodeDataSetToBytes, parseDataSet, transferSyntaxOf } from '@isocenter/dicom';
import { Status } from '@isocenter/dimse';
import { IsocenterError } from '../model/isocenter-error.ts';

/** @throws IsocenterError BadRequest, with DIMSE status 0115, when the bytes are no data set */
export function parseCommitmentDataSet(bytes: Uint8Array, transferSyntaxUid: string): DataSet {
  try {
    return parseDataSet(bytes, knownSyntax(transferSyntaxUid));
  } catch (cause) {
    throw invalidArgument('The data set cannot be read', cause);
  }
}

export function encodeCommitmentDataSet(dataSet: DataSet, transferSyntaxUid: string): Uint8Array {
  return encodeDataSetToBytes(dataSet, knownSyntax(transferSyntaxUid));
}

/** An argument of the N-service is missing or wrong: invalid argument value (PS3.7 C.5.10). */
export function invalidArgument(details: string, cause?: unknown): IsocenterError {
  return new IsocenterError('BadRequest', details, { cause, dimseStatus: Status.invalidArgumentValue });
}

function knownSyntax(uid: string) {
  const syntax = transferSyntaxOf(uid);
  if (syntax === undefined) throw new IsocenterError('UnsupportedMediaType', `Unknown transfer syntax: ${uid}`);
  return syntax;
}
