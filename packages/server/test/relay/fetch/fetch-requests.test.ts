import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fetchRequests, type NamedInstances } from '../../../src/relay/fetch/fetch-requests.ts';
import type { RelayTarget } from '../../../src/relay/relay-target.ts';

const study: RelayTarget = { level: 'Study', studyInstanceUid: '1' };
const all = ['Study', 'Series', 'Instance'] as const;

/** Instances as `series.number`. */
function named(expected: readonly string[], missing: readonly string[] = expected): NamedInstances {
  return {
    isWhole: true,
    missing: new Set(missing),
    expected: expected.map((sopInstanceUid) => ({
      sopInstanceUid,
      seriesInstanceUid: sopInstanceUid.split('.')[0] ?? '',
    })),
  };
}

function uids(requests: readonly (readonly RelayTarget[])[]) {
  return requests.map((targets) =>
    targets.map((each) => each.sopInstanceUid ?? each.seriesInstanceUid ?? each.studyInstanceUid),
  );
}

test('what nobody has named is asked for as a whole', () => {
  assert.deepEqual(fetchRequests(study, undefined, all, 4), [[study]]);
});

test('what is missing altogether is one request, unless it is to be divided', () => {
  assert.deepEqual(fetchRequests(study, named(['a.1', 'b.1', 'b.2']), all), [[study]]);
});

test('whole series and single instances are asked for as such', () => {
  const requests = fetchRequests(study, named(['a.1', 'b.1', 'b.2', 'c.1'], ['a.1', 'b.2', 'c.1']), all);
  assert.deepEqual(uids(requests), [['a', 'c'], ['b.2']]);
});

test('several series are divided among the requests', () => {
  const requests = fetchRequests(study, named(['a.1', 'b.1', 'c.1', 'd.1', 'e.1']), all, 2);
  assert.deepEqual(uids(requests), [
    ['a', 'c', 'e'],
    ['b', 'd'],
  ]);
});

test('one series is divided into lists of instances, each once', () => {
  const instances = Array.from({ length: 10 }, (_, index) => `a.${index}`);
  assert.deepEqual(uids(fetchRequests(study, named(instances), all, 3)), [
    instances.slice(0, 4),
    instances.slice(4, 8),
    instances.slice(8),
  ]);
});

test('each list of instances is of one series', () => {
  const requests = fetchRequests(study, named(['a.1', 'a.2', 'b.1', 'b.2'], ['a.1', 'a.2', 'b.1']), all, 2);
  assert.deepEqual(uids(requests), [['a.1', 'a.2'], ['b.1']]);
});

test('what cannot be asked for in parts is not divided', () => {
  assert.deepEqual(fetchRequests(study, named(['a.1', 'a.2']), ['Study'], 2), [[study]]);
});
