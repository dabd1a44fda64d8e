import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';
import { Type } from 'typebox';
import type { IndexStore } from '../../index/index-store.ts';
import { contentTypes } from '../../model/content-type.ts';
import { contract } from '../contract/route-contract.ts';
import { answerNothing } from '../error-answer.ts';
import { flagArgument, queryArguments } from '../query-arguments.ts';
import { frameNumber } from './frames.ts';
import type { IdParams } from './resources.ts';

export interface ImagesDeps {
  readonly index: Pick<IndexStore, 'getAttachment'>;
}

interface FrameParams extends IdParams {
  readonly frame?: string;
}

type ImageRequest = FastifyRequest<{ Params: FrameParams }>;

/** The pictures of a frame, and what they are. */
const pictures = {
  preview: 'A picture with the full range of its grey values',
  rendered: 'A picture in its window',
  'image-uint8': 'A picture of 8 bits, values cut off',
  'image-uint16': 'A picture of 16 bits, values cut off',
  'image-int16': 'A picture of 16 bits with sign, values cut off',
} as const;

const mediaTypes = ['image/png', 'image/jpeg', 'image/x-portable-arbitrarymap'] as const;

const imageQuery = Type.Object({
  returnUnsupportedImage: Type.Optional(
    Type.Boolean({ description: 'Lead to a picture that says so when the frame cannot be decoded' }),
  ),
});

/** Pictures of frames. No decoder is built in: every frame is answered as the peer answers one that it cannot decode. */
export function imageRoutes(app: FastifyInstance, deps: ImagesDeps): void {
  for (const [name, summary] of Object.entries(pictures)) {
    const config = contract({
      tag: 'Instances',
      summary,
      query: imageQuery,
      headers: { accept: mediaTypes.join(', ') },
      answer: mediaTypes.map((mediaType) => ({ bytes: 'The picture', mediaType })),
      otherAnswers: { 307: 'To a picture that says that the frame cannot be decoded', 415: 'It cannot be decoded' },
    });
    app.get(`/instances/:id/${name}`, { config }, (request: ImageRequest, reply) => answer(request, reply, deps, ''));
    app.get(`/instances/:id/frames/:frame/${name}`, { config }, (request: ImageRequest, reply) =>
      answer(request, reply, deps, '../../'),
    );
  }
}

async function answer(
  request: ImageRequest,
  reply: FastifyReply,
  { index }: ImagesDeps,
  upwards: string,
): Promise<FastifyReply> {
  const { frame = '0', id } = request.params;
  const accepted = new Negotiator(request).mediaType([...mediaTypes]);
  const file = await index.getAttachment('Instance', id, contentTypes.dicom);
  if (accepted === undefined || frameNumber(frame) === undefined || file === undefined) {
    return answerNothing(request, reply);
  }
  if (flagArgument(queryArguments(request.query), 'returnUnsupportedImage')) {
    return reply.redirect(`${upwards}../../app/images/unsupported.png`, 307);
  }
  return reply.code(415).type('text/plain').send('');
}
