import { DataDictionary, DataSet, formatTag, parseTag, type Tag, Tags, type VR, vrTable } from '@isocenter/dicom';
import type { ResourceRecord } from '../index/resource-query.ts';
import type { FullTag, FullTags } from '../tag-json/full-tag.ts';
import { parseMainSequences } from '../tag-json/main-sequences.ts';
import type { RequestedAttribute } from './find-query.ts';

/**
 * The main sequences of a resource as the index keeps them, as a data set in UTF-8: a wanted one that the resource does
 * not have is absent. Undefined when only the file has all of a wanted sequence: the index does not keep it, or not
 * every value of it.
 */
export function keptSequences(
  { mainSequences }: ResourceRecord,
  wanted: readonly RequestedAttribute[],
): DataSet | undefined {
  const dataSet = new DataSet().set(Tags.SpecificCharacterSet, 'CS', 'ISO_IR 192');
  if (mainSequences === undefined) return dataSet;
  const kept = parseMainSequences(mainSequences);
  for (const { tag } of wanted) {
    const items = kept[formatTag(tag)];
    if (items === undefined) continue;
    const restored = items === null ? undefined : restoredItems(items, dataSet);
    if (restored === undefined) return undefined;
    dataSet.set(tag, 'SQ', restored);
  }
  return dataSet;
}

function restoredItems(items: readonly FullTags[], parent: DataSet): DataSet[] | undefined {
  const restored: DataSet[] = [];
  for (const tags of items) {
    const item = new DataSet({ parent });
    if (!Object.entries(tags).every(([key, tag]) => restore(item, parseTag(key), tag))) return undefined;
    restored.push(item);
  }
  return restored;
}

/** False for a value that its full format does not tell whole, or of which it does not tell the VR. */
function restore(item: DataSet, tag: Tag | undefined, { Type, Value }: FullTag): boolean {
  // The texts are decoded: what they were encoded in is past.
  if (tag === Tags.SpecificCharacterSet) return true;
  const vr = tag === undefined ? undefined : DataDictionary.standard.vrOf(tag);
  if (tag === undefined || vr === undefined) return false;
  if (Type === 'Sequence' && vr === 'SQ' && typeof Value === 'object' && Value !== null) {
    const items = restoredItems(Value, item);
    if (items !== undefined) item.set(tag, vr, items);
    return items !== undefined;
  }
  if (Type !== 'String' || typeof Value !== 'string' || !isText(vr)) return false;
  item.set(tag, vr, Value);
  return true;
}

function isText(vr: VR): boolean {
  const { kind } = vrTable[vr];
  return kind === 'text' || kind === 'uid';
}
