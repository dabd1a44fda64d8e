import type { Level } from '../../model/level.ts';
import type { SystemMetadataName } from '../../model/metadata.ts';
import { normalizeIdentifier } from '../../model/text-form.ts';
import type { ReconstructedInstance, TagRecords } from '../records.ts';
import { foldedColumn, tagColumnsOf } from './resource-row.ts';

/** Columns of a resource that are made from its main tags, with their new values. */
export function tagUpdateColumns(level: Level, { folded, tags }: TagRecords): Readonly<Record<string, string | null>> {
  return {
    tags: JSON.stringify(tags),
    folded: foldedColumn(folded),
    ...tagColumnsOf(level, tags, folded),
    ...(level === 'Series' ? { modality: tags['0008,0060'] ?? '' } : {}),
  };
}

/** Metadata that comes with main tags, and is dropped when new ones come without it. */
export const tagMetadata: readonly SystemMetadataName[] = ['MainDicomSequences'];

/** Metadata that a file says itself. */
export const reconstructedMetadata: readonly SystemMetadataName[] = [
  'ExpectedNumberOfInstances',
  'IndexInSeries',
  'MainDicomSequences',
  'MainDicomTagsSignature',
  'PixelDataOffset',
  'PixelDataVR',
  'SopClassUid',
  'TransferSyntax',
];

/** Columns of a level that are made from the file of an instance, with their new values. */
export function reconstructedColumns(
  level: Level,
  records: TagRecords,
  instance: ReconstructedInstance,
): Readonly<Record<string, string | number | null>> {
  const columns = tagUpdateColumns(level, records);
  if (level === 'Series') return { ...columns, expected_instances: instance.expectedInstances ?? null };
  if (level !== 'Instance') return columns;
  return {
    ...columns,
    sop_instance_uid: normalizeIdentifier(records.tags['0008,0018'] ?? ''),
    sop_class_uid: instance.sopClassUid,
    transfer_syntax_uid: instance.transferSyntaxUid,
    index_in_series: instance.indexInSeries ?? null,
  };
}
