import type { DataSet } from '../data-set/data-set.ts';
import { parseDataSet } from '../data-set/read-data-set.ts';
import { DicomParseError } from '../errors.ts';
import { explicitVrField, isKnownVrField } from '../stream/explicit-vr.ts';
import {
  type TransferSyntax,
  TransferSyntaxes,
  transferSyntaxOf,
  unknownTransferSyntax,
} from '../transfer-syntax/transfer-syntaxes.ts';
import { PREAMBLE_BYTES, PREFIX } from './file-meta.ts';

/** What stands before the data set of a file. */
export interface FileHeader {
  /** Where the data set begins; a deflated one is deflated from here. */
  readonly dataSetOffset: number;
  /** Group 0002; `undefined` for a bare data set. */
  readonly fileMeta: DataSet | undefined;
  /** As group 0002 says, else as the first element of the data set suggests. */
  readonly transferSyntax: TransferSyntax;
  /** Whether there are 128 bytes before the file meta information. */
  readonly preamble: boolean;
}

export interface FileHeaderOptions {
  /** The bytes given are the whole file: never ask for more. */
  readonly complete?: boolean;
  readonly maxFileMetaBytes?: number;
}

export const DEFAULT_MAX_FILE_META_BYTES = 1024 * 1024;

const META_GROUP = 0x0002;
const TRANSFER_SYNTAX_UID = 0x0002_0010;
/** An element header, long form. */
const LONGEST_HEADER_BYTES = 12;
/** The first element of a data set without file meta information is of a low group, usually 0008. */
const HIGHEST_FIRST_GROUP = 0x0040;
/** ... and short: an identifier, a character set, a group length. */
const LONGEST_FIRST_VALUE_BYTES = 0x1_0000;

/**
 * Finds where the data set of a file begins and how it is encoded (PS3.10 7.1). Tolerated: no preamble, no "DICM",
 * a missing or wrong group length, no file meta information at all. A transfer syntax that is not in the table
 * is taken for explicit VR little endian.
 * @returns `'need more'` when the bytes, the first ones of the file, do not reach far enough
 * @throws DicomParseError `notDicom`, `fileMetaInvalid`, `fileMetaTooLong`
 */
export function parseFileHeader(bytes: Uint8Array, options: FileHeaderOptions = {}): FileHeader | 'need more' {
  const complete = options.complete ?? false;
  const reached = PREAMBLE_BYTES + PREFIX.length + LONGEST_HEADER_BYTES;
  const start = metaStart(bytes);
  if (bytes.length < reached && !complete) return 'need more';
  if (start.offset === 0 && hasStrayByte(bytes)) return bareDataSet(bytes, 1);
  const maxBytes = options.maxFileMetaBytes ?? DEFAULT_MAX_FILE_META_BYTES;
  const end = metaEnd(bytes, start.offset, complete, maxBytes);
  if (end === 'need more') return end;

  const fileMeta =
    end > start.offset
      ? parseDataSet(bytes.subarray(start.offset, end), TransferSyntaxes.ExplicitVRLittleEndian)
      : undefined;
  const uid = fileMeta?.text(TRANSFER_SYNTAX_UID);
  const transferSyntax =
    uid === undefined ? guessTransferSyntax(bytes, end) : (transferSyntaxOf(uid) ?? unknownTransferSyntax(uid));
  if (transferSyntax === 'need more') return complete ? emptyDataSet(fileMeta, end, start.preamble) : 'need more';
  return { dataSetOffset: end, fileMeta, transferSyntax, preamble: start.preamble };
}

/** File meta information without a transfer syntax, and nothing after it that would suggest one. */
function emptyDataSet(fileMeta: DataSet | undefined, dataSetOffset: number, preamble: boolean): FileHeader {
  if (fileMeta === undefined) throw new DicomParseError('notDicom', { offset: dataSetOffset });
  return { dataSetOffset, fileMeta, transferSyntax: TransferSyntaxes.ImplicitVRLittleEndian, preamble };
}

/** Some tool cut the file meta information off one byte early, and left the padding of its last value behind. */
function hasStrayByte(bytes: Uint8Array): boolean {
  const isStray = bytes[0] === 0x20 && groupAt(bytes, 0) > HIGHEST_FIRST_GROUP;
  return isStray && groupAt(bytes, 1) <= HIGHEST_FIRST_GROUP && isKnownVrField(bytes[5] ?? 0, bytes[6] ?? 0);
}

function bareDataSet(bytes: Uint8Array, dataSetOffset: number): FileHeader | 'need more' {
  const transferSyntax = guessTransferSyntax(bytes, dataSetOffset);
  if (transferSyntax === 'need more') return transferSyntax;
  return { dataSetOffset, fileMeta: undefined, transferSyntax, preamble: false };
}

function metaStart(bytes: Uint8Array): { readonly offset: number; readonly preamble: boolean } {
  if (hasPrefix(bytes, PREAMBLE_BYTES)) return { offset: PREAMBLE_BYTES + PREFIX.length, preamble: true };
  if (hasPrefix(bytes, 0)) return { offset: PREFIX.length, preamble: false };
  const afterPreamble =
    groupAt(bytes, 0) !== META_GROUP &&
    groupAt(bytes, PREAMBLE_BYTES) === META_GROUP &&
    isKnownVrField(bytes[PREAMBLE_BYTES + 4] ?? 0, bytes[PREAMBLE_BYTES + 5] ?? 0);
  return afterPreamble ? { offset: PREAMBLE_BYTES, preamble: true } : { offset: 0, preamble: false };
}

/** Steps over the elements of group 0002, whatever (0002,0000) says: it is wrong too often to be believed. */
function metaEnd(bytes: Uint8Array, start: number, complete: boolean, maxBytes: number): number | 'need more' {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = start;
  while (true) {
    if (at - start > maxBytes) throw new DicomParseError('fileMetaTooLong', { offset: start });
    if (at + 8 > bytes.length) return complete ? at : 'need more';
    if (view.getUint16(at, true) !== META_GROUP) return at;
    const tag = META_GROUP * 0x1_0000 + view.getUint16(at + 2, true);
    const field = explicitVrField(view.getUint8(at + 4), view.getUint8(at + 5));
    if (field?.known !== true) throw new DicomParseError('fileMetaInvalid', { tag, offset: at });
    const isLong = field.form === 'long';
    if (isLong && at + LONGEST_HEADER_BYTES > bytes.length) {
      if (!complete) return 'need more';
      throw new DicomParseError('fileMetaInvalid', { tag, offset: at });
    }
    const valueOffset = at + (isLong ? LONGEST_HEADER_BYTES : 8);
    const end = valueOffset + (isLong ? view.getUint32(at + 8, true) : view.getUint16(at + 6, true));
    if (end - start > maxBytes) throw new DicomParseError('fileMetaTooLong', { tag, offset: at });
    if (end > bytes.length) {
      if (!complete) return 'need more';
      throw new DicomParseError('fileMetaInvalid', { tag, offset: at });
    }
    at = end;
  }
}

/** The first element tells explicit from implicit VR by its VR, and the byte order by its group. */
function guessTransferSyntax(bytes: Uint8Array, at: number): TransferSyntax | 'need more' {
  if (at + 8 > bytes.length) return 'need more';
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, 8);
  const littleGroup = view.getUint16(0, true);
  const bigGroup = view.getUint16(0, false);
  if (isKnownVrField(view.getUint8(4), view.getUint8(5))) {
    if (Math.min(littleGroup, bigGroup) > HIGHEST_FIRST_GROUP) throw new DicomParseError('notDicom', { offset: at });
    return bigGroup < littleGroup ? TransferSyntaxes.ExplicitVRBigEndian : TransferSyntaxes.ExplicitVRLittleEndian;
  }
  // A data set of nothing but zeros is the preamble of a file that was cut off.
  const isTag = littleGroup <= HIGHEST_FIRST_GROUP && view.getUint32(0, true) !== 0;
  if (!isTag || view.getUint32(4, true) > LONGEST_FIRST_VALUE_BYTES) {
    throw new DicomParseError('notDicom', { offset: at });
  }
  return TransferSyntaxes.ImplicitVRLittleEndian;
}

function hasPrefix(bytes: Uint8Array, at: number): boolean {
  return PREFIX.every((byte, index) => bytes[at + index] === byte);
}

function groupAt(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) + (bytes[at + 1] ?? 0) * 0x100;
}
