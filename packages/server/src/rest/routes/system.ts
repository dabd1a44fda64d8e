import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { IndexStore } from '../../index/index-store.ts';
import { sizeFields } from '../byte-sizes.ts';
import { contract } from '../contract/route-contract.ts';

export interface SystemDeps {
  /** The answer of `/system`. */
  readonly system: () => object;
  readonly index: Pick<IndexStore, 'statistics'>;
}

const bytesText = { description: 'Bytes, as text: they may exceed what readers of JSON hold' };
const statisticsJson = Type.Object({
  CountPatients: Type.Integer(),
  CountStudies: Type.Integer(),
  CountSeries: Type.Integer(),
  CountInstances: Type.Integer(),
  TotalDiskSize: Type.String(bytesText),
  TotalDiskSizeMB: Type.Integer(),
  TotalUncompressedSize: Type.String(bytesText),
  TotalUncompressedSizeMB: Type.Integer(),
});

/** What the server is, and how much is in it. */
export function systemRoutes(app: FastifyInstance, { system, index }: SystemDeps): void {
  app.get(
    '/system',
    {
      config: contract({
        tag: 'System',
        summary: 'Describe the server',
        answer: [{ json: Type.Record(Type.String(), Type.Unknown()) }],
      }),
    },
    async () => system(),
  );

  const counting = contract({
    tag: 'System',
    summary: 'Count what is stored',
    answer: [{ json: statisticsJson }],
  });
  app.get('/statistics', { config: counting }, async () => {
    const { patients, studies, series, instances, diskBytes, uncompressedBytes } = await index.statistics();
    return {
      CountInstances: instances,
      CountPatients: patients,
      CountSeries: series,
      CountStudies: studies,
      ...sizeFields('TotalDiskSize', diskBytes),
      ...sizeFields('TotalUncompressedSize', uncompressedBytes),
    };
  });
}
