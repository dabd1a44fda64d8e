import type { DataSet } from '../data-set/data-set.ts';
import type { ByteRange } from '../data-set/element-value.ts';

/** What the layout of native pixel data depends on (PS3.3 C.7.6.3, PS3.5 8.1.1). */
export interface PixelLayout {
  readonly rows: number;
  readonly columns: number;
  readonly samplesPerPixel: number;
  readonly bitsAllocated: number;
  readonly numberOfFrames: number;
  readonly photometricInterpretation: string;
}

/** The part of native pixel data that holds one frame. */
export interface NativeFrame extends ByteRange {
  /** Where the frame begins in the first byte: frames of 1-bit pixels follow each other without padding. */
  readonly bitOffset: number;
}

/** Samples stored per pixel where chrominance is shared between pixels (PS3.3 C.7.6.3.1.2). */
const storedSamplesPerPixel: { readonly [photometricInterpretation: string]: number } = {
  YBR_FULL_422: 2,
  YBR_PARTIAL_422: 2,
  YBR_PARTIAL_420: 1.5,
};

export function pixelLayoutOf(dataSet: DataSet): PixelLayout {
  return {
    rows: dataSet.number(0x0028_0010) ?? 0,
    columns: dataSet.number(0x0028_0011) ?? 0,
    samplesPerPixel: dataSet.number(0x0028_0002) ?? 1,
    bitsAllocated: dataSet.number(0x0028_0100) ?? 8,
    numberOfFrames: numberOfFrames(dataSet),
    photometricInterpretation: dataSet.text(0x0028_0004) ?? '',
  };
}

/** (0028,0008), which is absent for a single frame. */
export function numberOfFrames(dataSet: DataSet): number {
  const frames = dataSet.number(0x0028_0008);
  return frames !== undefined && Number.isInteger(frames) && frames > 0 ? frames : 1;
}

/**
 * The frames of native pixel data, as far as there are bytes for them: numberOfFrames is not believed beyond that.
 * @param pixelData the value of (7FE0,0010), in the source
 */
export function nativeFrames(pixelData: ByteRange, layout: PixelLayout): NativeFrame[] {
  const samples = storedSamplesPerPixel[layout.photometricInterpretation] ?? layout.samplesPerPixel;
  const frameBits = layout.rows * layout.columns * samples * layout.bitsAllocated;
  if (!(frameBits > 0)) return [];
  const count = Math.min(layout.numberOfFrames, Math.floor((pixelData.length * 8) / frameBits));
  return Array.from({ length: count }, (_, index) => {
    const firstBit = index * frameBits;
    const firstByte = Math.floor(firstBit / 8);
    const length = Math.ceil((firstBit + frameBits) / 8) - firstByte;
    return { offset: pixelData.offset + firstByte, length, bitOffset: firstBit % 8 };
  });
}
