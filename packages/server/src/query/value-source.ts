import { formatTag, isGroupLength, isPrivateCreator, type Tag } from '@isocenter/dicom';
import type { ResourceRecord, WantedParts } from '../index/resource-query.ts';
import { ancestorsOf, depthOf, type Level } from '../model/level.ts';
import type { MainTags, TagKey } from '../model/main-tags.ts';
import { computedTags, instanceAvailability, relatedCounts } from './computed-keys.ts';
import type { DataSetAttributes } from './instance-attributes.ts';

/** Where the value of an attribute comes from, for the resources of one level. */
export type ValueSource =
  | { readonly from: 'tags'; readonly key: TagKey }
  | { readonly from: 'ancestor-tags'; readonly level: Level; readonly key: TagKey }
  /** The file of the instance, or of one instance of the resource. */
  | { readonly from: 'file'; readonly tag: Tag; readonly privateCreator?: string }
  /** Kept in the index by the level itself; what the index leaves out of it is in the file. */
  | { readonly from: 'main-sequences'; readonly tag: Tag }
  | { readonly from: 'count'; readonly counted: Level }
  | { readonly from: 'modalities-in-study' }
  | { readonly from: 'sop-classes-in-study' }
  | { readonly from: 'constant'; readonly value: string };

/** A resource found, with the attributes that need its file, or its main sequences, when they are needed. */
export interface Match {
  readonly record: ResourceRecord;
  readonly attributes?: DataSetAttributes;
}

const blank = { from: 'constant', value: '' } as const;

/** Whether nobody has a value for the attribute at this level: C-FIND answers it empty. */
export function isBlank(source: ValueSource): boolean {
  return source === blank;
}

/** Whether a value is among the attributes of the match, not in its record. */
export function isAttribute({ from }: ValueSource): boolean {
  return from === 'file' || from === 'main-sequences';
}

/** Where the attribute is found for resources of `level`: computed, in the index at its level or above, or in a file. */
export function sourceOf(tag: Tag, privateCreator: string | undefined, level: Level, mainTags: MainTags): ValueSource {
  if (isPrivateCreator(tag) || isGroupLength(tag)) return blank;
  switch (tag) {
    case computedTags.RetrieveAETitle:
      return blank;
    case computedTags.InstanceAvailability:
      return level === 'Instance' ? { from: 'constant', value: instanceAvailability } : blank;
    case computedTags.ModalitiesInStudy:
      return level === 'Patient' ? blank : { from: 'modalities-in-study' };
    case computedTags.SOPClassesInStudy:
      return level === 'Patient' ? blank : { from: 'sop-classes-in-study' };
  }
  const count = relatedCounts.get(tag);
  if (count !== undefined) return count.of === level ? { from: 'count', counted: count.counted } : blank;
  const keptAt = levelKeeping(tag, level, mainTags);
  if (keptAt !== undefined && mainTags.sequencesOf(keptAt).has(tag)) {
    return keptAt === level ? { from: 'main-sequences', tag } : { from: 'file', tag };
  }
  if (keptAt === level) return { from: 'tags', key: formatTag(tag) };
  if (keptAt !== undefined) return { from: 'ancestor-tags', level: keptAt, key: formatTag(tag) };
  return privateCreator === undefined ? { from: 'file', tag } : { from: 'file', tag, privateCreator };
}

/** The level that keeps a main tag: the given one, else the nearest above. */
export function levelKeeping(tag: Tag, level: Level, mainTags: MainTags): Level | undefined {
  return [level, ...ancestorsOf(level)].find((candidate) => mainTags.of(candidate).has(tag));
}

/** Whether only levels below `level` keep the tag. */
export function isOfLowerLevel(tag: Tag, level: Level, mainTags: MainTags): boolean {
  const count = relatedCounts.get(tag);
  if (count !== undefined) return depthOf(count.of) > depthOf(level);
  return mainTags.levelOf(tag) !== undefined && levelKeeping(tag, level, mainTags) === undefined;
}

/** The parts of a record that the sources read. */
export function partsFor(sources: Iterable<ValueSource>): WantedParts {
  const parts: { -readonly [Part in keyof WantedParts]: WantedParts[Part] } = {};
  const ancestors = new Set<Level>();
  for (const source of sources) {
    if (source.from === 'tags') parts.tags = true;
    if (source.from === 'ancestor-tags') ancestors.add(source.level);
    if (source.from === 'main-sequences') parts.mainSequences = true;
    if (source.from === 'count') parts.counts = true;
    if (source.from === 'modalities-in-study') parts.modalitiesInStudy = true;
    if (source.from === 'sop-classes-in-study') parts.sopClassesInStudy = true;
    if (source.from === 'file') parts.oneInstance = true;
  }
  if (ancestors.size > 0) parts.ancestorTags = [...ancestors];
  return parts;
}

/** The text of a match's attribute, several values joined by backslash; undefined when it is absent or not known. */
export function textOf(source: ValueSource, { record, attributes }: Match): string | undefined {
  switch (source.from) {
    case 'tags':
      return record.tags?.[source.key];
    case 'ancestor-tags':
      return record.ancestorTags?.[source.level]?.[source.key];
    case 'file':
      return attributes?.text(source.tag, source.privateCreator);
    case 'main-sequences':
      return undefined;
    case 'count':
      return record.counts?.[source.counted]?.toString();
    case 'modalities-in-study':
      return record.modalitiesInStudy?.join('\\');
    case 'sop-classes-in-study':
      return record.sopClassesInStudy?.join('\\');
    case 'constant':
      return source.value;
  }
}
