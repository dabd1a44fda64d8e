import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { RelayRequest, RelayRequestQuery, RelayStore } from '../../../src/index/relay-store.ts';
import type { NewJob } from '../../../src/jobs/job-store.ts';
import { type OpenIndex, onIndex } from './opened-index.ts';

function request(id: string, choice: Partial<RelayRequest> = {}): RelayRequest {
  return {
    id,
    kind: 'C-MOVE',
    state: 'Fetching',
    client: 'VIEWER',
    destination: '',
    level: 'Study',
    uids: ['1.2'],
    upstreams: ['pacs'],
    local: 0,
    received: 0,
    delivered: 0,
    failed: 0,
    reason: '',
    createdAtMs: 0,
    ...choice,
  };
}

const job: NewJob = {
  id: 'job',
  type: 'Relay',
  priority: 0,
  userData: undefined,
  parameters: {},
  content: {},
  createdAtMs: 0,
};

async function idsOf(relay: RelayStore, query: Partial<RelayRequestQuery>): Promise<string> {
  return (await relay.listRequests({ limit: 100, ...query })).map(({ id }) => id).join(' ');
}

export function relayLedgerContract(name: string, open: OpenIndex): void {
  describe(`${name}: ledger of the relay`, () => {
    test(
      'a request is kept as it was put last, after a restart too',
      onIndex(open, async (opened) => {
        const ended = request('a', { state: 'Partial', reason: 'Ä', expected: 7, createdAtMs: 5, endedAtMs: 9 });
        await opened.relay.putRequest(request('a', { createdAtMs: 5 }));
        await opened.relay.putRequest(ended);
        const { relay } = await opened.reopen();
        assert.deepEqual(await relay.getRequest('a'), ended);
        assert.equal(await relay.getRequest('b'), undefined);
      }),
    );

    test(
      'requests are listed in pages, the newest first, also those of one time',
      onIndex(open, async ({ relay }) => {
        for (const [id, createdAtMs] of [
          ['a', 1],
          ['c', 2],
          ['b', 2],
          ['d', 3],
        ] as const) {
          await relay.putRequest(request(id, { createdAtMs }));
        }
        assert.equal(await idsOf(relay, { limit: 2 }), 'd c');
        assert.equal(await idsOf(relay, { before: { createdAtMs: 2, id: 'c' } }), 'b a');
      }),
    );

    test(
      'requests are found by their states and by the exact name of an upstream',
      onIndex(open, async ({ relay }) => {
        await relay.putRequest(request('a', { state: 'Queued', upstreams: ['pacs', 'old_pacs'] }));
        await relay.putRequest(request('b', { state: 'Failure', upstreams: ['PACS'] }));
        await relay.putRequest(request('c', { state: 'Success', upstreams: [] }));
        assert.equal(await idsOf(relay, { states: ['Queued', 'Success'] }), 'c a');
        assert.equal(await idsOf(relay, { states: [] }), '');
        assert.equal(await idsOf(relay, { upstream: 'pacs' }), 'a');
        assert.equal(await idsOf(relay, { upstream: 'PACS' }), 'b');
        assert.equal(await idsOf(relay, { upstream: 'old-pacs' }), '');
        assert.equal(await idsOf(relay, { upstream: 'old_pacs', states: ['Failure'] }), '');
      }),
    );

    test(
      'the oldest that have ended are forgotten, those under way never',
      onIndex(open, async ({ relay }) => {
        await relay.putRequest(request('under way', { createdAtMs: 1 }));
        for (const at of [2, 3, 4]) {
          await relay.putRequest(request(`ended ${at}`, { state: 'Success', createdAtMs: at, endedAtMs: 10 - at }));
        }
        await relay.trimRequests(2);
        assert.equal(await idsOf(relay, {}), 'ended 4 ended 3 under way');
        await relay.trimRequests(2);
        await relay.trimRequests(0);
        assert.equal(await idsOf(relay, {}), 'under way');
      }),
    );

    test(
      'what a job has delivered is kept once each, and goes with the job',
      onIndex(open, async (opened) => {
        await opened.jobs.addJob(job, [], 10);
        await opened.jobs.addJob({ ...job, id: 'other' }, [], 10);
        const many = Array.from({ length: 250 }, (_, number) => `1.${number}`);
        await opened.relay.addDelivered('job', many);
        await opened.relay.addDelivered('job', ['1.1', '2']);
        await opened.relay.addDelivered('job', []);
        await opened.relay.addDelivered('other', ['3']);
        const { jobs, relay } = await opened.reopen();
        assert.deepEqual(await relay.listDelivered('job'), [...many, '2'].sort());
        await relay.forgetDelivered('job');
        assert.deepEqual(await relay.listDelivered('job'), []);
        await jobs.requestJob('other', 'cancel', 0);
        await jobs.deleteJob('other');
        assert.deepEqual(await relay.listDelivered('other'), []);
      }),
    );

    test(
      'known resources are told by each upstream that has them, until they are forgotten',
      onIndex(open, async ({ relay }) => {
        const known = {
          publicId: 'p',
          level: 'Series',
          patientId: 'X',
          studyInstanceUid: '1',
          seriesInstanceUid: '2',
        } as const;
        const a = { ...known, upstream: 'a' };
        const b = { ...known, upstream: 'b' };
        await relay.putKnownResources(
          [a, b, a, { publicId: 'p', level: 'Patient', upstream: 'a', patientId: 'X' }],
          100,
          0,
        );
        assert.deepEqual(await relay.getKnownResource('Series', 'p'), [a, b]);
        assert.deepEqual(await relay.getKnownResource('Patient', 'p'), [
          { publicId: 'p', level: 'Patient', upstream: 'a', patientId: 'X' },
        ]);
        assert.deepEqual(await relay.getKnownResource('Study', 'p'), []);
        await relay.putKnownResources([b], 200, 150);
        assert.deepEqual(await relay.getKnownResource('Series', 'p'), [b]);
        await relay.putKnownResources([], 300, 250);
        assert.deepEqual(await relay.getKnownResource('Series', 'p'), []);
      }),
    );
  });
}
