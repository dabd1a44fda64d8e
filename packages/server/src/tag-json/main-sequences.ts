import {
  type DataDictionary,
  type DataElement,
  type DataSet,
  formatTag,
  Sequence,
  type Tag,
  vrTable,
} from '@isocenter/dicom';
import type { TagKey } from '../model/main-tags.ts';
import { fullTagsOf } from './data-set-json.ts';
import type { FullTags } from './full-tag.ts';

/**
 * The main DICOM tags of a resource that are sequences, as its metadata `MainDicomSequences` keeps them in JSON: their
 * items in the full format. A sequence that is too long for the index, or has binary values, is null: only the file has
 * it.
 */
export type MainSequences = Readonly<Record<TagKey, readonly FullTags[] | null>>;

/** The metadata `MainDicomSequences` of an instance for the sequences among the main tags; undefined without any. */
export function mainSequencesText(
  dataSet: DataSet,
  sequences: ReadonlySet<Tag>,
  dictionary: DataDictionary,
): string | undefined {
  let kept: Record<TagKey, readonly FullTags[] | null> | undefined;
  for (const tag of sequences) {
    const element = dataSet.get(tag);
    if (element === undefined) continue;
    kept ??= {};
    kept[formatTag(tag)] = keptItems(element, dictionary);
  }
  return kept === undefined ? undefined : JSON.stringify(kept);
}

/** Reads metadata that `mainSequencesText` made. */
export function parseMainSequences(text: string): MainSequences {
  return JSON.parse(text);
}

function keptItems({ value }: DataElement, dictionary: DataDictionary): readonly FullTags[] | null {
  if (!(value instanceof Sequence) || value.items.some(hasBinary)) return null;
  return value.items.map((item) => fullTagsOf(item, { dictionary }));
}

/** Whether the item has values that the full format leaves out. */
function hasBinary(item: DataSet): boolean {
  for (const { vr, value } of item) {
    if (value instanceof Sequence ? value.items.some(hasBinary) : vrTable[vr].kind === 'bytes') return true;
  }
  return false;
}
