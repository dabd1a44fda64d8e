import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, type TestContext, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import type { KnownResource } from '../../src/index/relay-store.ts';
import type { ErrorCode } from '../../src/model/error-codes.ts';
import { IsocenterError } from '../../src/model/isocenter-error.ts';
import type { Level } from '../../src/model/level.ts';
import type { ResourceFetcher, RetrieveClient } from '../../src/retrieve/retrieve-source.ts';
import { startArchive } from './archive.ts';
import { uids, upload } from './sample-instances.ts';

/** SHA-1 of the identifiers joined by "|", in groups of eight digits. */
function publicId(...identifiers: readonly string[]): string {
  return (hash('sha1', identifiers.join('|'), 'hex').match(/.{8}/g) ?? []).join('-');
}

/** The study, series and instance that an upstream has. */
const ids = {
  Study: publicId('P1', uids.study(1)),
  Series: publicId('P1', uids.study(1), uids.series(1, 1)),
  Instance: publicId('P1', uids.study(1), uids.series(1, 1), uids.instance(1, 1, 1)),
};
const nobodyKnows = publicId('P2', '1.2');

interface Fetch {
  readonly level: Level;
  readonly publicId: string;
  readonly client: RetrieveClient;
}

/** An archive before an upstream that has told of one study: what is fetched is uploaded, unless `fetch` does otherwise. */
async function startRelay(t: TestContext, fetch?: ResourceFetcher['fetch']) {
  const fetches: Fetch[] = [];
  const lookups: string[] = [];
  const completed: string[] = [];
  const known: KnownResource[] = Object.entries(ids).map(([level, id]) => ({
    publicId: id,
    level: level as keyof typeof ids,
    upstream: 'pacs',
    patientId: 'P1',
  }));
  let app: FastifyInstance | undefined;
  const archive = await startArchive(t, {
    fetching: {
      known: {
        getKnownResource: async (level, id) => {
          lookups.push(id);
          return known.filter((resource) => resource.level === level && resource.publicId === id);
        },
      },
      fetcher: {
        fetch: async (level, id, client, signal) => {
          fetches.push({ level, publicId: id, client });
          if (fetch !== undefined) return fetch(level, id, client, signal);
          if (app !== undefined) await upload(app);
        },
        complete: async (level, id) => {
          completed.push(`${level} ${id}`);
        },
      },
    },
  });
  app = archive.app;
  return { ...archive, completed, fetches, lookups };
}

const client = { service: 'REST', name: '', remoteIp: '127.0.0.1', destinationAet: '' } as const;

describe('resources that an upstream has', () => {
  const reads: readonly ['GET' | 'POST', Level, string][] = [
    ['GET', 'Study', `/studies/${ids.Study}`],
    ['GET', 'Study', `/studies/${ids.Study}/series`],
    ['GET', 'Study', `/studies/${ids.Study}/archive`],
    ['POST', 'Study', `/studies/${ids.Study}/archive`],
    ['POST', 'Study', `/studies/${ids.Study}/media`],
    ['GET', 'Series', `/series/${ids.Series}/instances-tags?simplify`],
    ['GET', 'Instance', `/instances/${ids.Instance}/file`],
    ['GET', 'Instance', `/instances/${ids.Instance}/frames/0/raw`],
  ];
  for (const [method, level, url] of reads) {
    test(`are fetched before ${method} ${url.replace(/[0-9a-f-]{44}/, '{id}')} looks for them`, async (t) => {
      const { app, fetches } = await startRelay(t);
      const body = method === 'POST' ? { payload: {} } : {};
      const response = await app.inject({ method, url, ...body });
      assert.equal(response.statusCode, 200, response.body);
      assert.deepEqual(fetches, [{ level, publicId: url.split('/')[2], client }]);
    });
  }

  const bodies: readonly ['GET' | 'POST', string, string | object][] = [
    ['POST', '/modalities/pacs/store', ids.Study],
    ['POST', '/modalities/pacs/store', { Resources: [ids.Instance, ids.Instance] }],
    ['POST', '/tools/create-archive', [ids.Study]],
    ['POST', '/tools/create-media', { Resources: [ids.Study] }],
    ['GET', `/tools/create-archive?resources=${ids.Study}`, ''],
  ];
  for (const [method, url, payload] of bodies) {
    test(`are fetched when ${method} ${url.replace(/=.*/, '')} names them: ${JSON.stringify(payload)}`, async (t) => {
      const { app, fetches } = await startRelay(t);
      const response = await app.inject({ method, url, payload });
      assert.equal(response.statusCode, 200, response.body.slice(0, 500));
      const [{ level, publicId: id } = { level: undefined, publicId: '' }] = fetches;
      assert.equal(fetches.length, 1);
      assert.equal(id, level === 'Study' ? ids.Study : ids.Instance);
    });
  }

  test('are not fetched, nor looked up, when they are here', async (t) => {
    const { app, fetches, lookups } = await startRelay(t);
    await upload(app);
    assert.equal((await app.inject(`/studies/${ids.Study}`)).statusCode, 200);
    const sent = await app.inject({ method: 'POST', url: '/modalities/pacs/store', payload: ids.Study });
    assert.equal(sent.statusCode, 200);
    assert.deepEqual([fetches, lookups], [[], []]);
  });

  test('are not here, nor anywhere, when nobody has told of them', async (t) => {
    const { app, fetches, lookups } = await startRelay(t);
    for (const id of [nobodyKnows, 'nonsense']) {
      assert.equal((await app.inject(`/studies/${id}`)).statusCode, 404);
    }
    assert.deepEqual([fetches, lookups], [[], [nobodyKnows]]);
  });

  test('are not fetched by requests that write, nor by listings', async (t) => {
    const { app, fetches } = await startRelay(t);
    const study = `/studies/${ids.Study}`;
    await app.inject({ method: 'DELETE', url: study });
    await app.inject({ method: 'PUT', url: `${study}/labels/urgent` });
    await app.inject({ method: 'POST', url: `${study}/anonymize`, payload: {} });
    await app.inject('/studies?expand');
    assert.deepEqual(fetches, []);
  });

  test('cost nothing where there is no relay', async (t) => {
    const { app, calls } = await startArchive(t);
    const { ParentStudy } = await upload(app);
    calls.length = 0;
    await app.inject(`/studies/${ParentStudy}`);
    assert.deepEqual(calls, ['getResource']);
  });

  const failures: readonly [ErrorCode, number][] = [
    ['Timeout', 504],
    ['NetworkProtocol', 502],
    ['NoCMoveHandler', 502],
    ['UnknownResource', 404],
    ['FullStorage', 507],
    ['ForbiddenAccess', 403],
  ];
  for (const [code, status] of failures) {
    test(`that cannot be fetched (${code}) are answered by ${status}`, async (t) => {
      const { app } = await startRelay(t, async () => {
        throw new IsocenterError(code, 'The upstream pacs', { transient: true });
      });
      const response = await app.inject(`/studies/${ids.Study}`);
      const { Details, HttpStatus } = response.json();
      assert.deepEqual([response.statusCode, HttpStatus, Details], [status, status, 'The upstream pacs']);
    });
  }

  test('are fetched no longer when the client has gone', async (t) => {
    const begun = Promise.withResolvers<void>();
    const ended = Promise.withResolvers<unknown>();
    const { app } = await startRelay(t, (_, __, ___, signal) => {
      begun.resolve();
      return new Promise((_, reject) => {
        signal.addEventListener('abort', () => {
          ended.resolve(signal.reason);
          reject(signal.reason);
        });
      });
    });
    await app.listen({ port: 0, host: '127.0.0.1' });
    const { port } = app.server.address() as AddressInfo;
    const request = get({ port, host: '127.0.0.1', path: `/studies/${ids.Study}` });
    request.on('error', () => {});
    await begun.promise;
    request.destroy();
    assert.ok((await ended.promise) instanceof IsocenterError);
  });
});

test('a download of what is here is completed first, and nothing else is', async (t) => {
  const { app, completed } = await startRelay(t);
  await upload(app);
  for (const path of ['', '/series', '/statistics']) {
    await app.inject({ method: 'GET', url: `/studies/${ids.Study}${path}` });
  }
  assert.deepEqual(completed, []);
  await app.inject({ method: 'GET', url: `/studies/${ids.Study}/archive` });
  await app.inject({ method: 'POST', url: `/series/${ids.Series}/media`, payload: {} });
  assert.deepEqual(completed, [`Study ${ids.Study}`, `Series ${ids.Series}`]);
});
