import {
  type DataDictionary,
  DataSet,
  DicomEncodeError,
  formatTag,
  groupOf,
  isGroupLength,
  isItemTag,
  isPrivate,
  isPrivateCreator,
  type NewValue,
  type Tag,
  tag,
  type VR,
  vrTable,
} from '@isocenter/dicom';
import { IsocenterError } from '../model/isocenter-error.ts';
import { makeRoomForText } from './character-set.ts';
import { blockOf, inBlock, type NamedTag, namedTag } from './tag-path.ts';

export interface ReplacementOptions {
  readonly dictionary: DataDictionary;
  /** Reserves the block of a private attribute where none has; empty: nobody is known. */
  readonly privateCreator: string;
  /** Text that is a data URI stays text. */
  readonly keepDataUris?: boolean;
}

/** Sequences in the items of a sequence that a request may nest. */
const maxDepth = 64;

const pixelDataGroup = 0x7fe0;

/**
 * Sets an attribute to a value of a request, in the VR that it has in the data set, else in that of the dictionary.
 * @throws IsocenterError BadParameterType for a value of the wrong kind, BadFileFormat for one that its VR does not take,
 *   UnknownDicomTag, NotImplemented for pixel data
 */
export function setReplacement(dataSet: DataSet, named: NamedTag, value: unknown, options: ReplacementOptions): void {
  setValue(dataSet, named, value, options, 0);
}

/** The texts of a value, however deep: what the character set of the data set has to hold. */
export function textOfValue(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return '';
  return Object.values(value).map(textOfValue).join('');
}

function setValue(dataSet: DataSet, named: NamedTag, value: unknown, options: ReplacementOptions, depth: number): void {
  const at = placeFor(dataSet, named, options, depth);
  // The file meta information is the writer's, and group lengths are nobody's any more.
  if (groupOf(at) <= 2 || isGroupLength(at)) return;
  if (isItemTag(at)) throw new IsocenterError('BadFileFormat', `${formatTag(at)} is no tag of an attribute`);
  if (groupOf(at) === pixelDataGroup) {
    throw new IsocenterError('NotImplemented', 'Pixel data cannot be replaced');
  }
  const vr = vrFor(dataSet, at, value, options);
  // What is nested is written in the character set of the data set: it has to hold all of it.
  if (depth === 0 && (vr === 'SQ' || vrTable[vr].characterSet)) makeRoomForText(dataSet, textOfValue(value));
  if (vr === 'SQ') {
    dataSet.set(at, vr, itemsOf(dataSet, at, value, options, depth));
    return;
  }
  if (value !== null && typeof value !== 'string') {
    throw new IsocenterError('BadParameterType', `The value of ${formatTag(at)} must be a string`);
  }
  try {
    dataSet.set(at, vr, value === null || value === '' ? null : encodable(vr, value, options));
  } catch (error) {
    if (error instanceof DicomEncodeError) throw new IsocenterError('BadFileFormat', error.message, { cause: error });
    throw error;
  }
}

function itemsOf(
  dataSet: DataSet,
  at: Tag,
  value: unknown,
  options: ReplacementOptions,
  depth: number,
): readonly DataSet[] {
  if (value === null || value === '') return [];
  if (typeof value === 'string') {
    throw new IsocenterError('BadFileFormat', `The value of the sequence ${formatTag(at)} must be an array`);
  }
  if (!Array.isArray(value) || depth >= maxDepth) {
    throw new IsocenterError('BadParameterType', `The value of the sequence ${formatTag(at)} must be an array`);
  }
  return value.map((item: unknown) => {
    if (typeof item !== 'object' || item === null || Array.isArray(item)) {
      throw new IsocenterError('BadParameterType', `An item of ${formatTag(at)} must be an object of tags`);
    }
    const nested = new DataSet({ parent: dataSet });
    for (const [name, inner] of Object.entries(item)) {
      setValue(nested, namedTag(name, options.dictionary), inner, options, depth + 1);
    }
    return nested;
  });
}

/** Where the attribute belongs: a private one in the block of its creator, which is reserved where it is not yet. */
function placeFor(
  dataSet: DataSet,
  { tag: named, privateCreator }: NamedTag,
  options: ReplacementOptions,
  depth: number,
): Tag {
  if (privateCreator !== undefined) {
    const block = blockOf(dataSet, named, privateCreator) ?? reserveBlock(dataSet, named, privateCreator);
    return inBlock(named, block);
  }
  // Items of a request hold what it names and no more, as the peer has it.
  if (depth > 0 || !isPrivate(named) || isPrivateCreator(named)) return named;
  const creatorTag = tag(groupOf(named), (named & 0xffff) >>> 8);
  if (isPrivateCreator(creatorTag) && !dataSet.has(creatorTag) && options.privateCreator !== '') {
    dataSet.set(creatorTag, 'LO', options.privateCreator);
  }
  return named;
}

function reserveBlock(dataSet: DataSet, named: Tag, privateCreator: string): number {
  for (let block = 0x10; block <= 0xff; block += 1) {
    const creatorTag = tag(groupOf(named), block);
    if (dataSet.has(creatorTag)) continue;
    dataSet.set(creatorTag, 'LO', privateCreator);
    return block;
  }
  throw new IsocenterError('BadFileFormat', `All blocks of group ${groupOf(named).toString(16)} are taken`);
}

function vrFor(dataSet: DataSet, at: Tag, value: unknown, { dictionary, privateCreator }: ReplacementOptions): VR {
  const present = dataSet.get(at)?.vr;
  if (present !== undefined && present !== 'UN') return present;
  const known = dictionary.vrOf(at, dataSet.privateCreatorOf(at) ?? (isPrivate(at) ? privateCreator : undefined));
  return known ?? (Array.isArray(value) ? 'SQ' : 'UN');
}

/** What {@link DataSet.set} takes for a text: numbers one by one, bytes as they are or from a data URI (RFC 2397). */
function encodable(vr: VR, text: string, { keepDataUris = false }: ReplacementOptions): NewValue {
  const { kind } = vrTable[vr];
  if (kind === 'number' || kind === 'tag') return text.split('\\').map((part) => part.trim());
  if (kind !== 'bytes') return text;
  const [, data] = (keepDataUris ? undefined : /^data:[^,]*;base64,(.*)$/s.exec(text)) ?? [];
  if (data !== undefined) return Buffer.from(data, 'base64');
  return numbersOf(vr, text) ?? Buffer.from(text, 'utf8');
}

/** The words of OF, OD, OL and OV, which clients write as numbers; undefined for other VRs and other texts. */
function numbersOf(vr: VR, text: string): Uint8Array | undefined {
  const write = wordWriters[vr];
  if (write === undefined) return undefined;
  const parts = text.split('\\').map((part) => part.trim());
  if (parts.some((part) => part === '' || !Number.isFinite(Number(part)))) return undefined;
  const { unitBytes } = vrTable[vr];
  const bytes = new Uint8Array(parts.length * unitBytes);
  const view = new DataView(bytes.buffer);
  for (const [at, part] of parts.entries()) write(view, at * unitBytes, part);
  return bytes;
}

const wordWriters: { readonly [V in VR]?: (view: DataView, at: number, text: string) => void } = {
  OF: (view, at, text) => view.setFloat32(at, Number(text), true),
  OD: (view, at, text) => view.setFloat64(at, Number(text), true),
  OL: (view, at, text) => view.setUint32(at, wholeNumber(text, 0xffff_ffff), true),
  OV: (view, at, text) => view.setBigUint64(at, BigInt(wholeNumber(text, Number.MAX_SAFE_INTEGER)), true),
};

function wholeNumber(text: string, max: number): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 0 && number <= max) return number;
  throw new IsocenterError('BadFileFormat', `${text} is no unsigned integer`);
}
