import { decode } from 'jpeg-js';
import { jpegFrame } from './jpeg-frame.ts';
import type { Pixels } from './pixels.ts';

/** Bytes that decoding may take, in megabytes. */
const maxMemoryUsageInMB = 1024;
const maxResolutionInMP = 64;

/** Decodes baseline and progressive JPEGs of 8 bits. @throws Error when it is damaged or of another kind */
export function decodeJpeg(bytes: Uint8Array): Pixels {
  const components = jpegFrame(bytes)?.components;
  const image = decode(bytes, { useTArray: true, formatAsRGBA: false, maxMemoryUsageInMB, maxResolutionInMP });
  const { height: rows, width: columns } = image;
  if (components !== 1) return { columns, rows, samplesPerPixel: 3, bitsAllocated: 8, data: image.data };
  const data = new Uint8Array(rows * columns);
  for (let pixel = 0; pixel < data.length; pixel += 1) data[pixel] = image.data[pixel * 3] ?? 0;
  return { columns, rows, samplesPerPixel: 1, bitsAllocated: 8, data };
}
