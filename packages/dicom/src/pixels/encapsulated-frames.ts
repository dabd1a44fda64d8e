import type { ByteRange } from '../data-set/element-value.ts';
import { DicomParseError } from '../errors.ts';

/** Bytes of the item tag and length before the content of each fragment (PS3.5 A.4). */
const ITEM_HEADER_BYTES = 8;

/** Offset tables as read; both count from the item tag of the first fragment after the basic offset table. */
export interface OffsetTables {
  /** The content of the first item; empty where the writer left it out. */
  readonly basic: readonly number[];
  /** (7FE0,0001), for frames of one fragment each. */
  readonly extended: readonly number[];
}

/** How the first and last bytes of a fragment look: whether a compressed image begins or ends there. */
export interface FragmentEdges {
  readonly startsImage: boolean;
  readonly endsImage: boolean;
}

/** The fragments of each frame. */
export type FrameFragments = readonly (readonly ByteRange[])[];

/**
 * Tells frames apart without looking at the fragments (PS3.5 A.4, reading both offset tables); `undefined` when only
 * their content can tell. Tables that do not fit the fragments are not believed.
 * @param fragments contents of the fragments, without the basic offset table
 */
export function framesByTable(
  fragments: readonly ByteRange[],
  numberOfFrames: number,
  tables: OffsetTables,
): FrameFragments | undefined {
  if (fragments.length === 0) return [];
  if (numberOfFrames === 1) return [fragments];
  return (
    framesByOffsets(fragments, numberOfFrames, tables.basic) ??
    framesByOffsets(fragments, numberOfFrames, tables.extended) ??
    (fragments.length === numberOfFrames ? fragments.map((fragment) => [fragment]) : undefined)
  );
}

/**
 * Tells frames apart by where compressed images begin and end.
 * @throws DicomParseError `framesUnknown` when that gives another number of frames
 */
export function framesByEdges(
  fragments: readonly ByteRange[],
  numberOfFrames: number,
  edges: readonly FragmentEdges[],
): FrameFragments {
  const frames: ByteRange[][] = [];
  for (const [index, fragment] of fragments.entries()) {
    const starts = index === 0 || edges[index]?.startsImage === true || edges[index - 1]?.endsImage === true;
    if (starts) frames.push([fragment]);
    else frames.at(-1)?.push(fragment);
  }
  if (frames.length !== numberOfFrames) {
    const detail = `${fragments.length} fragments look like ${frames.length} frames, not ${numberOfFrames}`;
    throw new DicomParseError('framesUnknown', { tag: 0x7fe0_0010, offset: fragments[0]?.offset, detail });
  }
  return frames;
}

/** SOI or SOC at the start, EOI or EOC at the end but for padding (JPEG, JPEG-LS, JPEG 2000). */
export function fragmentEdges(first: Uint8Array, last: Uint8Array): FragmentEdges {
  const startsImage = first[0] === 0xff && (first[1] === 0xd8 || first[1] === 0x4f);
  let end = last.length;
  while (end > 0 && last[end - 1] === 0) end -= 1;
  return { startsImage, endsImage: last[end - 2] === 0xff && last[end - 1] === 0xd9 };
}

function framesByOffsets(
  fragments: readonly ByteRange[],
  numberOfFrames: number,
  offsets: readonly number[],
): FrameFragments | undefined {
  if (offsets.length !== numberOfFrames || offsets[0] !== 0) return undefined;
  const origin = (fragments[0]?.offset ?? 0) - ITEM_HEADER_BYTES;
  const frames: ByteRange[][] = [];
  for (const fragment of fragments) {
    const offset = fragment.offset - ITEM_HEADER_BYTES - origin;
    if (offset === offsets[frames.length]) frames.push([fragment]);
    else frames.at(-1)?.push(fragment);
  }
  return frames.length === numberOfFrames ? frames : undefined;
}
