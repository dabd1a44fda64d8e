import type { IndexStore } from '../index/index-store.ts';
import type { ResourceRecord } from '../index/resource-query.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import { type OrderedSlices, orderSlices, type SlicePlace } from './slice-order.ts';

/** Hex forms of the main tags that tell the place of a slice. */
const keys = {
  ImagePositionPatient: '0020,0032',
  ImageOrientationPatient: '0020,0037',
  NumberOfFrames: '0028,0008',
} as const;

/**
 * The instances of a series in their order, as the index tells it: no file is read.
 * @throws IsocenterError UnknownResource, CannotOrderSlices
 */
export async function slicesOf(
  index: Pick<IndexStore, 'findResources' | 'getResource'>,
  publicId: string,
): Promise<OrderedSlices> {
  const series = await index.getResource('Series', publicId, { tags: true });
  if (series === undefined) throw new IsocenterError('UnknownResource', '');
  const places: SlicePlace[] = [];
  const pages = index.findResources({
    level: 'Instance',
    conditions: [{ derived: true, kind: 'within', level: 'Series', publicId }],
    // Of instances with the same number the one that came first is the first.
    order: [{ by: 'retrieve' }],
    want: { tags: true },
  });
  for await (const page of pages) places.push(...page.map(placeOf));
  return orderSlices(places, series.tags?.[keys.ImageOrientationPatient]);
}

function placeOf({ indexInSeries, publicId, tags }: ResourceRecord): SlicePlace {
  return {
    publicId,
    frames: framesOf(tags?.[keys.NumberOfFrames]),
    indexInSeries: indexInSeries ?? undefined,
    position: tags?.[keys.ImagePositionPatient],
    orientation: tags?.[keys.ImageOrientationPatient],
  };
}

function framesOf(text: string | undefined): number {
  const frames = Number(text ?? '');
  return Number.isInteger(frames) && frames > 0 ? frames : 1;
}
