import { transferSyntaxOf } from '@isocenter/dicom';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { peerOfJob } from '../../config/peer.ts';
import type { ExportRecorder } from '../../exports/export-recorder.ts';
import type { IndexStore } from '../../index/index-store.ts';
import { IsocenterError } from '../../model/isocenter-error.ts';
import type { PeerClient } from '../../peers/peer-client.ts';
import type { PeerRegistry } from '../../peers/peer-registry.ts';
import { jobAnswer, jobOptionFields } from '../contract/job-schemas.ts';
import { peerParameters } from '../contract/remote-schemas.ts';
import { contract } from '../contract/route-contract.ts';
import type { FetchNamed } from '../fetched-resources.ts';
import { selectInstances } from '../instance-selection.ts';
import { type JobSubmitter, jobOptions, runJob } from '../job-submission.ts';
import { type BodyLimits, bodyChunks, textBody } from '../request-body.ts';
import { storeBody } from '../store-body.ts';
import type { IdParams } from './resources.ts';

export interface PeerStoreDeps {
  readonly peers: PeerRegistry;
  readonly peerClient: PeerClient;
  readonly index: Pick<IndexStore, 'findResources' | 'listInstances'>;
  readonly jobs: JobSubmitter;
  readonly exportRecorder: Pick<ExportRecorder, 'record'>;
  readonly limits: BodyLimits;
  /** Fetches what upstreams have of the resources of a body. */
  readonly fetchNamed?: FetchNamed | undefined;
}

const storeFields = Type.Object({
  ...jobOptionFields,
  Resources: Type.Array(Type.String(), { description: 'Public ids of any level' }),
  Compress: Type.Optional(Type.Boolean({ description: 'Pack the files with gzip on the way' })),
  Transcode: Type.Optional(Type.String({ description: 'UID of the transfer syntax to send in' })),
});

const parameters = peerParameters;

const contracts = {
  store: contract({
    tag: 'Peers',
    summary: 'Send resources to a peer',
    parameters,
    body: [{ json: storeFields }, { json: Type.Array(Type.String()) }, { text: 'Public id of one resource' }],
    answer: [{ json: jobAnswer }],
  }),
  straight: contract({
    tag: 'Peers',
    summary: 'Send a DICOM file to a peer, without storing it here',
    parameters,
    body: [{ bytes: 'DICOM file', mediaType: 'application/dicom' }],
    answer: [{ json: Type.Unknown({ description: 'What the peer answers to `POST /instances`' }) }],
  }),
};

/** Sending to other servers of this REST API. */
export function peerStoreRoutes(app: FastifyInstance, deps: PeerStoreDeps): void {
  const { exportRecorder, index, jobs, limits, peerClient, peers } = deps;

  app.post<{ Params: IdParams }>('/peers/:id/store', { config: contracts.store }, async (request, reply) => {
    const body = storeBody(await textBody(request, limits), storeFields);
    const peer = peers.require(request.params.id);
    const { Compress = false, Resources, Transcode } = body;
    if (Transcode !== undefined && transferSyntaxOf(Transcode) === undefined) {
      throw new IsocenterError('BadRequest', `Unknown transfer syntax: ${Transcode}`);
    }
    await deps.fetchNamed?.(Resources, request, reply);
    const { instances: itemKeys, resources } = await selectInstances(index, Resources);
    await exportRecorder.record(Resources, peer.Name);
    const transcode = Transcode === undefined ? {} : { Transcode };
    return runJob(jobs, jobOptions(body), {
      type: 'OrthancPeerStore',
      itemKeys,
      parameters: { Peer: peer.Name, Compress, ...transcode },
      content: {
        Description: 'REST API',
        Peer: peerOfJob(peer),
        Compress,
        ...transcode,
        Size: '0',
        SizeMB: 0,
        ParentResources: Resources,
        Resources: resources,
      },
    });
  });

  app.post<{ Params: IdParams }>('/peers/:id/store-straight', { config: contracts.straight }, async (request) => {
    const peer = peers.require(request.params.id);
    const { answer } = await peerClient.store(peer, { chunks: bodyChunks(request, limits) });
    return answer;
  });
}
