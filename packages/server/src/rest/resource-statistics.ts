import type { IndexStore } from '../index/index-store.ts';
import { depthOf, type Level, levels } from '../model/level.ts';
import { sizeFields } from './byte-sizes.ts';

/** Sizes and counts of a resource; undefined when there is none. Its instances are read page by page. */
export async function resourceStatistics(
  index: Pick<IndexStore, 'getResource' | 'listInstances'>,
  level: Level,
  publicId: string,
): Promise<object | undefined> {
  const record = await index.getResource(level, publicId, { counts: true });
  if (record === undefined) return undefined;
  let disk = 0;
  let uncompressed = 0;
  for await (const page of index.listInstances(level, [publicId])) {
    for (const { attachment } of page) {
      disk += attachment.compressedSize;
      uncompressed += attachment.uncompressedSize;
    }
  }
  const below = levels.slice(depthOf(level) + 1);
  return {
    ...Object.fromEntries(below.map((lower) => [countNames[lower], record.counts?.[lower] ?? 0])),
    // Of an instance there is the DICOM file only.
    ...sizeFields('DicomDiskSize', disk),
    ...sizeFields('DicomUncompressedSize', uncompressed),
    ...sizeFields('DiskSize', disk),
    ...sizeFields('UncompressedSize', uncompressed),
  };
}

const countNames = {
  Patient: 'CountPatients',
  Study: 'CountStudies',
  Series: 'CountSeries',
  Instance: 'CountInstances',
} as const satisfies Record<Level, string>;
