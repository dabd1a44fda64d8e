import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { IndexStore } from '../../index/index-store.ts';
import type { Change } from '../../index/records.ts';
import { changesQuery } from '../changes-query.ts';
import { contract } from '../contract/route-contract.ts';
import { queryArguments } from '../query-arguments.ts';
import { resourcePath } from '../resource-json.ts';

export interface ChangesDeps {
  readonly index: Pick<IndexStore, 'listChanges' | 'deleteChanges'>;
  readonly readOnly: boolean;
  /** What follows the changes gets the time to see them. */
  readonly beforeChangesGo?: () => Promise<void>;
}

/** Numbers that are none count as absent: the arguments are read by `changesQuery`, the peer's lenient way. */
const documentedQuery = Type.Object({
  since: Type.Optional(Type.Integer({ minimum: 0, description: 'Only changes after this one' })),
  to: Type.Optional(
    Type.Integer({ minimum: 0, description: 'Only changes up to this one; the newest without `since`' }),
  ),
  limit: Type.Optional(Type.Integer({ minimum: 0, description: 'How many at most; 100 by default' })),
  type: Type.Optional(Type.Array(Type.String(), { description: 'Types of changes, separated by `;`' })),
  last: Type.Optional(Type.Boolean({ description: 'Only the newest change' })),
});

const changesJson = Type.Object({
  Changes: Type.Array(
    Type.Object({
      Seq: Type.Integer(),
      ChangeType: Type.String(),
      ResourceType: Type.Enum(['Patient', 'Study', 'Series', 'Instance']),
      ID: Type.String(),
      Path: Type.String(),
      Date: Type.String({ description: '`YYYYMMDDTHHMMSS`, UTC' }),
    }),
  ),
  Done: Type.Boolean({ description: 'Nothing of what was asked for is left' }),
  First: Type.Optional(Type.Integer()),
  Last: Type.Integer({ description: 'Number of the last change listed, or of the last one there was' }),
});

/** `/changes`: the log of what came, became stable and was updated. */
export function changeRoutes(app: FastifyInstance, { beforeChangesGo, index, readOnly }: ChangesDeps): void {
  app.get(
    '/changes',
    {
      config: contract({
        tag: 'Tracking',
        summary: 'List what came, became stable and was updated',
        description: 'What is deleted takes its changes along.',
        query: documentedQuery,
        answer: [{ json: changesJson }],
      }),
    },
    async (request) => {
      const query = changesQuery(queryArguments(request.query));
      const page = await index.listChanges({ ...query, limit: Math.max(1, query.limit) });
      const changes = page.changes.slice(0, query.limit);
      const [first] = changes;
      return {
        Changes: changes.map(changeJson),
        // The last one is followed by nothing, however many are before it.
        Done: query.limit > 0 && (page.done || (query.newest === true && query.to === undefined)),
        ...(first !== undefined && { First: first.sequence }),
        Last: changes.at(-1)?.sequence ?? page.last,
      };
    },
  );

  if (readOnly) return;
  app.delete(
    '/changes',
    {
      config: contract({
        tag: 'Tracking',
        summary: 'Clear the list of changes',
        description: 'Their numbers go on where they were.',
      }),
    },
    async (_, reply) => {
      await beforeChangesGo?.();
      await index.deleteChanges();
      return reply.type('text/plain').send('');
    },
  );
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
