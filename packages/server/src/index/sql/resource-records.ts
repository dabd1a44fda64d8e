import type { Level } from '../../model/level.ts';
import { depthOf, levels } from '../../model/level.ts';
import type { TagValues } from '../../model/main-tags.ts';
import type { Metadata } from '../../model/metadata.ts';
import type { Attachment, KnownAttachment } from '../records.ts';
import type { ResourceRecord, WantedParts } from '../resource-query.ts';
import { countColumns, levelTables } from './level-tables.ts';
import type { PartName } from './part-statements.ts';
import { integerOf, optionalIntegerOf, type Row, textOf, textsOf } from './row.ts';
import { metadataColumns } from './system-metadata.ts';

type Building<T> = { -readonly [K in keyof T]: T[K] };

/** Makes records of the rows of a page and of the rows of its parts. */
export function assembleRecords(
  level: Level,
  want: WantedParts,
  rows: readonly Row[],
  partRows: ReadonlyMap<PartName, readonly Row[]>,
): readonly ResourceRecord[] {
  const parts = new Map<PartName, ReadonlyMap<number, readonly Row[]>>();
  for (const [part, found] of partRows) parts.set(part, byOwner(found));
  return rows.map((row) => recordOf(level, want, row, (part, owner) => parts.get(part)?.get(owner) ?? []));
}

/** A row of an attachment with the public id of its resource. */
export function knownBlobOf(level: Level, row: Row): KnownAttachment {
  return {
    uuid: textOf(row, 'uuid'),
    level,
    publicId: textOf(row, 'public_id'),
    contentType: integerOf(row, 'content_type'),
    size: integerOf(row, 'compressed_size'),
    md5: textOf(row, 'compressed_md5'),
  };
}

export function attachmentOf(row: Row): Attachment {
  return {
    contentType: integerOf(row, 'content_type'),
    uuid: textOf(row, 'uuid'),
    uncompressedSize: integerOf(row, 'uncompressed_size'),
    compressedSize: integerOf(row, 'compressed_size'),
    uncompressedMd5: textOf(row, 'uncompressed_md5'),
    compressedMd5: textOf(row, 'compressed_md5'),
    compression: textOf(row, 'compression') === 'zlib' ? 'zlib' : 'none',
  };
}

function recordOf(
  level: Level,
  want: WantedParts,
  row: Row,
  partOf: (part: PartName, owner: number) => readonly Row[],
): ResourceRecord {
  const id = integerOf(row, 'id');
  const record: Building<ResourceRecord> = { level, publicId: textOf(row, 'public_id') };
  if (level === 'Instance') {
    record.indexInSeries = optionalIntegerOf(row, 'index_in_series') ?? null;
  } else {
    record.lastUpdate = textOf(row, 'last_update');
    record.isStable = row.unstable_since_ms === null;
  }
  if (level === 'Patient') record.isProtected = integerOf(row, 'is_protected') === 1;
  if (want.tags) record.tags = textsOf(row, 'tags');
  if (want.ancestorTags !== undefined) record.ancestorTags = ancestorTagsOf(want.ancestorTags, row);
  if (want.parent && level !== 'Patient') record.parent = textOf(row, 'parent_public_id');
  if (want.children && level !== 'Instance') {
    record.children = partOf('children', id).map((child) => textOf(child, 'public_id'));
  }
  if (want.metadata) record.metadata = metadataOf(level, row, partOf('userMetadata', id));
  if (want.mainSequences) {
    const { MainDicomSequences: sequences } = record.metadata ?? textsOf(row, 'metadata');
    if (sequences !== undefined) record.mainSequences = sequences;
  }
  if (want.metadata && level === 'Series') {
    record.indexesInSeries = partOf('indexes', id).map((index) => optionalIntegerOf(index, 'index_in_series') ?? null);
  }
  if (want.attachments) record.attachments = partOf('attachments', id).map(attachmentOf);
  if (want.labels) record.labels = partOf('labels', id).map((label) => textOf(label, 'label'));
  if (want.counts) record.counts = countsOf(level, row);
  if (level !== 'Patient') {
    const valuesOf = (part: PartName) =>
      partOf(part, integerOf(row, 'study_id')).map((value) => textOf(value, 'value'));
    if (want.modalitiesInStudy) record.modalitiesInStudy = valuesOf('modalities');
    if (want.sopClassesInStudy) record.sopClassesInStudy = valuesOf('sopClasses');
  }
  const one = want.oneInstance ? partOf('oneInstance', id)[0] : undefined;
  if (one !== undefined) {
    record.oneInstance = {
      publicId: textOf(one, 'public_id'),
      transferSyntaxUid: textOf(one, 'transfer_syntax_uid'),
      attachment: attachmentOf(one),
    };
  }
  return record;
}

function ancestorTagsOf(wanted: readonly Level[], row: Row): Partial<Record<Level, TagValues>> {
  const tags: Partial<Record<Level, TagValues>> = {};
  for (const level of wanted) tags[level] = textsOf(row, `${levelTables[level]}_tags`);
  return tags;
}

/** System metadata by name, those of users by number. */
function metadataOf(level: Level, row: Row, ofUsers: readonly Row[]): Metadata {
  const metadata: Record<string, string> = { ...textsOf(row, 'metadata') };
  for (const [name, column] of Object.entries(metadataColumns[level])) {
    const value = row[column];
    if (value !== null && value !== undefined) metadata[name] = String(value);
  }
  for (const kept of ofUsers) metadata[integerOf(kept, 'name')] = textOf(kept, 'value');
  return metadata;
}

function countsOf(level: Level, row: Row): Partial<Record<Level, number>> {
  const counts: Partial<Record<Level, number>> = {};
  for (const below of levels.slice(depthOf(level) + 1)) {
    const column = countColumns[below];
    if (column !== undefined) counts[below] = integerOf(row, column);
  }
  return counts;
}

function byOwner(rows: readonly Row[]): ReadonlyMap<number, readonly Row[]> {
  const groups = new Map<number, Row[]>();
  for (const row of rows) {
    const owner = integerOf(row, 'owner');
    const group = groups.get(owner);
    if (group === undefined) groups.set(owner, [row]);
    else group.push(row);
  }
  return groups;
}
