import type { IndexStore } from '../index/index-store.ts';
import { depthOf, type Level, levels } from '../model/level.ts';
import { sizeFields } from './byte-sizes.ts';

/** Sizes and counts of a resource with all below it; undefined when there is none. */
export async function resourceStatistics(
  index: Pick<IndexStore, 'attachmentSizes' | 'getResource'>,
  level: Level,
  publicId: string,
): Promise<object | undefined> {
  const record = await index.getResource(level, publicId, { counts: true });
  if (record === undefined) return undefined;
  const sizes = await index.attachmentSizes(level, publicId);
  const below = levels.slice(depthOf(level) + 1);
  return {
    ...Object.fromEntries(below.map((lower) => [countNames[lower], record.counts?.[lower] ?? 0])),
    ...sizeFields('DicomDiskSize', sizes.dicomDiskBytes),
    ...sizeFields('DicomUncompressedSize', sizes.dicomUncompressedBytes),
    ...sizeFields('DiskSize', sizes.diskBytes),
    ...sizeFields('UncompressedSize', sizes.uncompressedBytes),
  };
}

const countNames = {
  Patient: 'CountPatients',
  Study: 'CountStudies',
  Series: 'CountSeries',
  Instance: 'CountInstances',
} as const satisfies Record<Level, string>;
