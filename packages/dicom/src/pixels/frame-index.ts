import type { DataSet } from '../data-set/data-set.ts';
import { BulkValue, type ByteRange } from '../data-set/element-value.ts';
import { decodeNumbers } from '../data-set/value-decoding.ts';
import { type FragmentEdges, fragmentEdges, framesByEdges, framesByTable } from './encapsulated-frames.ts';
import { nativeFrames, numberOfFrames, pixelLayoutOf } from './native-frames.ts';

/** Reads the source of a data set. */
export interface PixelSource {
  /** Up to `length` bytes from `offset`; fewer only at the end of the source. */
  read(offset: number, length: number): Promise<Uint8Array>;
}

/** Where one frame is: the bytes of its fragments in order, or the one run of native pixels. */
export interface FrameLocation {
  readonly ranges: readonly ByteRange[];
  /** Above 0 only for native 1-bit pixels. */
  readonly bitOffset: number;
}

const PIXEL_DATA = 0x7fe0_0010;
const EXTENDED_OFFSET_TABLE = 0x7fe0_0001;
/** A table of 4-byte offsets; longer ones are not read. */
const MAX_OFFSET_TABLE_BYTES = 64 * 1024 * 1024;
/** Enough to find an end marker before the padding. */
const EDGE_BYTES = 16;

/** The frames of an instance, found but not decoded (PS3.5 8.2, A.4; PS3.3 C.7.6.3). */
export class FrameIndex {
  readonly frames: readonly FrameLocation[];
  readonly encapsulated: boolean;

  private constructor(frames: readonly FrameLocation[], encapsulated: boolean) {
    this.frames = frames;
    this.encapsulated = encapsulated;
  }

  /**
   * Finds the frames of a data set whose pixel data was left in the source (`pixelDataAsBulk`). Reads the basic
   * offset table, and a few bytes of each fragment where no table tells.
   * @returns `undefined` when there is no pixel data
   * @throws DicomParseError `framesUnknown`
   */
  static async of(dataSet: DataSet, source: PixelSource): Promise<FrameIndex | undefined> {
    const value = dataSet.get(PIXEL_DATA)?.value;
    if (!(value instanceof BulkValue)) return undefined;
    if (value.fragments === undefined) {
      const frames = nativeFrames(value, pixelLayoutOf(dataSet));
      const locations = frames.map(({ offset, length, bitOffset }) => ({ ranges: [{ offset, length }], bitOffset }));
      return new FrameIndex(locations, false);
    }
    const [table, ...fragments] = value.fragments;
    const count = numberOfFrames(dataSet);
    const basic = await readOffsetTable(table, source);
    const extended = dataSet.numbers(EXTENDED_OFFSET_TABLE).map(Number);
    const frames =
      framesByTable(fragments, count, { basic, extended }) ??
      framesByEdges(fragments, count, await readEdges(fragments, source));
    return new FrameIndex(
      frames.map((ranges) => ({ ranges, bitOffset: 0 })),
      true,
    );
  }
}

async function readOffsetTable(table: ByteRange | undefined, source: PixelSource): Promise<readonly number[]> {
  if (table === undefined || table.length === 0 || table.length > MAX_OFFSET_TABLE_BYTES) return [];
  return decodeNumbers(await source.read(table.offset, table.length), 'UL', false).map(Number);
}

async function readEdges(fragments: readonly ByteRange[], source: PixelSource): Promise<readonly FragmentEdges[]> {
  const edges: FragmentEdges[] = [];
  for (const { offset, length } of fragments) {
    const first = await source.read(offset, Math.min(2, length));
    const tail = Math.min(EDGE_BYTES, length);
    edges.push(fragmentEdges(first, await source.read(offset + length - tail, tail)));
  }
  return edges;
}
