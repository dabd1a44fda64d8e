/** A decoded image: rows from the top, samples of a pixel side by side, little endian. */
export interface Pixels {
  readonly columns: number;
  readonly rows: number;
  readonly samplesPerPixel: 1 | 3;
  readonly bitsAllocated: 8 | 16;
  readonly data: Uint8Array;
}

/** A larger image is refused before anything of it is unpacked. */
export const maxImagePixels = 64 * 1024 * 1024;

/** Samples as little endian words. */
export function littleEndianWords(samples: Uint16Array): Uint8Array {
  const bytes = new Uint8Array(samples.length * 2);
  const view = new DataView(bytes.buffer);
  for (const [at, sample] of samples.entries()) view.setUint16(at * 2, sample, true);
  return bytes;
}
