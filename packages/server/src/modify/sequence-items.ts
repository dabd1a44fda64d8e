import { DataDictionary, type DataSet, DicomParseError, Sequence, type Tag } from '@isocenter/dicom';
import { type PathStep, type TagPath, tagIn } from './tag-path.ts';

/**
 * The items of a sequence, as part of the data set: what is done to them is written. A sequence that is carried as UN
 * (PS3.5 6.2.2) becomes one in the data set.
 * @throws DicomParseError when such a value cannot be read
 */
export function itemsIn(dataSet: DataSet, tag: Tag): readonly DataSet[] {
  const element = dataSet.get(tag);
  if (element === undefined) return [];
  if (element.value instanceof Sequence) return element.value.items;
  const isHidden = element.vr === 'UN' && element.value instanceof Uint8Array && element.value.length > 0;
  if (!isHidden || DataDictionary.standard.vrOf(tag) !== 'SQ') return [];
  const items = dataSet.sequence(tag);
  dataSet.setElement({ tag, vr: 'SQ', value: new Sequence(items), encoding: undefined });
  return items;
}

/** The data sets that a path leads to: none where a sequence or an item is missing. */
export function itemsAt(dataSet: DataSet, steps: readonly PathStep[]): readonly DataSet[] {
  let holders: readonly DataSet[] = [dataSet];
  for (const { item, sequence } of steps) {
    holders = holders.flatMap((holder) => {
      const tag = tagIn(holder, sequence);
      const items = tag === undefined ? [] : readableItems(holder, tag);
      return item === '*' ? items : items.slice(item, item + 1);
    });
  }
  return holders;
}

/** Takes an attribute away, wherever its path leads. */
export function removeAt(dataSet: DataSet, { steps, target }: TagPath): void {
  for (const holder of itemsAt(dataSet, steps)) {
    const tag = tagIn(holder, target);
    if (tag !== undefined) holder.delete(tag);
  }
}

function readableItems(dataSet: DataSet, tag: Tag): readonly DataSet[] {
  try {
    return itemsIn(dataSet, tag);
  } catch (error) {
    if (error instanceof DicomParseError) return [];
    throw error;
  }
}
