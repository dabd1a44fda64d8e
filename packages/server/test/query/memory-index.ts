import { DataSet, encodeDataSetToBytes, type Tag, TransferSyntaxes, type VR } from '@isocenter/dicom';
import type { BlobReader } from '../../src/blobs/blob-store.ts';
import type { IndexStore } from '../../src/index/index-store.ts';
import type { Attachment } from '../../src/index/records.ts';
import type { ResourceCondition, ResourceQuery, ResourceRecord } from '../../src/index/resource-query.ts';
import { type Level, levels } from '../../src/model/level.ts';
import type { TagValues } from '../../src/model/main-tags.ts';

/** A stored instance: its public ids, its main tags by level, and its file. */
export interface MemoryInstance {
  readonly ids: Readonly<Record<Level, string>>;
  readonly tags: Readonly<Record<Level, TagValues>>;
  readonly file?: Uint8Array;
  /** Metadata `MainDicomSequences` of its series. */
  readonly mainSequences?: string;
}

/** An instance of its own study with these tags; `id` is part of every public id. */
export function memoryInstance(
  id: string,
  tags: Partial<Record<Level, TagValues>>,
  file?: Uint8Array,
  ids: Partial<Record<Level, string>> = {},
): MemoryInstance {
  return {
    ids: { Patient: `p${id}`, Study: `s${id}`, Series: `e${id}`, Instance: `i${id}`, ...ids },
    tags: { Patient: {}, Study: {}, Series: {}, Instance: {}, ...tags },
    ...(file === undefined ? {} : { file }),
  };
}

/** A Part 10 file: 128 zeros, DICM, transfer syntax, data set in explicit VR. */
export function fileOf(
  elements: readonly (readonly [Tag, VR, Parameters<DataSet['set']>[2]])[],
  characterSet?: string,
): Uint8Array {
  const meta = new DataSet().set(0x00020010, 'UI', TransferSyntaxes.ExplicitVRLittleEndian.uid);
  const dataSet = new DataSet();
  if (characterSet !== undefined) dataSet.set(0x00080005, 'CS', characterSet.split('\\'));
  for (const [tag, vr, value] of elements) dataSet.set(tag, vr, value);
  return Buffer.concat([
    new Uint8Array(128),
    Buffer.from('DICM'),
    encodeDataSetToBytes(meta, TransferSyntaxes.ExplicitVRLittleEndian),
    encodeDataSetToBytes(dataSet, TransferSyntaxes.ExplicitVRLittleEndian),
  ]);
}

/** The searching half of an index over an array, and the files of its instances as blobs: both as naive as can be. */
export class MemoryArchive {
  readonly #instances: readonly MemoryInstance[];
  readonly #pageSize: number;
  readonly queries: ResourceQuery[] = [];
  readonly blobsRead: string[] = [];

  constructor(instances: readonly MemoryInstance[], pageSize = 3) {
    this.#instances = instances;
    this.#pageSize = pageSize;
  }

  readonly index: Pick<IndexStore, 'findResources'> = { findResources: (query) => this.#find(query) };

  readonly blobs: BlobReader = {
    read: unsupported,
    readRange: async (uuid, { start, end }) => {
      this.blobsRead.push(uuid);
      const file = this.#instances.find(({ ids }) => ids.Instance === uuid)?.file;
      if (file === undefined) throw new Error('no such blob');
      return file.subarray(start, end);
    },
  };

  async *#find(query: ResourceQuery): AsyncGenerator<readonly ResourceRecord[]> {
    this.queries.push(query);
    const { level, offset = 0, limit = Number.POSITIVE_INFINITY } = query;
    const byId = new Map(this.#instances.map((instance) => [instance.ids[level], instance]));
    const found = [...byId.keys()]
      .sort()
      .flatMap((id) => byId.get(id) ?? [])
      .filter((instance) => query.conditions.every((condition) => this.#holds(condition, instance)))
      .slice(offset, offset + limit)
      .map((instance) => this.#record(instance, query));
    for (let at = 0; at < found.length; at += this.#pageSize) yield found.slice(at, at + this.#pageSize);
  }

  #below(level: Level, instance: MemoryInstance): MemoryInstance[] {
    return this.#instances.filter(({ ids }) => ids[level] === instance.ids[level]);
  }

  #record(instance: MemoryInstance, { level, want }: ResourceQuery): ResourceRecord {
    const below = this.#below(level, instance);
    const study = this.#below('Study', instance);
    const distinct = (texts: readonly string[]) => [...new Set(texts)].sort();
    const attachment: Attachment = {
      contentType: 1,
      uuid: instance.ids.Instance,
      uncompressedSize: instance.file?.length ?? 0,
      compressedSize: instance.file?.length ?? 0,
      uncompressedMd5: '',
      compressedMd5: '',
      compression: 'none',
    };
    const counts = Object.fromEntries(levels.map((of) => [of, new Set(below.map(({ ids }) => ids[of])).size]));
    const ancestorTags = Object.fromEntries((want.ancestorTags ?? []).map((of) => [of, instance.tags[of]]));
    return {
      level,
      publicId: instance.ids[level],
      ...(want.tags ? { tags: instance.tags[level] } : {}),
      ...(want.ancestorTags ? { ancestorTags } : {}),
      ...(want.mainSequences && level === 'Series' && instance.mainSequences !== undefined
        ? { mainSequences: instance.mainSequences }
        : {}),
      ...(want.counts ? { counts } : {}),
      ...(want.modalitiesInStudy
        ? { modalitiesInStudy: distinct(study.map(({ tags }) => tags.Series['0008,0060'] ?? '')) }
        : {}),
      ...(want.sopClassesInStudy ? { sopClassesInStudy: ['1.2.840.10008.5.1.4.1.1.2'] } : {}),
      ...(want.oneInstance
        ? { oneInstance: { publicId: instance.ids.Instance, transferSyntaxUid: '1.2.840.10008.1.2.1', attachment } }
        : {}),
    };
  }

  #holds(condition: ResourceCondition, instance: MemoryInstance): boolean {
    if (condition.derived) {
      if (condition.kind === 'modalities-in-study') {
        const modalities = this.#below('Study', instance).map(({ tags }) => tags.Series['0008,0060'] ?? '');
        return condition.values.some((value) => modalities.includes(value));
      }
      if (condition.kind === 'related-count') {
        const counted = this.#below(condition.of, instance).map(({ ids }) => ids[condition.counted]);
        return new Set(counted).size === condition.value;
      }
      if (condition.kind === 'within') return instance.ids[condition.level] === condition.publicId;
      if (condition.kind === 'identifier') {
        const identifier = instance.tags[condition.level][identifierKeys[condition.level]] ?? '';
        return condition.values.includes(identifier.toUpperCase());
      }
      throw new Error(`no ${condition.kind} here`);
    }
    const hex = condition.tag.toString(16).padStart(8, '0');
    const kept = instance.tags[condition.level][`${hex.slice(0, 4)},${hex.slice(4)}`];
    if (condition.kind === 'present') return kept !== undefined;
    const plain = kept ?? '';
    if (plain === '') return false;
    return plain.split('\\').some((value) => {
      const stored = condition.folded ? withoutCaseAndAccents(value) : value;
      if (condition.kind === 'any-of') return condition.values.includes(stored);
      if (condition.kind === 'wildcard') return condition.patterns.some((pattern) => asRegExp(pattern).test(stored));
      const { from, to } = condition;
      return (from === undefined || stored >= from) && (to === undefined || stored <= to || stored.startsWith(to));
    });
  }
}

const identifierKeys = {
  Patient: '0010,0020',
  Study: '0020,000d',
  Series: '0020,000e',
  Instance: '0008,0018',
} as const;

function withoutCaseAndAccents(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toUpperCase()
    .replace(/\^+$/, '');
}

function asRegExp(pattern: string): RegExp {
  const source = pattern
    .replace(/[\\^$.+()[\]{}|]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 'su');
}

function unsupported(): never {
  throw new Error('searches only read');
}
