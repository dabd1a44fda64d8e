import type { FastifyInstance } from 'fastify';
import type { IndexStore } from '../../index/index-store.ts';
import { sizeFields } from '../byte-sizes.ts';

export interface SystemDeps {
  /** The answer of `/system`. */
  readonly system: () => object;
  readonly index: Pick<IndexStore, 'statistics'>;
}

/** What the server is, and how much is in it. */
export function systemRoutes(app: FastifyInstance, { system, index }: SystemDeps): void {
  app.get('/system', async () => system());

  app.get('/statistics', async () => {
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
