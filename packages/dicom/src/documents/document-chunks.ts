import { DataSet } from '../data-set/data-set.ts';
import { BulkValue, type DataElement, Fragments, Sequence } from '../data-set/element-value.ts';
import { DataDictionary } from '../dictionary/data-dictionary.ts';
import { DicomParseError } from '../errors.ts';
import { creatorTagOf } from '../stream/implicit-vr.ts';
import { swappedChunks } from '../stream/swapped-chunks.ts';
import { groupOf, isGroupLength, isPrivate } from '../tag.ts';
import { type VR, vrTable } from '../vr.ts';
import { base64Chunks } from './base64-chunks.ts';
import { type BulkSource, readBulk } from './bulk-source.ts';

/** How a document is written. */
export interface DocumentForm {
  readonly start: string;
  readonly end: string;
  /** An attribute whose value is at hand, and is neither a sequence nor bytes. */
  attribute(dataSet: DataSet, element: DataElement): string;
  /** An attribute that goes on with items, or with base64 text. */
  attributeStart(dataSet: DataSet, element: DataElement, content: 'items' | 'base64'): string;
  attributeEnd(content: 'items' | 'base64'): string;
  /** An attribute without a value. */
  emptyAttribute(dataSet: DataSet, element: DataElement): string;
  itemStart(index: number): string;
  readonly itemEnd: string;
  /** Between two attributes. */
  readonly separator: string;
}

/** Bytes of a text, or of an array of numbers, that is read into memory to be written. */
const maxValueBytes = 64 * 1024 * 1024;

/** Characters that are gathered before they are handed over. */
const chunkChars = 64 * 1024;

export interface DocumentOptions {
  /** Tells the VR that UN hides (PS3.5 6.2.2), and keywords; the standard's without. */
  readonly dictionary?: DataDictionary;
  /** OD, OF and OL as numbers; otherwise as base64, as PS3.18 F.2.3 and PS3.19 A.1.5 say. */
  readonly numberArraysAsValues?: boolean;
}

const numberArrays: ReadonlySet<VR> = new Set(['OD', 'OF', 'OL']);

/**
 * A data set as a document, in chunks. Values that were left in the source are read when their turn comes: memory does
 * not grow with them. Left out are group lengths, groups 0000 and 0002, and encapsulated pixel data, which no document
 * can hold.
 * @throws DicomParseError `elementTooLong` for a text that does not fit into memory; what the source throws
 */
export async function* documentChunks(
  dataSet: DataSet,
  source: BulkSource,
  form: DocumentForm,
  { dictionary = DataDictionary.standard, numberArraysAsValues = false }: DocumentOptions = {},
): AsyncGenerator<string> {
  const isBase64 = (vr: VR) => vrTable[vr].kind === 'bytes' && !(numberArraysAsValues && numberArrays.has(vr));
  let gathered = form.start;
  for await (const piece of dataSetPieces(dataSet, { source, form, dictionary, isBase64 })) {
    gathered += piece;
    if (gathered.length < chunkChars) continue;
    yield gathered;
    gathered = '';
  }
  yield gathered + form.end;
}

interface Writing {
  readonly source: BulkSource;
  readonly form: DocumentForm;
  readonly dictionary: DataDictionary;
  readonly isBase64: (vr: VR) => boolean;
}

async function* dataSetPieces(dataSet: DataSet, writing: Writing): AsyncGenerator<string> {
  let separator = '';
  for (const element of dataSet) {
    if (!isShown(element)) continue;
    yield separator;
    separator = writing.form.separator;
    const known = knownElement(dataSet, element, writing.dictionary);
    yield* elementPieces(known === element ? dataSet : alone(dataSet, known), known, writing);
  }
}

function isShown({ tag, value }: DataElement): boolean {
  if (groupOf(tag) <= 2 || isGroupLength(tag)) return false;
  return !(value instanceof Fragments || (value instanceof BulkValue && value.fragments !== undefined));
}

async function* elementPieces(dataSet: DataSet, element: DataElement, writing: Writing): AsyncGenerator<string> {
  const { form, source } = writing;
  const { value, vr } = element;
  if (value instanceof Fragments) return;
  if (value instanceof Sequence) {
    if (value.items.length === 0) return yield form.emptyAttribute(dataSet, element);
    yield form.attributeStart(dataSet, element, 'items');
    for (const [index, item] of value.items.entries()) {
      yield form.itemStart(index);
      yield* dataSetPieces(item, writing);
      yield form.itemEnd;
    }
    return yield form.attributeEnd('items');
  }
  if (value.length === 0) return yield form.emptyAttribute(dataSet, element);
  if (writing.isBase64(vr)) {
    yield form.attributeStart(dataSet, element, 'base64');
    const chunks = value instanceof BulkValue ? source.read(value) : oneChunk(value);
    const { unitBytes } = vrTable[vr];
    const isSwapped = element.encoding?.bigEndian === true && unitBytes !== 1;
    // PS3.18 F.2.7: little endian, whatever the file is.
    yield* base64Chunks(isSwapped ? swappedChunks(chunks, unitBytes) : chunks);
    return yield form.attributeEnd('base64');
  }
  if (value instanceof Uint8Array) return yield form.attribute(dataSet, element);
  if (value.length > maxValueBytes) throw new DicomParseError('elementTooLong', { tag: element.tag });
  const read = { ...element, value: await readBulk(source, value) };
  yield form.attribute(alone(dataSet, read), read);
}

/** An element as what the dictionary knows it to be, where the data set says UN: UN is little endian (PS3.5 6.2.2). */
function knownElement(dataSet: DataSet, element: DataElement, dictionary: DataDictionary): DataElement {
  const { tag, value } = element;
  if (element.vr !== 'UN' || !(value instanceof Uint8Array)) return element;
  const vr = dictionary.vrOf(tag, dataSet.privateCreatorOf(tag)) ?? 'UN';
  if (vr === 'UN') return element;
  if (vr !== 'SQ') return { tag, vr, value, encoding: undefined };
  const items = itemsOf(dataSet, element);
  return items === undefined ? element : { tag, vr, value: new Sequence(items), encoding: undefined };
}

/** Undefined when the bytes are no items, whatever the dictionary says. */
function itemsOf(dataSet: DataSet, element: DataElement): readonly DataSet[] | undefined {
  try {
    return alone(dataSet, { ...element, encoding: undefined }).sequence(element.tag);
  } catch (error) {
    if (error instanceof DicomParseError) return undefined;
    throw error;
  }
}

/** A data set of one element of another, with what tells its private creator. */
function alone(dataSet: DataSet, element: DataElement): DataSet {
  const creator = isPrivate(element.tag) ? dataSet.get(creatorTagOf(element.tag)) : undefined;
  return DataSet.fromElements(creator === undefined ? [element] : [creator, element], { parent: dataSet });
}

async function* oneChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
