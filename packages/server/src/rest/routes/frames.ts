import { pipeline, Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { IndexStore } from '../../index/index-store.ts';
import { IsocenterError } from '../../model/isocenter-error.ts';
import { contract } from '../contract/route-contract.ts';
import { answerNothing } from '../error-answer.ts';
import { withDicomFile } from '../instance-file.ts';
import { InstanceFrames } from '../instance-frames.ts';
import type { TagReading } from '../instance-tags.ts';
import { sendChunks } from '../stream-answer.ts';
import type { IdParams } from './resources.ts';

export interface FramesDeps extends TagReading {
  readonly index: Pick<IndexStore, 'getAttachment'>;
}

interface FrameParams extends IdParams {
  readonly frame: string;
}

type FrameRequest = FastifyRequest<{ Params: FrameParams }>;

/** What a frame answers at its own URI: the URIs below it. */
const operations = [
  'image-int16',
  'image-uint16',
  'image-uint8',
  'matlab',
  'numpy',
  'preview',
  'raw',
  'raw.gz',
  'rendered',
] as const;

/** Media types of compressed frames that other programs know (PS3.18 8.7.3); any other frame is bytes. */
const frameTypes: Readonly<Record<string, string>> = {
  '1.2.840.10008.1.2.4.50': 'image/jpeg',
  '1.2.840.10008.1.2.4.90': 'image/jp2',
  '1.2.840.10008.1.2.4.91': 'image/jp2',
};

const gzipLevel = 9;

/** The frames of an instance as they are stored. */
export function frameRoutes(app: FastifyInstance, deps: FramesDeps): void {
  app.get(
    '/instances/:id/frames',
    {
      config: contract({
        tag: 'Instances',
        summary: 'The numbers of the frames',
        answer: [{ json: Type.Array(Type.Integer()) }],
      }),
    },
    (request: FastifyRequest<{ Params: IdParams }>) =>
      withDicomFile(deps.index, request.params.id, async (attachment) => {
        const { count } = await InstanceFrames.open(deps, attachment);
        return Array.from({ length: count }, (_, frame) => frame);
      }),
  );
  app.get(
    '/instances/:id/frames/:frame',
    {
      config: contract({
        tag: 'Instances',
        summary: 'What can be asked of a frame',
        answer: [{ json: Type.Array(Type.Enum([...operations])) }],
      }),
    },
    async () => operations,
  );
  app.get(
    '/instances/:id/frames/:frame/raw',
    {
      config: contract({
        tag: 'Instances',
        summary: 'A frame as it is stored, in little endian',
        answer: [
          { bytes: 'The frame', mediaType: 'application/octet-stream' },
          ...[...new Set(Object.values(frameTypes))].map((mediaType) => ({ bytes: 'A compressed frame', mediaType })),
        ],
      }),
    },
    (request: FrameRequest, reply) => sendRaw(request, reply, deps, false),
  );
  app.get(
    '/instances/:id/frames/:frame/raw.gz',
    {
      config: contract({
        tag: 'Instances',
        summary: 'A frame as it is stored, compressed by gzip',
        answer: [{ bytes: 'The frame', mediaType: 'application/gzip' }],
      }),
    },
    (request: FrameRequest, reply) => sendRaw(request, reply, deps, true),
  );
}

async function sendRaw(
  request: FrameRequest,
  reply: FastifyReply,
  deps: FramesDeps,
  isGzip: boolean,
): Promise<FastifyReply> {
  const { frame, id } = request.params;
  const number = frameNumber(frame);
  if (number === undefined) return answerNothing(request, reply);
  return withDicomFile(deps.index, id, async (attachment) => {
    const frames = await InstanceFrames.open(deps, attachment);
    if (!frames.hasPixelData) throw new IsocenterError('BadRequest', 'The instance has no pixel data');
    const { chunks, length } = frames.bytesOf(frames.frame(number));
    if (isGzip) return sendChunks(reply, gzipped(chunks()), { contentType: 'application/gzip' });
    const contentType = frameTypes[frames.transferSyntax.uid] ?? 'application/octet-stream';
    return sendChunks(reply, chunks(), { contentType, length });
  });
}

/** Undefined for what is no number: there is no such URI. */
export function frameNumber(text: string): number | undefined {
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

function gzipped(chunks: AsyncIterable<Uint8Array>): Readable {
  // Errors reach the reader of the result, which is destroyed with them.
  return pipeline(Readable.from(chunks, { objectMode: false }), createGzip({ level: gzipLevel }), () => undefined);
}
