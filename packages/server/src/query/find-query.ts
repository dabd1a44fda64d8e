import type { DataDictionary, Tag, VR } from '@isocenter/dicom';
import type { ResourceCondition, ResourceOrder, WantedParts } from '../index/resource-query.ts';
import type { Level } from '../model/level.ts';
import type { MainTags } from '../model/main-tags.ts';
import type { FindKey } from './find-key.ts';
import type { MatchingOptions } from './matching.ts';

/** An attribute whose value the answers shall hold. */
export interface RequestedAttribute {
  readonly tag: Tag;
  readonly vr: VR;
  readonly privateCreator?: string;
}

/**
 * A search for resources of one level: what C-FIND, /tools/find and QIDO-RS ask in their own words.
 *
 * The dialects differ in two points: C-FIND leaves (0008,0005), (0008,0052) and (0008,0201) out of the matching, and
 * matches keys of lower levels against one instance; in /tools/find the latter match nothing unless they are requested.
 */
export interface FindQuery {
  readonly level: Level;
  readonly dialect: 'c-find' | 'tools-find';
  readonly keys: readonly FindKey[];
  readonly requested: readonly RequestedAttribute[];
  readonly matching: MatchingOptions;
  /** What must hold besides the keys: parents, labels, metadata. */
  readonly conditions?: readonly ResourceCondition[];
  /** By public identifier when left out. */
  readonly order?: readonly ResourceOrder[];
  /** Matches to skip, and to answer at most; 0 is all. */
  readonly offset?: number;
  readonly limit?: number;
  /** Parts of the records that the caller needs besides the requested attributes. */
  readonly want?: WantedParts;
}

/** `StorageAccessOnFind`: files are read to decide and to answer, only to answer, or never. */
export type StorageAccess = 'Always' | 'Answers' | 'Never';

/** How this server searches, whoever asks. */
export interface FindSettings {
  readonly mainTags: MainTags;
  readonly dictionary: DataDictionary;
  readonly storageAccess: StorageAccess;
  /** Terms of `DefaultEncoding`: for files that name no character set. */
  readonly characterSet: readonly string[];
  /** `LimitFindResults`: matches at patient, study and series level; 0 is no limit. */
  readonly limitFindResults: number;
  /** `LimitFindInstances`: matches at instance level; 0 is no limit. */
  readonly limitFindInstances: number;
}
