import type { FastifyInstance } from 'fastify';
import type { IndexStore } from '../../index/index-store.ts';
import type { Change } from '../../index/records.ts';
import { changesQuery } from '../changes-query.ts';
import { queryArguments } from '../query-arguments.ts';
import { resourcePath } from '../resource-json.ts';

export interface ChangesDeps {
  readonly index: Pick<IndexStore, 'listChanges' | 'deleteChanges'>;
  readonly readOnly: boolean;
}

/** `/changes`: the log of what came, became stable and was updated. */
export function changeRoutes(app: FastifyInstance, { index, readOnly }: ChangesDeps): void {
  app.get('/changes', async (request) => {
    const query = changesQuery(queryArguments(request.query));
    const page = await index.listChanges({ ...query, limit: Math.max(1, query.limit) });
    const changes = page.changes.slice(0, query.limit);
    const [first] = changes;
    return {
      Changes: changes.map(changeJson),
      Done: query.limit > 0 && page.done,
      ...(first !== undefined && { First: first.sequence }),
      Last: changes.at(-1)?.sequence ?? page.last,
    };
  });

  if (readOnly) return;
  app.delete('/changes', async (_, reply) => {
    await index.deleteChanges();
    return reply.type('text/plain').send('');
  });
}

function changeJson({ sequence, type, level, publicId, date }: Change): object {
  return {
    ChangeType: type,
    Date: date,
    ID: publicId,
    Path: resourcePath(level, publicId),
    ResourceType: level,
    Seq: sequence,
  };
}
