import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { RelayRequest, RelayStore } from '../../index/relay-store.ts';
import { IsocenterError } from '../../model/isocenter-error.ts';
import type { UpstreamOverview } from '../../retrieve/upstream-overview.ts';
import { readQuery } from '../contract/read-query.ts';
import { relayRequestJson, relayStates, upstreamJson } from '../contract/relay-schemas.ts';
import { contract } from '../contract/route-contract.ts';
import { answerNothing } from '../error-answer.ts';
import { relayRequestView, upstreamView } from '../relay-view.ts';
import type { IdParams } from './resources.ts';

export interface RelayDeps {
  readonly relayRequests: Pick<RelayStore, 'getRequest' | 'listRequests'>;
  /** Absent: there are no upstreams. */
  readonly upstreams: UpstreamOverview | undefined;
  readonly now: () => Date;
}

/** Requests answered when the client names no number, and at most. */
const defaultLimit = 100;
const maximumLimit = 10_000;

const listQuery = Type.Object({
  limit: Type.Optional(
    Type.Integer({ minimum: 1, maximum: maximumLimit, description: `How many at most; ${defaultLimit} by default` }),
  ),
  before: Type.Optional(
    Type.String({ pattern: '^[0-9]{1,15}\\.[0-9a-f-]{1,64}$', description: 'Older ones: `Last` of the page before' }),
  ),
  state: Type.Optional(Type.Array(relayStates, { description: 'Only those in one of these states' })),
  upstream: Type.Optional(Type.String({ description: 'Only those for which this upstream was asked' })),
});

const requestParameters = { id: 'Id of the request' } as const;
const upstreamParameters = { id: 'Name of the upstream' } as const;

const contracts = {
  list: contract({
    tag: 'Relay',
    summary: 'What clients have asked for that upstreams may have, the newest first',
    description: 'On all servers of the index; `MaximumRequestsKept` says how many of those that have ended are kept.',
    query: listQuery,
    answer: [
      {
        json: Type.Object({
          Requests: Type.Array(relayRequestJson),
          Done: Type.Boolean({ description: 'There are no older ones' }),
          Last: Type.Optional(Type.String({ description: 'What `before` takes to go on' })),
        }),
      },
    ],
  }),
  one: contract({
    tag: 'Relay',
    summary: 'One request',
    parameters: requestParameters,
    answer: [{ json: relayRequestJson }],
  }),
  cancel: contract({
    tag: 'Relay',
    summary: 'Give up a request',
    description: 'Its client is told what has not come. Only on the server that performs the request.',
    parameters: requestParameters,
    answer: [{ json: Type.Object({}) }],
  }),
  upstreams: contract({
    tag: 'Relay',
    summary: 'The upstreams, in the order in which they are asked',
    description: 'What runs and waits is that of this server; caches are those of the index.',
    answer: [{ json: Type.Array(upstreamJson) }],
  }),
  echo: contract({
    tag: 'Relay',
    summary: 'Ask an upstream whether it answers',
    description: 'By a search for a study that does not exist, over the way by which everything else is asked.',
    parameters: upstreamParameters,
    answer: [{ json: Type.Object({}) }],
  }),
};

/** `/relay`: what was fetched from upstreams, for whom, and how they are. */
export function relayRoutes(app: FastifyInstance, { now, relayRequests, upstreams }: RelayDeps): void {
  app.get('/relay/requests', { config: contracts.list }, async (request) => {
    const { before, limit = defaultLimit, state, upstream } = readQuery(request, listQuery);
    const found = await relayRequests.listRequests({
      // One more than wanted tells whether there are more.
      limit: limit + 1,
      ...(state !== undefined && { states: state }),
      ...(upstream !== undefined && { upstream }),
      ...(before !== undefined && { before: positionOf(before) }),
    });
    const page = found.slice(0, limit);
    const last = page.at(-1);
    return {
      Requests: page.map((each) => relayRequestView(each, now().getTime())),
      Done: found.length <= limit,
      ...(last !== undefined && { Last: cursorOf(last) }),
    };
  });

  app.get<{ Params: IdParams }>('/relay/requests/:id', { config: contracts.one }, async (request, reply) => {
    const found = await relayRequests.getRequest(request.params.id);
    return found === undefined ? answerNothing(request, reply) : relayRequestView(found, now().getTime());
  });

  app.post<{ Params: IdParams }>('/relay/requests/:id/cancel', { config: contracts.cancel }, async (request) => {
    if (upstreams?.cancel(request.params.id) === true) return {};
    throw new IsocenterError('InexistentItem', 'This server performs no such request');
  });

  app.get('/relay/upstreams', { config: contracts.upstreams }, async () => {
    const states = (await upstreams?.list()) ?? [];
    return states.map((state) => upstreamView(state, now().getTime()));
  });

  app.post<{ Params: IdParams }>('/relay/upstreams/:id/echo', { config: contracts.echo }, async (request) => {
    const { id } = request.params;
    if (upstreams === undefined) throw new IsocenterError('InexistentItem', `There is no upstream ${id}`);
    await upstreams.echo(id);
    return {};
  });
}

/** Where a request stands in the list, as text. */
function cursorOf({ createdAtMs, id }: RelayRequest): string {
  return `${createdAtMs}.${id}`;
}

function positionOf(cursor: string): Pick<RelayRequest, 'createdAtMs' | 'id'> {
  const at = cursor.indexOf('.');
  return { createdAtMs: Number(cursor.slice(0, at)), id: cursor.slice(at + 1) };
}
