import { convertIndexedToRgb, decode } from 'fast-png';
import { littleEndianWords, type Pixels } from './pixels.ts';

/** Decodes grey, coloured and indexed PNGs; transparency is left out. @throws Error when it is damaged */
export function decodePng(bytes: Uint8Array): Pixels {
  const png = decode(bytes, { checkCrc: true });
  const { height: rows, width: columns } = png;
  if (png.palette !== undefined) {
    const rgb = convertIndexedToRgb(png);
    const channels = rgb.length / (columns * rows);
    const data = samplesOf(Uint8Array.from(rgb), channels, 3);
    return { columns, rows, samplesPerPixel: 3, bitsAllocated: 8, data };
  }
  const samplesPerPixel = png.channels < 3 ? 1 : 3;
  if (png.data instanceof Uint16Array) {
    const words = samplesOf(png.data, png.channels, samplesPerPixel);
    return { columns, rows, samplesPerPixel, bitsAllocated: 16, data: littleEndianWords(words) };
  }
  const data = png.depth < 8 ? spread(png.data, columns, rows, png.depth) : Uint8Array.from(png.data);
  const samples = samplesOf(data, png.channels, samplesPerPixel);
  return { columns, rows, samplesPerPixel, bitsAllocated: 8, data: samples };
}

/** The first `kept` samples of every pixel. */
function samplesOf<Samples extends Uint8Array | Uint16Array>(all: Samples, channels: number, kept: number): Samples {
  if (channels === kept) return all;
  const pixels = all.length / channels;
  const samples = all.slice(0, pixels * kept) as Samples;
  for (let pixel = 0; pixel < pixels; pixel += 1) {
    for (let sample = 0; sample < kept; sample += 1) {
      samples[pixel * kept + sample] = all[pixel * channels + sample] ?? 0;
    }
  }
  return samples;
}

/** Grey samples of less than a byte, packed by row from the high bits, as bytes from 0 to 255. */
function spread(packed: ArrayLike<number>, columns: number, rows: number, depth: number): Uint8Array {
  const samples = new Uint8Array(columns * rows);
  const rowBytes = Math.ceil((columns * depth) / 8);
  const highest = 2 ** depth - 1;
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const bit = column * depth;
      const byte = packed[row * rowBytes + (bit >> 3)] ?? 0;
      const sample = (byte >> (8 - depth - (bit & 7))) & highest;
      samples[row * columns + column] = (sample * 255) / highest;
    }
  }
  return samples;
}
