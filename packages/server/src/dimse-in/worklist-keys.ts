import { type DataDictionary, formatTag, type Tag } from '@isocenter/dicom';
import type { WorklistKeys } from '../hooks/hooks.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import type { FindKey } from '../query/find-key.ts';

/** Keys as scripts and plugins see them: texts by tag, and the keys of sequences in their one item. */
export function shownKeys(keys: readonly FindKey[]): WorklistKeys {
  return Object.fromEntries(
    keys.map((key) => [formatTag(key.tag), key.vr === 'SQ' ? itemsShown(key.keys) : key.value]),
  );
}

/**
 * Keys as scripts and plugins want them.
 * @throws IsocenterError UnknownDicomTag
 */
export function changedKeys(
  before: readonly FindKey[],
  wanted: WorklistKeys,
  dictionary: DataDictionary,
): readonly FindKey[] {
  const known = new Map(before.map((key) => [key.tag, key]));
  return Object.entries(wanted)
    .map(([name, value]) => {
      const tag = dictionary.tagNamed(name);
      if (tag === undefined) throw new IsocenterError('UnknownDicomTag', `The filter asks for the tag ${name}`);
      return typeof value === 'string'
        ? textKey(tag, value, known.get(tag), dictionary)
        : sequenceKey(tag, value, known.get(tag), dictionary);
    })
    .toSorted((left, right) => left.tag - right.tag);
}

function itemsShown(keys: readonly FindKey[]): readonly WorklistKeys[] {
  return keys.length === 0 ? [] : [shownKeys(keys)];
}

function textKey(tag: Tag, value: string, known: FindKey | undefined, dictionary: DataDictionary): FindKey {
  if (known !== undefined && known.vr !== 'SQ') return { ...known, value };
  const vr = dictionary.vrOf(tag) ?? 'UN';
  // A sequence of which nothing is asked.
  return vr === 'SQ' ? { tag, vr, keys: [] } : { tag, vr, value };
}

function sequenceKey(
  tag: Tag,
  [item = {}]: readonly WorklistKeys[],
  known: FindKey | undefined,
  dictionary: DataDictionary,
): FindKey {
  const before = known?.vr === 'SQ' ? known : { tag, vr: 'SQ' as const, keys: [] };
  return { ...before, keys: changedKeys(before.keys, item, dictionary) };
}
