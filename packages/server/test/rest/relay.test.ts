import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RelayRequest } from '../../src/index/relay-store.ts';
import { IsocenterError } from '../../src/model/isocenter-error.ts';
import type { UpstreamOverview, UpstreamState } from '../../src/retrieve/upstream-overview.ts';
import { startArchive } from './archive.ts';

/** The clock of the archive says 2026-01-31 23:59:58 UTC. */
const nowMs = Date.UTC(2026, 0, 31, 23, 59, 58);

function request(number: number, choice: Partial<RelayRequest> = {}): RelayRequest {
  return {
    id: `00000000-0000-4000-8000-00000000000${number}`,
    kind: 'C-MOVE',
    state: 'Fetching',
    client: 'VIEWER',
    destination: 'DEST',
    level: 'Study',
    uids: ['1.2.3'],
    upstreams: ['hospital'],
    local: 1,
    received: 0,
    delivered: 0,
    failed: 0,
    reason: '',
    createdAtMs: nowMs - 10_000 + number,
    ...choice,
  };
}

const state: UpstreamState = {
  name: 'hospital',
  order: 3,
  retrieve: 'C-MOVE',
  modality: 'pacs',
  breaker: 'open',
  lastSuccessAtMs: nowMs - 60_000,
  lastFailure: { atMs: nowMs - 1000, message: 'no answer' },
  runningRetrieves: 2,
  waitingRetrieves: 5,
  runningQueries: 1,
  waitingQueries: 4,
  fetches: [
    { studyInstanceUid: '1.2.3', expected: 9, received: 4, requests: 2, startedAtMs: nowMs - 2500 },
    { studyInstanceUid: '1.2.4', seriesInstanceUid: '1.2.4.1', received: 0, requests: 1, startedAtMs: nowMs },
  ],
  cache: { studies: 7, instances: 700, bytes: 123_456 },
  cacheLimitBytes: 10_485_760,
};

function overview(choice: Partial<UpstreamOverview> = {}): UpstreamOverview {
  return { list: async () => [state], echo: async () => undefined, cancel: () => false, ...choice };
}

test('without upstreams there are no requests, no upstreams, and nobody to ask', async (t) => {
  const { app } = await startArchive(t);
  assert.deepEqual((await app.inject('/relay/requests')).json(), { Requests: [], Done: true });
  assert.deepEqual((await app.inject('/relay/upstreams')).json(), []);
  assert.equal((await app.inject('/relay/requests/0')).statusCode, 404);
  for (const url of ['/relay/requests/0/cancel', '/relay/upstreams/hospital/echo']) {
    assert.equal((await app.inject({ method: 'POST', url })).statusCode, 404, url);
  }
});

test('a request says what came of it, when, and how fast', async (t) => {
  const { app, relay } = await startArchive(t);
  const ended = request(1, {
    state: 'Partial',
    expected: 12,
    received: 8,
    delivered: 7,
    failed: 2,
    reason: 'nothing more came for 30 s',
    jobId: 'job',
    createdAtMs: nowMs - 10_000,
    firstInstanceAtMs: nowMs - 9000,
    endedAtMs: nowMs - 6000,
  });
  await relay.putRequest(ended);
  assert.deepEqual((await app.inject(`/relay/requests/${ended.id}`)).json(), {
    ID: ended.id,
    Kind: 'C-MOVE',
    State: 'Partial',
    Client: 'VIEWER',
    Destination: 'DEST',
    Level: 'Study',
    Values: ['1.2.3'],
    Upstreams: ['hospital'],
    Expected: 12,
    Local: 1,
    Received: 8,
    Delivered: 7,
    Failed: 2,
    Reason: 'nothing more came for 30 s',
    JobID: 'job',
    CreationTime: '20260131T235948.000000',
    FirstInstanceTime: '20260131T235949.000000',
    CompletionTime: '20260131T235952.000000',
    Duration: 4,
    Rate: 2,
  });
});

test('one that goes on has taken the time until now, and tells no number that nobody knows', async (t) => {
  const { app, relay } = await startArchive(t);
  await relay.putRequest(request(1, { received: 5, createdAtMs: nowMs - 10_000 }));
  const [shown] = (await app.inject('/relay/requests')).json().Requests;
  assert.deepEqual(
    [shown.Duration, shown.Rate, 'Expected' in shown, 'CompletionTime' in shown],
    [10, 0.5, false, false],
  );
});

test('requests are listed the newest first, in pages, by state and by upstream', async (t) => {
  const { app, relay } = await startArchive(t);
  for (const each of [
    request(1, { state: 'Success', endedAtMs: nowMs }),
    request(2, { upstreams: ['clinic'] }),
    request(3, { state: 'Failure', endedAtMs: nowMs }),
    request(4, { state: 'Queued', upstreams: [] }),
  ]) {
    await relay.putRequest(each);
  }
  const page = async (query: string) => {
    const { Done, Last, Requests } = (await app.inject(`/relay/requests${query}`)).json();
    return { numbers: Requests.map(({ ID }: { ID: string }) => Number(ID.at(-1))), Done, Last };
  };
  const first = await page('?limit=3');
  assert.deepEqual([first.numbers, first.Done], [[4, 3, 2], false]);
  const second = await page(`?limit=3&before=${first.Last}`);
  assert.deepEqual([second.numbers, second.Done], [[1], true]);
  assert.deepEqual((await page('?limit=4')).Done, true);
  assert.deepEqual((await page('?state=Success;Failure')).numbers, [3, 1]);
  assert.deepEqual((await page('?upstream=clinic')).numbers, [2]);
});

test('a state, a cursor or a number that is none is refused', async (t) => {
  const { app } = await startArchive(t);
  for (const query of ['state=Lost', 'before=yesterday', 'limit=0', 'limit=10001', 'limit=all']) {
    assert.equal((await app.inject(`/relay/requests?${query}`)).statusCode, 400, query);
  }
});

test('an upstream says how it is, what it is asked for, and what is kept of it', async (t) => {
  const { app } = await startArchive(t, { upstreams: overview() });
  assert.deepEqual((await app.inject('/relay/upstreams')).json(), [
    {
      Name: 'hospital',
      Order: 3,
      Retrieve: 'C-MOVE',
      Modality: 'pacs',
      Breaker: 'Open',
      LastSuccess: '20260131T235858.000000',
      LastFailure: { Time: '20260131T235957.000000', Reason: 'no answer' },
      Retrieves: { Running: 2, Waiting: 5 },
      Queries: { Running: 1, Waiting: 4 },
      Fetches: [
        {
          StudyInstanceUID: '1.2.3',
          Expected: 9,
          Received: 4,
          Requests: 2,
          CreationTime: '20260131T235955.500000',
          Duration: 2.5,
        },
        {
          StudyInstanceUID: '1.2.4',
          SeriesInstanceUID: '1.2.4.1',
          Received: 0,
          Requests: 1,
          CreationTime: '20260131T235958.000000',
          Duration: 0,
        },
      ],
      Cache: { Studies: 7, Instances: 700, Size: 123_456, Limit: 10_485_760 },
    },
  ]);
});

test('a request that this server performs is given up', async (t) => {
  const cancelled: string[] = [];
  const upstreams = overview({ cancel: (id) => id === 'mine' && cancelled.push(id) > 0 });
  const { app } = await startArchive(t, { upstreams });
  const cancel = (id: string) => app.inject({ method: 'POST', url: `/relay/requests/${id}/cancel` });
  assert.deepEqual((await cancel('mine')).json(), {});
  assert.equal((await cancel('other')).statusCode, 404);
  assert.deepEqual(cancelled, ['mine']);
});

test('an echo tells why an upstream does not answer', async (t) => {
  const upstreams = overview({
    async echo(name) {
      if (name !== 'hospital') throw new IsocenterError('NetworkProtocol', 'no connection');
    },
  });
  const { app } = await startArchive(t, { upstreams });
  const echo = (name: string) => app.inject({ method: 'POST', url: `/relay/upstreams/${name}/echo` });
  assert.deepEqual((await echo('hospital')).json(), {});
  assert.equal((await echo('clinic')).json().Details, 'no connection');
});
