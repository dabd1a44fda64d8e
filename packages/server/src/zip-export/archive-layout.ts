import type { IndexStore } from '../index/index-store.ts';
import type { StoredInstance } from '../index/records.ts';
import type { ResourceRecord } from '../index/resource-query.ts';
import type { TagValues } from '../model/main-tags.ts';
import { distinctName, fileName, folderName, isNumberedByIndex } from './archive-names.ts';
import type { ExportFile } from './export-file.ts';

export interface ArchiveLayoutOptions {
  readonly index: Pick<IndexStore, 'findResources'>;
  /** Names in UTF-8, not ASCII. */
  readonly utf8: boolean;
  /** What an instance itself says of its patient: the index keeps one name where studies have several. */
  readonly patientTags: (instance: StoredInstance) => Promise<TagValues>;
}

interface SeriesFolder {
  readonly path: string;
  readonly modality: string;
  readonly numberedByIndex: boolean;
  /** Names given so far. */
  files: number;
}

/** Gives every instance its folders (patient, study, series) and its name. Keeps what it knows of series, not of instances. */
export class ArchiveLayout {
  readonly #options: ArchiveLayoutOptions;
  readonly #patients = new Map<string, string>();
  readonly #studies = new Map<string, string>();
  readonly #series = new Map<string, SeriesFolder>();
  /** Names taken within a folder. */
  readonly #names = new Map<string, Set<string>>();

  constructor(options: ArchiveLayoutOptions) {
    this.#options = options;
  }

  /** Files of pages of instances, in the same order. */
  async *files(pages: AsyncIterable<readonly StoredInstance[]>): AsyncGenerator<readonly ExportFile[]> {
    for await (const page of pages) yield await this.#place(page);
  }

  async #place(page: readonly StoredInstance[]): Promise<readonly ExportFile[]> {
    const records = await this.#recordsOf(
      'Instance',
      page.map(({ publicId }) => publicId),
      { parent: true },
    );
    const unknown = [...records.values()].flatMap(({ parent }) =>
      parent === undefined || this.#series.has(parent) ? [] : [parent],
    );
    const ancestorTags = ['Patient', 'Study'] as const;
    const series = await this.#recordsOf('Series', [...new Set(unknown)], {
      tags: true,
      metadata: true,
      parent: true,
      ancestorTags,
    });
    const files: ExportFile[] = [];
    for (const instance of page) {
      const record = records.get(instance.publicId);
      const folder = record?.parent === undefined ? undefined : await this.#folderOf(record.parent, series, instance);
      // Deleted since it was listed.
      if (record === undefined || folder === undefined) continue;
      const number = folder.numberedByIndex ? (record.indexInSeries ?? folder.files) : folder.files;
      folder.files += 1;
      files.push({ path: `${folder.path}/${fileName(folder.modality, number)}`, instance });
    }
    return files;
  }

  async #folderOf(
    publicId: string,
    records: ReadonlyMap<string, ResourceRecord>,
    instance: StoredInstance,
  ): Promise<SeriesFolder | undefined> {
    const known = this.#series.get(publicId);
    const record = records.get(publicId);
    if (known !== undefined || record === undefined) return known;
    const { tags = {}, parent = '' } = record;
    const study = await this.#studyFolder(parent, record.ancestorTags ?? {}, instance);
    const folder = {
      path: this.#subfolder(study, folderName('Series', tags, this.#options.utf8)),
      modality: tags['0008,0060'] ?? '',
      numberedByIndex: isNumberedByIndex(record.indexesInSeries ?? []),
      files: 0,
    };
    this.#series.set(publicId, folder);
    return folder;
  }

  async #studyFolder(
    publicId: string,
    { Patient = {}, Study = {} }: NonNullable<ResourceRecord['ancestorTags']>,
    instance: StoredInstance,
  ): Promise<string> {
    const known = this.#studies.get(publicId);
    if (known !== undefined) return known;
    const patientId = Patient['0010,0020'] ?? '';
    let patient = this.#patients.get(patientId);
    if (patient === undefined) {
      const tags = { ...Patient, ...(await this.#options.patientTags(instance)) };
      patient = this.#subfolder('', folderName('Patient', tags, this.#options.utf8));
      this.#patients.set(patientId, patient);
    }
    const path = this.#subfolder(patient, folderName('Study', Study, this.#options.utf8));
    this.#studies.set(publicId, path);
    return path;
  }

  #subfolder(parent: string, name: string): string {
    const taken = this.#names.get(parent) ?? new Set();
    this.#names.set(parent, taken);
    const distinct = distinctName(name, taken);
    return parent === '' ? distinct : `${parent}/${distinct}`;
  }

  async #recordsOf(
    level: 'Instance' | 'Series',
    values: readonly string[],
    want: Parameters<IndexStore['findResources']>[0]['want'],
  ): Promise<ReadonlyMap<string, ResourceRecord>> {
    const records = new Map<string, ResourceRecord>();
    if (values.length === 0) return records;
    const conditions = [{ derived: true, kind: 'public-ids', values }] as const;
    const query = { level, conditions, order: [{ by: 'public-id' }], want } as const;
    for await (const page of this.#options.index.findResources(query)) {
      for (const record of page) records.set(record.publicId, record);
    }
    return records;
  }
}
