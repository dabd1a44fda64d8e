import { formatTag } from '@isocenter/dicom';
import type { ExportLog, NewExport } from '../index/export-log.ts';
import type { IndexStore } from '../index/index-store.ts';
import type { ResourceRecord } from '../index/resource-query.ts';
import { formatDateTime } from '../model/date-time.ts';
import { ancestorsOf, type Level, levels } from '../model/level.ts';
import { identifierTags } from '../model/main-tags.ts';

/** Resources looked up at a time. */
const pageSize = 1000;

export interface ExportRecorderOptions {
  readonly index: Pick<IndexStore, 'findResources'>;
  readonly log: Pick<ExportLog, 'logExports'>;
  /** `LogExportedResources`. */
  readonly enabled: boolean;
  readonly now?: () => Date;
}

/** Notes which resources are sent to which modality or peer, when somebody asks for it (`/exports`). */
export class ExportRecorder {
  readonly #options: ExportRecorderOptions;

  constructor(options: ExportRecorderOptions) {
    this.#options = options;
  }

  /** Notes each resource as it was named, in that order; what does not exist (any more) is left out. */
  async record(publicIds: readonly string[], remote: string): Promise<void> {
    const { enabled, log, now = () => new Date() } = this.#options;
    if (!enabled) return;
    const date = formatDateTime(now());
    for (let at = 0; at < publicIds.length; at += pageSize) {
      const page = publicIds.slice(at, at + pageSize);
      const records = await this.#find(page);
      const found = page.map((publicId) => records.get(publicId)).filter((record) => record !== undefined);
      await log.logExports(found.map((record) => exportOf(record, remote, date)));
    }
  }

  /** Most requests name instances, or resources of one level. */
  async #find(publicIds: readonly string[]): Promise<ReadonlyMap<string, ResourceRecord>> {
    const found = new Map<string, ResourceRecord>();
    let unknown: readonly string[] = publicIds;
    for (const level of levels.toReversed()) {
      if (unknown.length === 0) break;
      const pages = this.#options.index.findResources({
        level,
        conditions: [{ derived: true, kind: 'public-ids', values: unknown }],
        order: [{ by: 'public-id' }],
        want: { tags: true, ancestorTags: ancestorsOf(level) },
      });
      for await (const page of pages) for (const record of page) found.set(record.publicId, record);
      unknown = unknown.filter((publicId) => !found.has(publicId));
    }
    return found;
  }
}

function exportOf(record: ResourceRecord, remote: string, date: string): NewExport {
  const { level, publicId } = record;
  return {
    level,
    publicId,
    remote,
    date,
    patientId: identifierOf(record, 'Patient') ?? '',
    studyInstanceUid: identifierOf(record, 'Study'),
    seriesInstanceUid: identifierOf(record, 'Series'),
    sopInstanceUid: identifierOf(record, 'Instance'),
  };
}

/** Undefined below the level of the resource. */
function identifierOf({ ancestorTags, level, tags }: ResourceRecord, wanted: Level): string | undefined {
  const ofLevel = wanted === level ? tags : ancestorTags?.[wanted];
  return ofLevel?.[formatTag(identifierTags[wanted])];
}
