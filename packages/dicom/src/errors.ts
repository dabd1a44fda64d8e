import { formatTag, type Tag } from './tag.ts';

/** Every error of this package: its stable code and what it means. A code is never given a new meaning. */
export const dicomErrorCodes = {
  // Reading data sets (PS3.5 7)
  truncated: 'The data ends inside an element',
  lengthBeyondEnclosing: 'An element is longer than what encloses it',
  elementTooLong: 'An element is longer than maxElementBytes',
  tooManyElements: 'The data set has more elements than maxElements',
  nestingTooDeep: 'Sequences are nested deeper than maxDepth',
  itemExpected: 'Something else stands where an item or a delimiter must be',
  unexpectedItem: 'An item stands outside of a sequence',
  unexpectedDelimiter: 'A delimiter closes nothing that is open with undefined length',
  undefinedLengthNotAllowed: 'The element may not have undefined length',
  trailingData: 'The zeros after the last element are followed by something else',
  inflatedTooLong: 'The deflated data set inflates to more than maxInflatedBytes',
  deflateCorrupt: 'The deflated data set cannot be inflated',
  // Files (PS3.10 7)
  notDicom: 'The bytes are neither a DICOM file nor a data set',
  fileMetaInvalid: 'The file meta information cannot be read',
  fileMetaTooLong: 'The file meta information is longer than maxFileMetaBytes',
  // Pixel data (PS3.5 8, A.4)
  framesUnknown: 'The frames of the pixel data cannot be told apart',
  // DICOM JSON model (PS3.18 F)
  jsonInvalid: 'The value is not in the DICOM JSON model',
  // Writing
  valueInvalid: 'The value does not fit its value representation',
  tagOfItems: 'Tags of group FFFE delimit items and name no element',
  valueTooLong: 'The value is longer than its length field can say',
  bulkValueWithoutSource: 'A bulk value was to be written and nothing provides its bytes',
  encapsulatedInNative: 'Encapsulated pixel data cannot be written in a native transfer syntax',
} as const;

export type DicomErrorCode = keyof typeof dicomErrorCodes;

/** Where in the data an error was found. */
export interface DicomErrorPlace {
  readonly tag?: Tag | undefined;
  /** Bytes from the start of the stream (of inflated bytes, for a deflated data set). */
  readonly offset?: number | undefined;
  readonly detail?: string | undefined;
  readonly cause?: unknown;
}

/** Any error of this package: a stable `code` and the place it concerns. */
export class DicomError extends Error {
  readonly code: DicomErrorCode;
  readonly tag: Tag | undefined;
  readonly offset: number | undefined;

  constructor(code: DicomErrorCode, place: DicomErrorPlace = {}) {
    super(describe(code, place), place.cause === undefined ? undefined : { cause: place.cause });
    this.name = new.target.name;
    this.code = code;
    this.tag = place.tag;
    this.offset = place.offset;
  }
}

/** The input is not what the standard allows, beyond what is tolerated, or exceeds a limit. */
export class DicomParseError extends DicomError {}

/** A value or data set cannot be written as asked. */
export class DicomEncodeError extends DicomError {}

function describe(code: DicomErrorCode, place: DicomErrorPlace): string {
  const parts: string[] = [dicomErrorCodes[code]];
  if (place.detail !== undefined) parts.push(`: ${place.detail}`);
  if (place.tag !== undefined) parts.push(` at (${formatTag(place.tag)})`);
  if (place.offset !== undefined) parts.push(`, byte ${place.offset}`);
  return parts.join('');
}
