import {
  DataDictionary,
  type DataElement,
  DataSet,
  DicomParseError,
  formatTag,
  Sequence,
  type Tag,
  type VR,
  vrTable,
} from '@isocenter/dicom';
import { type FullTag, type FullTags, type FullType, fullTag } from './full-tag.ts';
import { inFormat, type TagFormat } from './tag-format.ts';

export interface FullTagsOptions {
  /** Tags whose text is shown whatever its length. */
  readonly ignoreLength?: ReadonlySet<Tag>;
  readonly dictionary?: DataDictionary;
}

export interface DataSetJsonOptions extends FullTagsOptions {
  readonly format: TagFormat;
}

/** Longer texts are shown as `TooLong`. */
export const maxShownChars = 256;

const pixelData: Tag = 0x7fe00010;

/** A data set as the peer shows it: texts and numbers, other binary values as null. */
export function dataSetJson(dataSet: DataSet, { format, ...options }: DataSetJsonOptions): object {
  return inFormat(fullTagsOf(dataSet, options), format);
}

/** A data set as `dataSetJson` shows it in the full format. */
export function fullTagsOf(dataSet: DataSet, options: FullTagsOptions = {}): FullTags {
  const { dictionary = DataDictionary.standard } = options;
  const tags: Record<string, FullTag> = {};
  for (const element of dataSet) {
    const { type, value } = shownValue(dataSet, element, options);
    const key = formatTag(element.tag);
    tags[key] = fullTag(key, type, value, dictionary, dataSet.privateCreatorOf(element.tag));
  }
  return tags;
}

interface ShownValue {
  readonly type: FullType;
  readonly value: FullTag['Value'];
}

/** Arrays of numbers that the standard takes for bytes (PS3.5 6.2). */
const numberArrays: ReadonlySet<VR> = new Set(['OD', 'OF', 'OL']);

const nothing: ShownValue = { type: 'Null', value: null };

function shownValue(dataSet: DataSet, element: DataElement, options: FullTagsOptions): ShownValue {
  const { tag, value } = element;
  if (tag === pixelData) return nothing;
  const vr = shownVr(dataSet, element, options.dictionary);
  if (vr === 'SQ' || value instanceof Sequence) {
    const items = itemsOf(dataSet, tag);
    if (items === undefined) return nothing;
    return { type: 'Sequence', value: items.map((item) => fullTagsOf(item, options)) };
  }
  const { kind } = vrTable[vr];
  if (kind === 'bytes' && !numberArrays.has(vr)) return nothing;
  // A value left in the file is longer than any that is shown.
  if (!(value instanceof Uint8Array)) return { type: 'TooLong', value: null };
  const readable = vr === element.vr ? dataSet : withVr(dataSet, element, vr);
  const text = kind === 'bytes' ? readable.numbers(tag).join('\\') : (readable.textField(tag) ?? '');
  if (text === '' && (kind === 'number' || kind === 'bytes')) return nothing;
  const isTooLong = text.length > maxShownChars && options.ignoreLength?.has(tag) !== true;
  return isTooLong ? { type: 'TooLong', value: null } : { type: 'String', value: text };
}

/** Undefined for bytes that hold no items, whatever the dictionary says of them. */
function itemsOf(dataSet: DataSet, tag: Tag): readonly DataSet[] | undefined {
  try {
    return dataSet.sequence(tag);
  } catch (error) {
    if (error instanceof DicomParseError) return undefined;
    throw error;
  }
}

/** UN hides the VR of an attribute that the dictionary knows (PS3.5 6.2.2). */
function shownVr(dataSet: DataSet, { tag, vr }: DataElement, dictionary = DataDictionary.standard): VR {
  return vr === 'UN' ? (dictionary.vrOf(tag, dataSet.privateCreatorOf(tag)) ?? vr) : vr;
}

/** The element alone, to be read with the VR that the dictionary gives it; UN is little endian (PS3.5 6.2.2). */
function withVr(dataSet: DataSet, element: DataElement, vr: VR): DataSet {
  return DataSet.fromElements([{ ...element, vr, encoding: undefined }], { parent: dataSet });
}
