import { IsocenterError } from '../model/isocenter-error.ts';

/** What the index tells of an instance of a series, for its place among the others. */
export interface SlicePlace {
  readonly publicId: string;
  readonly frames: number;
  readonly indexInSeries: number | undefined;
  /** Image Position (Patient), three numbers. */
  readonly position: string | undefined;
  /** Image Orientation (Patient), six numbers. */
  readonly orientation: string | undefined;
}

/** The instances of a series in order: along the normal of its slices, or by their index. */
export interface OrderedSlices {
  readonly type: 'Volume' | 'Sequence';
  readonly slices: readonly SlicePlace[];
}

/** Frames that a series may announce: a number in a file, which may be anything. */
const maxFrames = 1_000_000;

type Vector = readonly [number, number, number];

/** Parallel slices have normals whose product is this near to 1. */
const parallelTolerance = 1e-4;
/** Slices nearer to each other are at the same place (mm). */
const distanceTolerance = 1e-6;

/**
 * Orders slices by place, where all have one of their own and lie parallel to each other (PS3.3 C.7.6.2.1.1), else by
 * index. A single instance is in order.
 * @param seriesOrientation Image Orientation (Patient) of the series
 * @throws IsocenterError CannotOrderSlices when some have neither, or there are too many frames
 */
export function orderSlices(places: readonly SlicePlace[], seriesOrientation: string | undefined): OrderedSlices {
  if (places.reduce((sum, { frames }) => sum + frames, 0) > maxFrames) {
    throw new IsocenterError('CannotOrderSlices', `The series announces more than ${maxFrames} frames`);
  }
  if (places.length <= 1) return { type: 'Sequence', slices: places };
  const volume = orderedByPlace(places, normalOf(seriesOrientation));
  if (volume !== undefined) return { type: 'Volume', slices: volume };
  if (places.some(({ indexInSeries }) => indexInSeries === undefined)) {
    throw new IsocenterError('CannotOrderSlices', 'Some instances have neither a place nor a number');
  }
  return { type: 'Sequence', slices: places.toSorted((a, b) => (a.indexInSeries ?? 0) - (b.indexInSeries ?? 0)) };
}

function orderedByPlace(places: readonly SlicePlace[], normal: Vector | undefined): readonly SlicePlace[] | undefined {
  if (normal === undefined) return undefined;
  const placed: { readonly place: SlicePlace; readonly distance: number }[] = [];
  for (const place of places) {
    const [x, y, z] = numbersOf(place.position, 3) ?? [];
    if (x === undefined || y === undefined || z === undefined) return undefined;
    if (!isParallel(place.orientation, normal)) return undefined;
    placed.push({ place, distance: product(normal, [x, y, z]) });
  }
  placed.sort((a, b) => a.distance - b.distance);
  const areApart = placed.every(
    ({ distance }, index) => index === 0 || distance - (placed[index - 1]?.distance ?? 0) > distanceTolerance,
  );
  return areApart ? placed.map(({ place }) => place) : undefined;
}

/** Slices that do not say how they lie are taken to lie as the series does. */
function isParallel(orientation: string | undefined, normal: Vector): boolean {
  const own = normalOf(orientation);
  return own === undefined || Math.abs(Math.abs(product(own, normal)) - 1) < parallelTolerance;
}

/** The direction at a right angle to rows and columns; undefined for what is no orientation. */
function normalOf(orientation: string | undefined): Vector | undefined {
  const [rx, ry, rz, cx, cy, cz] = numbersOf(orientation, 6) ?? [];
  if (rx === undefined || ry === undefined || rz === undefined) return undefined;
  if (cx === undefined || cy === undefined || cz === undefined) return undefined;
  const normal: Vector = [ry * cz - rz * cy, rz * cx - rx * cz, rx * cy - ry * cx];
  const length = Math.sqrt(product(normal, normal));
  return length > 0 ? [normal[0] / length, normal[1] / length, normal[2] / length] : undefined;
}

function product(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function numbersOf(text: string | undefined, count: number): readonly number[] | undefined {
  const numbers = (text ?? '').split('\\').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  return numbers.length === count && numbers.every(Number.isFinite) ? numbers : undefined;
}
