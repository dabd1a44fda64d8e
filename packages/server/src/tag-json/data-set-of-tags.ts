import {
  type DataDictionary,
  DataSet,
  DicomEncodeError,
  groupOf,
  isGroupLength,
  isPrivate,
  isPrivateCreator,
  SpecificCharacterSet,
  type Tag,
  Tags,
  type VR,
  vrTable,
} from '@isocenter/dicom';
import { IsocenterError } from '../model/isocenter-error.ts';

/** Tags as a client writes them: by keyword or `gggg,eeee`, a text each; for a sequence an array of the same. */
export type WrittenTags = Readonly<Record<string, unknown>>;

export interface DataSetOfTagsOptions {
  readonly dictionary: DataDictionary;
  /** Terms of (0008,0005) where the tags name none. */
  readonly characterSet: readonly string[];
}

/** Sequences within sequences. */
const maxDepth = 16;

/**
 * The data set of tags that a client has written. What its character set cannot hold makes it one in UTF-8.
 * @throws IsocenterError BadFileFormat for names that the dictionary does not have, and for values that do not fit
 */
export function dataSetOfTags(tags: WrittenTags, options: DataSetOfTagsOptions): DataSet {
  const named = tags.SpecificCharacterSet ?? tags['0008,0005'];
  const terms = typeof named === 'string' && named.trim() !== '' ? named.split('\\') : options.characterSet;
  try {
    return inCharacterSet(tags, terms, options);
  } catch (error) {
    if (!(error instanceof DicomEncodeError)) throw error;
  }
  try {
    return inCharacterSet(tags, SpecificCharacterSet.utf8.terms, options);
  } catch (cause) {
    if (!(cause instanceof DicomEncodeError)) throw cause;
    throw new IsocenterError('BadFileFormat', cause.message, { cause });
  }
}

function inCharacterSet(tags: WrittenTags, terms: readonly string[], options: DataSetOfTagsOptions): DataSet {
  const dataSet = new DataSet().set(Tags.SpecificCharacterSet, 'CS', [...terms]);
  fill(dataSet, tags, options, 0);
  return dataSet;
}

function fill(dataSet: DataSet, tags: WrittenTags, options: DataSetOfTagsOptions, depth: number): void {
  if (depth > maxDepth) throw new IsocenterError('BadFileFormat', `Sequences are nested more than ${maxDepth} deep`);
  const entries = Object.entries(tags).map(([name, value]) => ({ name, value, tag: tagNamed(name, options) }));
  // A private attribute has its VR from the creator of its block, which comes before it.
  for (const { name, tag, value } of entries.sort((left, right) => left.tag - right.tag)) {
    if (tag === Tags.SpecificCharacterSet || isGroupLength(tag) || groupOf(tag) <= 2) continue;
    const vr = vrOf(dataSet, tag, value, options);
    dataSet.set(tag, vr, vr === 'SQ' ? [] : writtenValue(name, vr, value));
    if (vr !== 'SQ') continue;
    // Items are filled where they belong, so that they inherit the character set.
    const items = itemsOf(name, value);
    dataSet.set(
      tag,
      vr,
      items.map(() => new DataSet()),
    );
    for (const [position, item] of dataSet.sequence(tag).entries()) {
      fill(item, items[position] ?? {}, options, depth + 1);
    }
  }
}

function tagNamed(name: string, { dictionary }: DataSetOfTagsOptions): Tag {
  const tag = dictionary.tagNamed(name);
  if (tag === undefined) throw new IsocenterError('BadFileFormat', `Unknown DICOM tag: ${name}`);
  return tag;
}

function vrOf(dataSet: DataSet, tag: Tag, value: unknown, { dictionary }: DataSetOfTagsOptions): VR {
  const known = dictionary.lookup(tag, dataSet.privateCreatorOf(tag))?.vr;
  if (Array.isArray(value)) return 'SQ';
  if (known !== undefined) return known;
  // Nobody knows it: it is given as text, and asked for as such.
  return isPrivate(tag) && !isPrivateCreator(tag) ? 'LO' : 'UN';
}

function writtenValue(name: string, vr: VR, value: unknown): string[] | Uint8Array | null {
  if (value === null || value === '') return null;
  if (typeof value !== 'string') throw new IsocenterError('BadFileFormat', `The value of ${name} must be a string`);
  if (vrTable[vr].kind === 'bytes') return Buffer.from(value, 'utf8');
  return vrTable[vr].multiValued ? value.split('\\') : [value];
}

function itemsOf(name: string, value: unknown): readonly WrittenTags[] {
  if (value === null || value === '') return [];
  if (!Array.isArray(value) || !value.every(isTags)) {
    throw new IsocenterError('BadFileFormat', `The value of ${name} must be an array of objects`);
  }
  return value;
}

function isTags(value: unknown): value is WrittenTags {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
