import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { peerToJson } from '../../config/peer.ts';
import type { PeerClient } from '../../peers/peer-client.ts';
import type { PeerRegistry } from '../../peers/peer-registry.ts';
import { readQuery } from '../contract/read-query.ts';
import { expandQuery, peerJson, peerParameters, peerWritten } from '../contract/remote-schemas.ts';
import { contract } from '../contract/route-contract.ts';
import { answerNothing } from '../error-answer.ts';
import { peerOfBody } from '../peer-body.ts';
import { type BodyLimits, textBody } from '../request-body.ts';
import type { IdParams } from './resources.ts';

export interface PeersDeps {
  readonly peers: PeerRegistry;
  readonly peerClient: PeerClient;
  readonly limits: BodyLimits;
}

const parameters = peerParameters;

const contracts = {
  list: contract({
    tag: 'Peers',
    summary: 'The other servers that this one knows',
    query: expandQuery,
    answer: [{ json: Type.Union([Type.Array(Type.String()), Type.Record(Type.String(), peerJson)]) }],
  }),
  children: contract({
    tag: 'Peers',
    summary: 'What can be done with a peer',
    parameters,
    answer: [{ json: Type.Array(Type.String()) }],
  }),
  put: contract({
    tag: 'Peers',
    summary: 'Add or replace a peer',
    description: 'Kept over restarts when `OrthancPeersInDatabase` is on.',
    parameters,
    body: [{ json: peerWritten }],
    otherAnswers: { 404: 'The body is no JSON' },
  }),
  remove: contract({ tag: 'Peers', summary: 'Forget a peer', parameters }),
  configuration: contract({
    tag: 'Peers',
    summary: 'The configuration of a peer, without its secrets',
    parameters,
    answer: [{ json: peerJson }],
  }),
  system: contract({
    tag: 'Peers',
    summary: 'What the peer says of itself: its `/system`',
    parameters,
    answer: [{ json: Type.Unknown() }],
  }),
};

/** What can be done with a peer: the children of `/peers/{id}`. */
const children = ['configuration', 'store', 'store-straight', 'system'];

/** `/peers`: the other servers of this REST API that this server knows. */
export function peerRoutes(app: FastifyInstance, { limits, peerClient, peers }: PeersDeps): void {
  app.get('/peers', { config: contracts.list }, async (request) => {
    const known = peers.list();
    if (!readQuery(request, expandQuery).expand) return known.map(({ Name }) => Name);
    return Object.fromEntries(known.map((peer) => [peer.Name, peerToJson(peer)]));
  });

  app.get<{ Params: IdParams }>('/peers/:id', { config: contracts.children }, async (request, reply) =>
    peers.get(request.params.id) === undefined ? answerNothing(request, reply) : children,
  );

  app.put<{ Params: IdParams }>('/peers/:id', { config: contracts.put }, async (request, reply) => {
    const peer = peerOfBody(request.params.id, await textBody(request, limits));
    if (peer === undefined) return answerNothing(request, reply);
    await peers.put(peer);
    return reply.type('text/plain').send('');
  });

  app.delete<{ Params: IdParams }>('/peers/:id', { config: contracts.remove }, async (request, reply) => {
    await peers.remove(request.params.id);
    return reply.type('text/plain').send('');
  });

  app.get<{ Params: IdParams }>('/peers/:id/configuration', { config: contracts.configuration }, async (request) =>
    peerToJson(peers.require(request.params.id)),
  );

  app.get<{ Params: IdParams }>('/peers/:id/system', { config: contracts.system }, async (request) =>
    peerClient.system(peers.require(request.params.id)),
  );
}
