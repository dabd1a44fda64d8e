import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { IndexStore } from '../../index/index-store.ts';
import { IsocenterError } from '../../model/isocenter-error.ts';
import { readQuery } from '../contract/read-query.ts';
import { contract } from '../contract/route-contract.ts';
import { answerNothing } from '../error-answer.ts';
import { withDicomFile } from '../instance-file.ts';
import { InstanceFrames } from '../instance-frames.ts';
import type { TagReading } from '../instance-tags.ts';
import { FrameSamples } from '../numpy/frame-samples.ts';
import { matlabText } from '../numpy/matlab-text.ts';
import { npyHeader } from '../numpy/npy-header.ts';
import { npzChunks } from '../numpy/npz-archive.ts';
import { npyChunks, sampleChunks, shapeOf, typeOf } from '../numpy/numpy-array.ts';
import { slicesOf } from '../series-slices.ts';
import { sendChunks } from '../stream-answer.ts';
import { frameNumber } from './frames.ts';
import type { IdParams } from './resources.ts';

export interface NumpyDeps extends TagReading {
  readonly index: Pick<IndexStore, 'findResources' | 'getAttachment' | 'getResource'>;
}

interface FrameParams extends IdParams {
  readonly frame?: string;
}

type PixelRequest = FastifyRequest<{ Params: FrameParams }>;

const numpyQuery = Type.Object({
  compress: Type.Optional(Type.Boolean({ description: 'A compressed archive (`.npz`) with the array `arr_0`' })),
  rescale: Type.Optional(
    Type.Boolean({ description: 'Grey values as the modality means them, in 32-bit floating point; by default' }),
  ),
});

const numpyAnswer = [{ bytes: 'A file of NumPy', mediaType: 'application/octet-stream' }] as const;

/** Pixels for those who calculate with them: NumPy, MATLAB. Native grey and RGB pixels only. */
export function numpyRoutes(app: FastifyInstance, deps: NumpyDeps): void {
  const ofInstance = contract({
    tag: 'Instances',
    summary: 'The frames as an array of NumPy: frames, rows, columns, samples',
    query: numpyQuery,
    answer: numpyAnswer,
  });
  app.get('/instances/:id/numpy', { config: ofInstance }, (request: PixelRequest, reply) =>
    sendNumpy(request, reply, deps),
  );
  const ofFrame = contract({
    tag: 'Instances',
    summary: 'A frame as an array of NumPy: rows, columns, samples',
    query: numpyQuery,
    answer: numpyAnswer,
  });
  app.get('/instances/:id/frames/:frame/numpy', { config: ofFrame }, (request: PixelRequest, reply) =>
    sendNumpy(request, reply, deps),
  );
  const ofSeries = contract({
    tag: 'Series',
    summary: 'The slices of a series in their order as an array of NumPy: frames, rows, columns, samples',
    query: numpyQuery,
    answer: numpyAnswer,
  });
  app.get('/series/:id/numpy', { config: ofSeries }, (request: PixelRequest, reply) =>
    sendSeries(request, reply, deps),
  );

  const matlab = contract({
    tag: 'Instances',
    summary: 'A frame as an expression of MATLAB and GNU Octave',
    answer: [{ text: 'The expression' }],
  });
  for (const uri of ['/instances/:id/matlab', '/instances/:id/frames/:frame/matlab']) {
    app.get(uri, { config: matlab }, async (request: PixelRequest, reply) => {
      const frame = frameNumber(request.params.frame ?? '0');
      if (frame === undefined) return answerNothing(request, reply);
      return withSamples(deps, request.params.id, (samples) =>
        sendChunks(reply, matlabText(samples, frame), { contentType: 'text/plain' }),
      );
    });
  }
}

function withSamples<Result>(
  deps: NumpyDeps,
  publicId: string,
  use: (samples: FrameSamples) => Promise<Result>,
): Promise<Result> {
  return withDicomFile(deps.index, publicId, async (attachment) =>
    use(new FrameSamples(await InstanceFrames.open(deps, attachment))),
  );
}

async function sendNumpy(request: PixelRequest, reply: FastifyReply, deps: NumpyDeps): Promise<FastifyReply> {
  const { compress, rescale } = readOptions(request);
  const { frame, id } = request.params;
  const number = frameNumber(frame ?? '0');
  if (number === undefined) return answerNothing(request, reply);
  return withSamples(deps, id, (samples) => {
    samples.checkFrame(number);
    const frames = frame === undefined ? allFramesOf(samples) : [number];
    return send(reply, npyChunks({ samples, frames }, frame !== undefined, { rescale }), compress);
  });
}

/** Every file is looked into before the first pixel is sent: they must fit together. */
async function sendSeries(request: PixelRequest, reply: FastifyReply, deps: NumpyDeps): Promise<FastifyReply> {
  const { compress, rescale } = readOptions(request);
  const { slices } = await slicesOf(deps.index, request.params.id);
  let first: FrameSamples | undefined;
  let total = 0;
  for (const { publicId } of slices) {
    const samples = await withSamples(deps, publicId, async (opened) => opened);
    first ??= samples;
    checkFits(samples, first);
    total += samples.count;
  }
  if (first === undefined) throw new IsocenterError('BadFileFormat', 'The series has no pixel data');
  const header = npyHeader(typeOf(first, { rescale }), [total, ...shapeOf(first)]);
  const ids = slices.map(({ publicId }) => publicId);
  return send(reply, seriesChunks(deps, header, ids, rescale), compress);
}

async function* seriesChunks(
  deps: NumpyDeps,
  header: Uint8Array,
  publicIds: readonly string[],
  rescale: boolean,
): AsyncGenerator<Uint8Array> {
  yield header;
  for (const publicId of publicIds) {
    const samples = await withSamples(deps, publicId, async (opened) => opened);
    yield* sampleChunks({ samples, frames: allFramesOf(samples) }, { rescale });
  }
}

function allFramesOf({ count }: FrameSamples): readonly number[] {
  return Array.from({ length: count }, (_, frame) => frame);
}

function checkFits(samples: FrameSamples, first: FrameSamples): void {
  if (shapeOf(samples).join() !== shapeOf(first).join()) {
    throw new IsocenterError('IncompatibleImageSize', 'The images of the series differ in size');
  }
  if (samples.type !== first.type) {
    throw new IsocenterError('IncompatibleImageFormat', 'The images of the series differ in the type of their pixels');
  }
}

function readOptions(request: PixelRequest): { readonly compress: boolean; readonly rescale: boolean } {
  const { compress = false, rescale = true } = readQuery(request, numpyQuery);
  return { compress, rescale };
}

function send(reply: FastifyReply, chunks: AsyncIterable<Uint8Array>, compress: boolean): Promise<FastifyReply> {
  return sendChunks(reply, compress ? npzChunks(chunks) : chunks, { contentType: 'application/octet-stream' });
}
