import type { DataSet } from '../data-set/data-set.ts';

/** How the samples of native pixel data are stored (PS3.3 C.7.6.3.1, PS3.5 8.1.1). */
export interface SampleLayout {
  readonly samplesPerPixel: 1 | 3;
  readonly bitsAllocated: 1 | 8 | 16;
  readonly bitsStored: number;
  readonly highBit: number;
  readonly signed: boolean;
  /** The samples of each colour together, one colour after the other: Planar Configuration 1. */
  readonly planar: boolean;
}

export type Samples = Uint8Array | Uint16Array | Int16Array;

const grayscale: ReadonlySet<string> = new Set(['MONOCHROME1', 'MONOCHROME2', '']);

/** The layout of grey and RGB samples of 1, 8 or 16 bits; undefined for any other, which takes a decoder. */
export function sampleLayoutOf(dataSet: DataSet): SampleLayout | undefined {
  const bitsAllocated = dataSet.number(0x0028_0100);
  const samplesPerPixel = dataSet.number(0x0028_0002) ?? 1;
  const photometric = dataSet.text(0x0028_0004) ?? '';
  if (bitsAllocated !== 1 && bitsAllocated !== 8 && bitsAllocated !== 16) return undefined;
  const isGray = samplesPerPixel === 1 && grayscale.has(photometric);
  const isRgb = samplesPerPixel === 3 && photometric === 'RGB' && bitsAllocated !== 1;
  if (!isGray && !isRgb) return undefined;
  const bitsStored = dataSet.number(0x0028_0101) ?? bitsAllocated;
  const highBit = dataSet.number(0x0028_0102) ?? bitsStored - 1;
  const isWithin = bitsStored > 0 && highBit < bitsAllocated && highBit + 1 >= bitsStored;
  return {
    samplesPerPixel: isRgb ? 3 : 1,
    bitsAllocated,
    bitsStored: isWithin ? bitsStored : bitsAllocated,
    highBit: isWithin ? highBit : bitsAllocated - 1,
    signed: dataSet.number(0x0028_0103) === 1,
    planar: isRgb && dataSet.number(0x0028_0006) === 1,
  };
}

/**
 * The samples that a run of little endian bytes holds; bits around those stored are left out. Samples of 1 bit become 0
 * and 255, signed ones of 8 bits take 16.
 * @param bitOffset where the first sample of 1 bit is in its byte
 */
export function decodeSamples(bytes: Uint8Array, layout: SampleLayout, count: number, bitOffset = 0): Samples {
  const { bitsAllocated, signed } = layout;
  if (bitsAllocated === 1) return bitSamples(bytes, count, bitOffset);
  const samples = signed ? new Int16Array(count) : bitsAllocated === 8 ? new Uint8Array(count) : new Uint16Array(count);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { shift, unused } = shiftsOf(layout);
  for (let index = 0; index < count; index += 1) {
    const stored = bitsAllocated === 8 ? view.getUint8(index) : view.getUint16(index * 2, true);
    const raised = (stored >>> shift) << unused;
    samples[index] = signed ? raised >> unused : raised >>> unused;
  }
  return samples;
}

/** Bits below the stored ones, and the bits of a 32-bit number above them. */
function shiftsOf({ bitsStored, highBit }: SampleLayout): { readonly shift: number; readonly unused: number } {
  return { shift: highBit + 1 - bitsStored, unused: 32 - bitsStored };
}

/** The first sample is in the lowest bit of its byte (PS3.5 8.1.1). */
function bitSamples(bytes: Uint8Array, count: number, bitOffset: number): Uint8Array {
  const samples = new Uint8Array(count);
  for (let index = 0; index < count; index += 1) {
    const bit = index + bitOffset;
    samples[index] = (((bytes[bit >>> 3] ?? 0) >>> (bit & 7)) & 1) * 255;
  }
  return samples;
}
