import type { Pixels } from './pixels.ts';

/** What stands before the samples of an arbitrary map (PAM, `P7`) or of a binary grey or colour map (`P5`, `P6`). */
export interface MapHeader {
  readonly columns: number;
  readonly rows: number;
  readonly channels: number;
  readonly highest: number;
  readonly dataOffset: number;
}

const maxHeaderBytes = 4096;

/** Reads the header; undefined for anything else. */
export function mapHeader(bytes: Uint8Array): MapHeader | undefined {
  const text = Buffer.from(bytes.subarray(0, maxHeaderBytes)).toString('latin1');
  return text.startsWith('P7') ? arbitraryHeader(text) : plainHeader(text);
}

/** @throws Error when samples are missing or of another kind */
export function decodeMap(bytes: Uint8Array): Pixels {
  const header = mapHeader(bytes);
  if (header === undefined) throw new Error('No portable map');
  const { channels, columns, dataOffset, highest, rows } = header;
  if (channels < 1 || channels > 4) throw new Error('A portable map of 1 to 4 channels was expected');
  const sampleBytes = highest > 255 ? 2 : 1;
  const length = columns * rows * channels * sampleBytes;
  if (bytes.length < dataOffset + length) throw new Error('The portable map ends too early');
  const samplesPerPixel = channels < 3 ? 1 : 3;
  const data = new Uint8Array(columns * rows * samplesPerPixel * sampleBytes);
  for (let pixel = 0; pixel < columns * rows; pixel += 1) {
    for (let sample = 0; sample < samplesPerPixel; sample += 1) {
      const from = dataOffset + (pixel * channels + sample) * sampleBytes;
      const to = (pixel * samplesPerPixel + sample) * sampleBytes;
      // Maps are big endian.
      for (let byte = 0; byte < sampleBytes; byte += 1) data[to + byte] = bytes[from + sampleBytes - 1 - byte] ?? 0;
    }
  }
  return { columns, rows, samplesPerPixel, bitsAllocated: sampleBytes === 2 ? 16 : 8, data };
}

function arbitraryHeader(text: string): MapHeader | undefined {
  const end = /^ENDHDR\n/m.exec(text);
  if (end === null) return undefined;
  const field = (name: string) => Number(new RegExp(`^${name}\\s+(\\d{1,9})\\s*$`, 'm').exec(text)?.[1] ?? 0);
  const dataOffset = end.index + end[0].length;
  const sizes = { columns: field('WIDTH'), rows: field('HEIGHT'), channels: field('DEPTH'), highest: field('MAXVAL') };
  return isPossible(sizes) ? { ...sizes, dataOffset } : undefined;
}

function plainHeader(text: string): MapHeader | undefined {
  const match = /^P([56])\s(?:#[^\n]*\n|\s)*(\d{1,9})\s+(?:#[^\n]*\n\s*)*(\d{1,9})\s+(?:#[^\n]*\n\s*)*(\d{1,5})\s/.exec(
    text,
  );
  if (match === null) return undefined;
  const [whole, kind, columns, rows, highest] = match;
  const sizes = {
    columns: Number(columns),
    rows: Number(rows),
    channels: kind === '5' ? 1 : 3,
    highest: Number(highest),
  };
  return isPossible(sizes) ? { ...sizes, dataOffset: whole.length } : undefined;
}

function isPossible({ columns, highest, rows }: Omit<MapHeader, 'dataOffset'>): boolean {
  return columns > 0 && rows > 0 && highest > 0 && highest <= 0xffff;
}
