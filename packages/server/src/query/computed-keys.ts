import type { Tag } from '@isocenter/dicom';
import type { Level } from '../model/level.ts';

/** Attributes that are no part of any file but told of the archive itself, PS3.4 C.3.4 and C.6. */
export const computedTags = {
  RetrieveAETitle: 0x00080054,
  InstanceAvailability: 0x00080056,
  ModalitiesInStudy: 0x00080061,
  SOPClassesInStudy: 0x00080062,
} as const satisfies Record<string, Tag>;

/** NumberOf…Related…: the resource that counts, and what it counts (PS3.4 C.6.1.1.2 to C.6.1.1.4). */
export interface RelatedCount {
  readonly of: Level;
  readonly counted: Level;
}

/** The counting attributes by their tags. */
export const relatedCounts: ReadonlyMap<Tag, RelatedCount> = new Map([
  [0x00201200, { of: 'Patient', counted: 'Study' }],
  [0x00201202, { of: 'Patient', counted: 'Series' }],
  [0x00201204, { of: 'Patient', counted: 'Instance' }],
  [0x00201206, { of: 'Study', counted: 'Series' }],
  [0x00201208, { of: 'Study', counted: 'Instance' }],
  [0x00201209, { of: 'Series', counted: 'Instance' }],
]);

/** InstanceAvailability of what is kept here; the levels above do not answer it, as the peer. */
export const instanceAvailability = 'ONLINE';
