import { type ByteRange, decodeSamples, type SampleLayout, type Samples, sampleLayoutOf, Tags } from '@isocenter/dicom';
import { IsocenterError } from '../../model/isocenter-error.ts';
import type { InstanceFrames } from '../instance-frames.ts';
import { type Rescale, rescaleOf } from './rescale.ts';

/** Samples read at a time. */
const stripeSamples = 1024 * 1024;

/** The frames of an instance as samples: grey values, or red, green and blue of each pixel. */
export class FrameSamples {
  readonly #frames: InstanceFrames;
  readonly #layout: SampleLayout;
  readonly rows: number;
  readonly columns: number;

  /** @throws IsocenterError BadFileFormat without pixel data; NotImplemented for pixels that take a decoder */
  constructor(frames: InstanceFrames) {
    const { dataSet, transferSyntax } = frames;
    if (!frames.hasPixelData) throw new IsocenterError('BadFileFormat', 'The instance has no pixel data');
    const layout = transferSyntax.encapsulated ? undefined : sampleLayoutOf(dataSet);
    if (layout === undefined) {
      throw new IsocenterError('NotImplemented', `No decoder for such pixels in ${transferSyntax.name}`);
    }
    this.#frames = frames;
    this.#layout = layout;
    this.rows = dataSet.number(Tags.Rows) ?? 0;
    this.columns = dataSet.number(Tags.Columns) ?? 0;
    if (frames.count === 0) throw new IsocenterError('BadFileFormat', 'The pixel data is shorter than a frame');
  }

  /** How many frames there are. */
  get count(): number {
    return this.#frames.count;
  }

  /** @throws IsocenterError ParameterOutOfRange */
  checkFrame(number: number): void {
    this.#frames.frame(number);
  }

  rescaleOf(frame: number): Rescale {
    return rescaleOf(this.#frames.dataSet, frame);
  }

  get samplesPerPixel(): 1 | 3 {
    return this.#layout.samplesPerPixel;
  }

  get type(): '<i2' | '<u1' | '<u2' {
    if (this.#layout.bitsAllocated === 1) return '<u1';
    if (this.#layout.signed) return '<i2';
    return this.#layout.bitsAllocated === 8 ? '<u1' : '<u2';
  }

  /** The samples of a frame from the top, some rows at a time. @throws IsocenterError ParameterOutOfRange, CorruptedFile */
  async *ofFrame(number: number): AsyncGenerator<Samples> {
    const { ranges, bitOffset } = this.#frames.frame(number);
    const [frame] = ranges;
    if (frame === undefined) return;
    const pixels = this.rows * this.columns;
    for (let at = 0; at < pixels; ) {
      const count = Math.min(stripeSamples, pixels - at);
      yield await this.#stripe(frame, bitOffset, at, count);
      at += count;
    }
  }

  async #stripe(frame: ByteRange, bitOffset: number, at: number, count: number): Promise<Samples> {
    const { bitsAllocated, planar, samplesPerPixel } = this.#layout;
    if (!planar) return this.#read(frame, bitOffset, at * samplesPerPixel, count * samplesPerPixel);
    const planeBytes = (this.rows * this.columns * bitsAllocated) / 8;
    const planes = [0, 1, 2].map((plane) => ({ offset: frame.offset + plane * planeBytes, length: planeBytes }));
    return interleaved(await Promise.all(planes.map((plane) => this.#read(plane, 0, at, count))));
  }

  async #read(run: ByteRange, bitOffset: number, at: number, count: number): Promise<Samples> {
    const { bitsAllocated } = this.#layout;
    const firstBit = bitOffset + at * bitsAllocated;
    const offset = Math.floor(firstBit / 8);
    const length = Math.ceil((firstBit + count * bitsAllocated) / 8) - offset;
    const bytes = await this.#frames.read({ offset: run.offset + offset, length });
    if (bytes.length < length) throw new IsocenterError('CorruptedFile', 'The pixel data ends inside a frame');
    return decodeSamples(bytes, this.#layout, count, firstBit % 8);
  }
}

/** Red, green and blue of each pixel side by side. */
function interleaved(planes: readonly Samples[]): Samples {
  const [red, green, blue] = planes;
  if (red === undefined || green === undefined || blue === undefined) return new Uint8Array(0);
  const samples = emptyLike(red, red.length * 3);
  for (let pixel = 0; pixel < red.length; pixel += 1) {
    samples[pixel * 3] = red[pixel] ?? 0;
    samples[pixel * 3 + 1] = green[pixel] ?? 0;
    samples[pixel * 3 + 2] = blue[pixel] ?? 0;
  }
  return samples;
}

function emptyLike(samples: Samples, length: number): Samples {
  if (samples instanceof Int16Array) return new Int16Array(length);
  return samples instanceof Uint16Array ? new Uint16Array(length) : new Uint8Array(length);
}
