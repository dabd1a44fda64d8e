import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { IndexStore } from '../../index/index-store.ts';
import { contract } from '../contract/route-contract.ts';
import { slicesOf } from '../series-slices.ts';
import type { IdParams } from './resources.ts';

export interface OrderedSlicesDeps {
  readonly index: Pick<IndexStore, 'findResources' | 'getResource'>;
}

const orderedSlicesJson = Type.Object({
  Dicom: Type.Array(Type.String(), { description: 'Files, in order' }),
  Slices: Type.Array(Type.String(), { description: 'Frames, in order' }),
  SlicesShort: Type.Array(Type.Tuple([Type.String(), Type.Integer(), Type.Integer()]), {
    description: 'Instance, first frame, number of frames',
  }),
  Type: Type.Enum(['Volume', 'Sequence']),
});

/** The slices of a series along the axis of a volume, or by their numbers. */
export function orderedSlicesRoutes(app: FastifyInstance, { index }: OrderedSlicesDeps): void {
  app.get(
    '/series/:id/ordered-slices',
    {
      config: contract({
        tag: 'Series',
        summary: 'The slices of a series in their order',
        answer: [{ json: orderedSlicesJson }],
      }),
    },
    async (request: FastifyRequest<{ Params: IdParams }>) => {
      const { slices, type } = await slicesOf(index, request.params.id);
      return {
        Dicom: slices.map(({ publicId }) => `/instances/${publicId}/file`),
        Slices: slices.flatMap(({ frames, publicId }) =>
          Array.from({ length: frames }, (_, frame) => `/instances/${publicId}/frames/${frame}`),
        ),
        SlicesShort: slices.map(({ frames, publicId }) => [publicId, 0, frames]),
        Type: type,
      };
    },
  );
}
