import type { Samples } from '@isocenter/dicom';
import type { FrameSamples } from './frame-samples.ts';
import { npyHeader } from './npy-header.ts';
import type { Rescale } from './rescale.ts';

/** Frames as an array of NumPy. */
export interface NumpyArray {
  readonly samples: FrameSamples;
  readonly frames: readonly number[];
}

export interface NumpyOptions {
  /** Grey values as the modality means them, in 32-bit floating point. */
  readonly rescale: boolean;
}

/** The file of an array: all frames in one, or with `single` one frame without the dimension of frames. */
export async function* npyChunks(
  array: NumpyArray,
  single: boolean,
  options: NumpyOptions,
): AsyncGenerator<Uint8Array> {
  const { frames, samples } = array;
  yield npyHeader(typeOf(samples, options), [...(single ? [] : [frames.length]), ...shapeOf(samples)]);
  yield* sampleChunks(array, options);
}

export function shapeOf({ columns, rows, samplesPerPixel }: FrameSamples): readonly [number, number, number] {
  return [rows, columns, samplesPerPixel];
}

export function typeOf(
  { samplesPerPixel, type }: FrameSamples,
  { rescale }: NumpyOptions,
): '<f4' | FrameSamples['type'] {
  return rescale && samplesPerPixel === 1 ? '<f4' : type;
}

/** The samples of frames as they stand in the file. */
export async function* sampleChunks(
  { frames, samples }: NumpyArray,
  options: NumpyOptions,
): AsyncGenerator<Uint8Array> {
  const isRescaled = typeOf(samples, options) === '<f4';
  for (const frame of frames) {
    const rescale = samples.rescaleOf(frame);
    for await (const stripe of samples.ofFrame(frame)) {
      const values = isRescaled ? rescaled(stripe, rescale) : stripe;
      yield new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    }
  }
}

function rescaled(stripe: Samples, { intercept, slope }: Rescale): Float32Array {
  return Float32Array.from(stripe, (value) => value * slope + intercept);
}
