import { BulkValue, type DataDictionary, type DataElement, type DataSet, type Tag, Tags } from '@isocenter/dicom';
import { IsocenterError } from '../model/isocenter-error.ts';

/** What stands at a path into a data set. */
export type Content =
  | { readonly kind: 'tags'; readonly tags: readonly Tag[] }
  /** Items of a sequence, or parts of pixel data. */
  | { readonly kind: 'parts'; readonly count: number }
  /** The bytes of an element, or those of a part of its value. */
  | { readonly kind: 'bytes'; readonly element: DataElement; readonly value: BulkValue | Uint8Array };

/**
 * The tag that begins a path.
 * @throws IsocenterError UnknownDicomTag
 */
export function firstTagOf([first = '']: readonly string[], dictionary: DataDictionary): Tag {
  const tag = dictionary.tagNamed(first);
  if (tag === undefined) throw new IsocenterError('UnknownDicomTag', `Unknown DICOM tag: ${first}`);
  return tag;
}

/**
 * Follows a path of tags and indices, `0008-1140/0/0008-1150`. Pixel data has parts: its fragments, the first of which
 * is the basic offset table, or the one run of native pixels. Undefined when nothing is there.
 * @throws IsocenterError UnknownDicomTag
 */
export function contentAt(dataSet: DataSet, path: readonly string[], dictionary: DataDictionary): Content | undefined {
  if (path.length === 0) return { kind: 'tags', tags: [...dataSet].map(({ tag }) => tag) };
  const element = dataSet.get(firstTagOf(path, dictionary));
  if (element === undefined) return undefined;
  const [, index, ...rest] = path;
  if (element.tag === Tags.PixelData) return rest.length > 0 ? undefined : pixelContent(element, index);
  const items = element.value instanceof BulkValue ? [] : dataSet.sequence(element.tag);
  if (items.length > 0 || element.vr === 'SQ') {
    if (index === undefined) return { kind: 'parts', count: items.length };
    const item = items[positionOf(index)];
    return item === undefined ? undefined : contentAt(item, rest, dictionary);
  }
  return index === undefined ? bytesOf(element) : undefined;
}

function pixelContent(element: DataElement, index: string | undefined): Content | undefined {
  const { value } = element;
  if (!(value instanceof BulkValue)) return index === undefined ? bytesOf(element) : undefined;
  const parts = value.fragments?.map(({ offset, length }) => new BulkValue(offset, length)) ?? [value];
  if (index === undefined) return { kind: 'parts', count: parts.length };
  const part = parts[positionOf(index)];
  return part === undefined ? undefined : { kind: 'bytes', element, value: part };
}

function bytesOf(element: DataElement): Content | undefined {
  const { value } = element;
  const isBytes = value instanceof Uint8Array || (value instanceof BulkValue && value.fragments === undefined);
  return isBytes ? { kind: 'bytes', element, value } : undefined;
}

/** -1 for what is no number. */
function positionOf(index: string): number {
  return /^\d{1,9}$/.test(index) ? Number(index) : -1;
}
