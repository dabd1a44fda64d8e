import {
  DataDictionary,
  type DataElement,
  type DataSet,
  formatTag,
  Sequence,
  type Tag,
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

/** A data set as the peer shows it: text only, pixel data as null, other binary values left out. */
export function dataSetJson(dataSet: DataSet, { format, ...options }: DataSetJsonOptions): object {
  return inFormat(fullTagsOf(dataSet, options), format);
}

/** A data set as `dataSetJson` shows it in the full format. */
export function fullTagsOf(dataSet: DataSet, options: FullTagsOptions = {}): FullTags {
  const { dictionary = DataDictionary.standard } = options;
  const tags: Record<string, FullTag> = {};
  for (const element of dataSet) {
    const shown = shownValue(dataSet, element, options);
    if (shown === undefined) continue;
    const key = formatTag(element.tag);
    tags[key] = fullTag(key, shown.type, shown.value, dictionary, dataSet.privateCreatorOf(element.tag));
  }
  return tags;
}

interface ShownValue {
  readonly type: FullType;
  readonly value: FullTag['Value'];
}

function shownValue(dataSet: DataSet, element: DataElement, options: FullTagsOptions): ShownValue | undefined {
  const { tag, value } = element;
  if (tag === pixelData) return { type: 'Null', value: null };
  const vr = shownVr(dataSet, element, options.dictionary);
  if (vr === 'SQ' || value instanceof Sequence) {
    return { type: 'Sequence', value: dataSet.sequence(tag).map((item) => fullTagsOf(item, options)) };
  }
  if (vrTable[vr].kind === 'bytes') return undefined;
  // A value left in the file is longer than any that is shown.
  if (!(value instanceof Uint8Array)) return { type: 'TooLong', value: null };
  const text = dataSet.textField(tag) ?? '';
  if (text === '' && vrTable[vr].kind === 'number') return { type: 'Null', value: null };
  const isTooLong = text.length > maxShownChars && options.ignoreLength?.has(tag) !== true;
  return isTooLong ? { type: 'TooLong', value: null } : { type: 'String', value: text };
}

/** UN hides the VR of an attribute that the dictionary knows (PS3.5 6.2.2). */
function shownVr(
  dataSet: DataSet,
  { tag, vr }: DataElement,
  dictionary = DataDictionary.standard,
): keyof typeof vrTable {
  return vr === 'UN' ? (dictionary.vrOf(tag, dataSet.privateCreatorOf(tag)) ?? vr) : vr;
}
