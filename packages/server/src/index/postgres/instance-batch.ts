import { formatDateTime } from '../../model/date-time.ts';
import { IsocenterError } from '../../model/isocenter-error.ts';
import type { Level, ParentLevel } from '../../model/level.ts';
import { levels } from '../../model/level.ts';
import { normalizeIdentifier } from '../../model/text-form.ts';
import type { Attachment, DeletedResource, NewInstance, RemovedBlob, StorageLimits, StoreResult } from '../records.ts';
import { tagColumnsOf } from '../sql/resource-row.ts';
import { relayMark } from '../sql/system-metadata.ts';
import { jsonTextOf } from './json-text.ts';

/** What `store_instances` answers. */
interface BatchAnswer {
  readonly fates: Readonly<Record<string, 'Fresh' | 'Repeated' | 'AlreadyStored' | 'Replaces'>>;
  readonly patients?: readonly string[];
  readonly studies?: readonly string[];
  readonly series?: readonly string[];
  readonly complete?: readonly string[];
  readonly replaced?: DeletionAnswer | null;
  readonly recycled?: readonly DeletionAnswer[];
  /** Instead of the rest: one answer for each instance. */
  readonly each?: readonly BatchAnswer[];
}

/** What `delete_instances` answers: levels are numbers. */
export interface DeletionAnswer {
  readonly deleted: readonly (readonly [level: number, publicId: string])[];
  readonly removed: readonly (readonly [uuid: string, contentType: number])[];
  readonly remaining: readonly (readonly [level: number, publicId: string])[];
}

/** The texts that the functions of the schema take: patients, studies, series, instances. */
export type BatchTexts = readonly [patients: string, studies: string, series: string, instances: string];

/** Makes the texts of a batch; remembers those of parents that instances share, and which of them are stored. */
export class InstanceTexts {
  readonly #parents = new WeakMap<object, Readonly<Record<ParentLevel, string>>>();
  readonly #stored = new WeakSet<object>();

  /** The parents of all of them were stored once; somebody may have deleted them since. */
  haveStoredParents(instances: readonly NewInstance[]): boolean {
    return instances.every(({ sharedAbove }) => sharedAbove !== undefined && this.#stored.has(sharedAbove));
  }

  parentsAreStored(instances: readonly NewInstance[]): void {
    for (const { sharedAbove } of instances) if (sharedAbove !== undefined) this.#stored.add(sharedAbove);
  }

  withoutParents(instances: readonly NewInstance[]): BatchTexts {
    return ['[]', '[]', '[]', arrayOf(instances.map(instanceText))];
  }

  withParents(instances: readonly NewInstance[]): BatchTexts {
    const parents: Record<ParentLevel, Map<string, string>> = {
      Patient: new Map(),
      Study: new Map(),
      Series: new Map(),
    };
    for (const instance of instances) {
      // The first of a series makes it; others of the batch have nothing to add.
      if (parents.Series.has(instance.publicIds.Series)) continue;
      const texts = this.#parentsOf(instance);
      for (const level of ['Patient', 'Study', 'Series'] as const) {
        const known = parents[level];
        if (!known.has(instance.publicIds[level])) known.set(instance.publicIds[level], texts[level]);
      }
    }
    return [
      arrayOf(parents.Patient.values()),
      arrayOf(parents.Study.values()),
      arrayOf(parents.Series.values()),
      arrayOf(instances.map(instanceText)),
    ];
  }

  #parentsOf(instance: NewInstance): Readonly<Record<ParentLevel, string>> {
    const { sharedAbove } = instance;
    const known = sharedAbove === undefined ? undefined : this.#parents.get(sharedAbove);
    if (known !== undefined) return known;
    const texts = {
      Patient: parentText('Patient', instance),
      Study: parentText('Study', instance),
      Series: parentText('Series', instance),
    };
    if (sharedAbove !== undefined) this.#parents.set(sharedAbove, texts);
    return texts;
  }
}

/** The parameters of `store_within_limits` besides the texts. */
export function limitParameters(instance: NewInstance, limits: StorageLimits): readonly (number | boolean)[] {
  const bytes = instance.attachments.reduce((sum, { compressedSize }) => sum + compressedSize, 0);
  return [bytes, limits.maximumStorageBytes, limits.maximumPatients, limits.mode === 'Recycle'];
}

/** What each instance of a batch has come to, in their order. */
export function resultsOf(instances: readonly NewInstance[], text: unknown): readonly StoreResult[] {
  const answer = answerOf(text);
  if (answer.each === undefined) return resultsOfBatch(instances, answer);
  return instances.map((instance, position) => {
    const own = answer.each?.[position];
    const [result] = own === undefined ? [] : resultsOfBatch([instance], own);
    if (result === undefined) throw new IsocenterError('Database', 'Index: an instance of a batch has no answer');
    return result;
  });
}

/** Levels by name. */
export function deletedOf({ deleted }: Pick<DeletionAnswer, 'deleted'>): readonly DeletedResource[] {
  return deleted.map(([level, publicId]) => ({ level: levelOf(level), publicId }));
}

export function removedOf({ removed }: Pick<DeletionAnswer, 'removed'>): readonly RemovedBlob[] {
  return removed.map(([uuid, contentType]) => ({ uuid, contentType }));
}

export function levelOf(number: number): Level {
  const level = levels[number];
  if (level === undefined) throw new IsocenterError('Database', `Index: there is no level ${number}`);
  return level;
}

function answerOf(text: unknown): BatchAnswer {
  if (typeof text !== 'string') throw new IsocenterError('Database', 'Index: a batch has no answer');
  return JSON.parse(text);
}

function resultsOfBatch(instances: readonly NewInstance[], answer: BatchAnswer): readonly StoreResult[] {
  const fresh = {
    Patient: new Set(answer.patients),
    Study: new Set(answer.studies),
    Series: new Set(answer.series),
  };
  const complete = new Map(instances.map(({ publicIds }, position) => [publicIds.Series, position] as const));
  const removals = [...(answer.recycled ?? []), ...(answer.replaced ? [answer.replaced] : [])];
  const deleted = removals.flatMap(deletedOf);
  const replacedBlobs = removals.flatMap(removedOf);
  return instances.map((instance, position): StoreResult => {
    const { attachments, publicIds } = instance;
    const none = { created: [], completedSeries: false, removedBlobs: [], deleted: [] };
    switch (answer.fates[publicIds.Instance]) {
      case 'Repeated':
        return { ...none, status: 'Success', created: ['Instance'] };
      case 'AlreadyStored':
        return {
          ...none,
          status: 'AlreadyStored',
          removedBlobs: attachments.map(({ uuid, contentType }) => ({ uuid, contentType })),
        };
      default: {
        // A new parent counts as made by the first of its instances.
        const made = (['Patient', 'Study', 'Series'] as const).filter((level) => fresh[level].delete(publicIds[level]));
        return {
          status: 'Success',
          created: [...made, 'Instance'],
          completedSeries:
            complete.get(publicIds.Series) === position && (answer.complete ?? []).includes(publicIds.Series),
          // Only a batch of one replaces or recycles.
          removedBlobs: replacedBlobs,
          deleted,
        };
      }
    }
  });
}

function parentText(level: ParentLevel, instance: NewInstance): string {
  const { expectedInstances, folded, metadata, publicIds, receivedAtMs, tags } = instance;
  const parent = { Patient: undefined, Study: publicIds.Patient, Series: publicIds.Study }[level];
  return jsonTextOf({
    public_id: publicIds[level],
    parent,
    tags: tags[level],
    folded: folded[level],
    metadata: metadata[level],
    last_update: formatDateTime(new Date(receivedAtMs)),
    received_at_ms: receivedAtMs,
    ...tagColumnsOf(level, tags[level], folded[level]),
    ...(level === 'Series'
      ? { modality: tags.Series['0008,0060'] ?? '', expected_instances: expectedInstances ?? null }
      : {}),
  });
}

function instanceText(instance: NewInstance, position: number): string {
  const { attachments, folded, metadata, publicIds, receivedAtMs, tags } = instance;
  return jsonTextOf({
    position,
    public_id: publicIds.Instance,
    series: publicIds.Series,
    study: publicIds.Study,
    patient: publicIds.Patient,
    sop_instance_uid: normalizeIdentifier(tags.Instance['0008,0018'] ?? ''),
    sop_class_uid: instance.sopClassUid,
    transfer_syntax_uid: instance.transferSyntaxUid,
    index_in_series: instance.indexInSeries ?? null,
    tags: tags.Instance,
    folded: folded.Instance,
    metadata: metadata.Instance,
    overwrite: instance.overwrite,
    relayed_from: metadata.Instance[relayMark],
    date: formatDateTime(new Date(receivedAtMs)),
    received_at_ms: receivedAtMs,
    attachments: attachments.map(attachmentColumns),
  });
}

/** The columns of an attachment, as the functions of the schema take them. */
export function attachmentColumns(attachment: Attachment): object {
  return {
    content_type: attachment.contentType,
    uuid: attachment.uuid,
    uncompressed_size: attachment.uncompressedSize,
    compressed_size: attachment.compressedSize,
    uncompressed_md5: attachment.uncompressedMd5,
    compressed_md5: attachment.compressedMd5,
    compression: attachment.compression,
  };
}

function arrayOf(texts: Iterable<string>): string {
  return `[${[...texts].join(',')}]`;
}
