import { Tags } from '@isocenter/dicom';
import type { IndexStore } from '../index/index-store.ts';
import type { Logger } from '../logging/logger.ts';
import { publicIdOf } from '../model/public-id.ts';
import type { Worklist, WorklistSource } from './worklist-source.ts';

export interface WorklistHousekeeperOptions {
  readonly source: WorklistSource;
  readonly index: Pick<IndexStore, 'findResources'>;
  /** `DeleteWorklistsOnStableStudy`. */
  readonly onStableStudy: boolean;
  /** `DeleteWorklistsDelay`; 0: never. */
  readonly maximumAgeMs: number;
  readonly logger: Logger;
  readonly nowMs?: () => number;
}

const millisecondsPerSecond = 1000;

/** Deletes worklists that are done, or too old. On several servers each looks for itself: deleting twice does no harm. */
export class WorklistHousekeeper {
  readonly #options: WorklistHousekeeperOptions;
  #timer: NodeJS.Timeout | undefined;
  #working: Promise<void> | undefined;

  constructor(options: WorklistHousekeeperOptions) {
    this.#options = options;
  }

  /** Looks every so often, if there is anything to look for. */
  start(intervalSeconds: number): void {
    const { maximumAgeMs, onStableStudy } = this.#options;
    if (!onStableStudy && maximumAgeMs === 0) return;
    this.#timer = setInterval(() => this.#look(), intervalSeconds * millisecondsPerSecond).unref();
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#working;
  }

  /** Answers how many were deleted. */
  async clean(): Promise<number> {
    const { source } = this.#options;
    let deleted = 0;
    for await (const page of source.list()) {
      const stable = await this.#stableStudies(page);
      for (const worklist of page) {
        if (!this.#isTooOld(worklist) && !stable.has(studyOf(worklist) ?? '')) continue;
        if (await source.delete(worklist.id)) deleted += 1;
      }
    }
    return deleted;
  }

  #look(): void {
    const { logger } = this.#options;
    this.#working ??= this.clean()
      .then((deleted) => {
        if (deleted > 0) logger.info('Worklists deleted', { deleted });
      })
      .catch((error: unknown) => logger.error('Worklists could not be cleaned up', { error }))
      .finally(() => {
        this.#working = undefined;
      });
  }

  #isTooOld({ createdAtMs }: Worklist): boolean {
    const { maximumAgeMs, nowMs = Date.now } = this.#options;
    return maximumAgeMs > 0 && createdAtMs !== undefined && nowMs() - createdAtMs > maximumAgeMs;
  }

  /** Public ids of the studies of a page that are there and stable: one question to the index. */
  async #stableStudies(page: readonly Worklist[]): Promise<ReadonlySet<string>> {
    const { index, onStableStudy } = this.#options;
    const values = [...new Set(page.map(studyOf).filter((publicId) => publicId !== undefined))];
    const stable = new Set<string>();
    if (!onStableStudy || values.length === 0) return stable;
    const conditions = [{ derived: true, kind: 'public-ids', values }] as const;
    for await (const studies of index.findResources({ level: 'Study', conditions, order: [], want: {} })) {
      for (const { isStable, publicId } of studies) if (isStable === true) stable.add(publicId);
    }
    return stable;
  }
}

/** The public id that the study of a worklist will have. */
function studyOf({ dataSet }: Worklist): string | undefined {
  const studyInstanceUid = dataSet.text(Tags.StudyInstanceUID);
  const patientId = dataSet.textField(Tags.PatientID)?.trim();
  if (studyInstanceUid === undefined || patientId === undefined) return undefined;
  return publicIdOf(patientId, studyInstanceUid);
}
