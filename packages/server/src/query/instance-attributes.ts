import {
  type DataElement,
  type DataSet,
  formatTag,
  isPrivate,
  parseFileHeader,
  readDataSet,
  Sequence,
  type Tag,
} from '@isocenter/dicom';
import type { BlobReader } from '../blobs/blob-store.ts';
import { uncompressedReader } from '../blobs/uncompressed-reader.ts';
import type { Attachment } from '../index/records.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import type { Attributes } from './attribute-match.ts';
import type { RequestedAttribute } from './find-query.ts';

/** Longer values take no part in a search. */
const maxSearchedValueBytes = 64 * 1024;

/** Bytes read at first: most headers end within. */
const headBytes = 64 * 1024;

/** Elements, items included, before the last one of interest; an instance with more is not searched. */
const maxSearchedElements = 100_000;

/** (7FE0,0008) Float Pixel Data, the first element of pixel data (PS3.3 C.7.6.24): a header ends before it. */
const firstPixelTag: Tag = 0x7fe00008;

const privateCreatorBlocks = { first: 0x10, last: 0xff } as const;

/** The attributes of a data set: of a stored instance, or of an item. */
export class DataSetAttributes implements Attributes {
  readonly #dataSet: DataSet;

  constructor(dataSet: DataSet) {
    this.#dataSet = dataSet;
  }

  text(tag: Tag, privateCreator?: string): string | undefined {
    const stored = this.#storedTag(tag, privateCreator);
    return stored === undefined ? undefined : this.#dataSet.textField(stored);
  }

  items(tag: Tag, privateCreator?: string): readonly Attributes[] | undefined {
    const stored = this.#storedTag(tag, privateCreator);
    if (stored === undefined || !this.#dataSet.has(stored)) return undefined;
    return this.#dataSet.sequence(stored).map((item) => new DataSetAttributes(item));
  }

  /** The element as it is stored; a sequence carried as UN with its items. */
  element(tag: Tag, privateCreator?: string): DataElement | undefined {
    const stored = this.#storedTag(tag, privateCreator);
    const element = stored === undefined ? undefined : this.#dataSet.get(stored);
    if (element === undefined || stored === undefined || element.vr !== 'UN') return element;
    const items = this.#dataSet.sequence(stored);
    return items.length === 0 ? element : { tag: stored, vr: 'SQ', value: new Sequence(items), encoding: undefined };
  }

  /** The terms of the character set that the values are in. */
  get characterSetTerms(): readonly string[] {
    return this.#dataSet.specificCharacterSet.terms;
  }

  /** A creator reserves another block in each data set (PS3.5 7.8.1). */
  #storedTag(tag: Tag, privateCreator: string | undefined): Tag | undefined {
    if (privateCreator === undefined || !isPrivate(tag)) return tag;
    const group = (tag & 0xffff0000) >>> 0;
    for (let block = privateCreatorBlocks.first; block <= privateCreatorBlocks.last; block += 1) {
      if (this.#dataSet.text(group + block) === privateCreator) return group + block * 0x100 + (tag & 0xff);
    }
    return undefined;
  }
}

/**
 * Reads a stored file as far as the last of the attributes, at most up to its pixel data; long values are left out.
 * @param characterSet terms to assume where the file names none, joined by backslash
 * @throws IsocenterError `InexistentFile`; DicomParseError
 */
export async function readAttributes(
  blobs: BlobReader,
  attachment: Attachment,
  wanted: readonly RequestedAttribute[],
  characterSet: string,
): Promise<DataSetAttributes> {
  const { uncompressedSize, uuid } = attachment;
  const reader = uncompressedReader(blobs, attachment);
  const head = await reader.readRange(uuid, { start: 0, end: Math.min(headBytes, uncompressedSize) });
  const header = parseFileHeader(head, { complete: head.length === uncompressedSize });
  if (header === 'need more') throw new IsocenterError('BadFileFormat', `The header of ${uuid} is too long`);
  const rest = { start: head.length, end: uncompressedSize };
  const first = head.subarray(header.dataSetOffset);
  const chunks = rest.start === rest.end ? [first] : dataSetChunks(first, () => reader.read(uuid, rest));
  const dataSet = await readDataSet(chunks, header.transferSyntax, {
    stopAt: Math.min(lastTag(wanted) + 1, firstPixelTag),
    maxBufferedValueBytes: maxSearchedValueBytes,
    maxElements: maxSearchedElements,
    fallbackCharacterSet: characterSet,
  });
  return new DataSetAttributes(dataSet);
}

/** The file is opened a second time only when the first bytes do not hold the header. */
async function* dataSetChunks(head: Uint8Array, rest: () => AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield head;
  yield* rest();
}

/** A private element may be in any block of its group. */
function lastTag(wanted: readonly RequestedAttribute[]): Tag {
  return Math.max(...wanted.map(({ tag }) => (isPrivate(tag) ? (tag | 0xffff) >>> 0 : tag)));
}

/** What a log may say of an attribute: its tag, never its value. */
export function namesOf(attributes: readonly RequestedAttribute[]): string {
  return attributes.map(({ tag }) => formatTag(tag)).join(' ');
}
