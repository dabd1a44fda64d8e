import { Tags } from '@isocenter/dicom';
import type { IndexStore } from '../index/index-store.ts';
import type { Attachment, ReconstructedInstance, TagRecords } from '../index/records.ts';
import type { Level } from '../model/level.ts';
import type { HeaderReader } from './header-reader.ts';
import type { HeaderAbove } from './instance-header.ts';
import { pixelDataMetadata } from './instance-metadata.ts';
import type { ParentRecords } from './parent-records.ts';
import { unusualPixelDataVr } from './pixel-data-vr.ts';
import { readStoredHeader, type StoredHeaderOptions } from './stored-header.ts';

export interface ReconstructionOptions extends StoredHeaderOptions {
  readonly index: Pick<IndexStore, 'reconstructInstance'>;
  readonly headers: HeaderReader;
  readonly parents: ParentRecords;
}

/**
 * Reads stored files and puts what they say in place of what the index has: one instance after the other, each with all
 * above it. Where instances of a study disagree, the last one counts.
 */
export class Reconstruction {
  readonly #options: ReconstructionOptions;
  /** What the last instance said of its parents: the next one of its series mostly says the same. */
  #written: HeaderAbove | undefined;

  constructor(options: ReconstructionOptions) {
    this.#options = options;
  }

  /**
   * False when the instance is not there any more.
   * @param only the one level whose main tags are replaced
   * @throws IsocenterError CorruptedFile, InexistentFile
   */
  async reconstruct(publicId: string, file: Attachment, only?: Level): Promise<boolean> {
    const { headers, index, parents } = this.#options;
    const stored = await readStoredHeader(this.#options, file);
    const { dataSet, pixelDataOffset, pixelDataVr, transferSyntax } = stored;
    const header = headers.read(dataSet);
    const pixels = pixelDataMetadata({
      pixelDataOffset,
      pixelDataVr: unusualPixelDataVr(pixelDataVr, transferSyntax, dataSet.number(Tags.BitsAllocated)),
    });
    const recordsOf = (level: Level): TagRecords => ({
      tags: header.tags[level],
      folded: header.folded[level],
      metadata: { ...parents.tagMetadata(dataSet, level), ...(level === 'Instance' && pixels) },
    });
    const isWritten = header.above === this.#written;
    const changed: readonly Level[] =
      only === undefined ? (isWritten ? ['Instance'] : ['Patient', 'Study', 'Series', 'Instance']) : [only];
    const records: ReconstructedInstance['records'] = Object.fromEntries(
      changed.map((level) => [level, recordsOf(level)]),
    );
    const { expectedInstances, indexInSeries } = header;
    const sopClassUid = header.sopClassUid || (stored.mediaStorageSopClassUid ?? '');
    const transferSyntaxUid = transferSyntax.uid;
    const isThere = await index.reconstructInstance({
      publicId,
      records,
      sopClassUid,
      transferSyntaxUid,
      indexInSeries,
      expectedInstances,
    });
    if (isThere && only === undefined) this.#written = header.above;
    return isThere;
  }
}
