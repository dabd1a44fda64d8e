import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { instanceSetContent, jobJson } from '../../src/jobs/job-json.ts';
import type { JobRecord } from '../../src/jobs/job-record.ts';

const createdAtMs = Date.UTC(2026, 10, 23, 8, 5, 1, 7);
const pending: JobRecord = {
  id: '11111111-2222-3333-4444-555555555555',
  type: 'DicomModalityStore',
  state: 'Pending',
  priority: -3,
  createdAtMs,
  completedAtMs: undefined,
  startedAtMs: undefined,
  runtimeMs: 0,
  progress: 0,
  attempts: 0,
  retryAtMs: undefined,
  error: undefined,
  userData: undefined,
  parameters: { secret: true },
  content: {},
  itemCounts: { Waiting: 0, Done: 0, Failed: 0 },
};

describe('a job as JSON', () => {
  test('that waits has no times but those of its creation and of now, and no error', () => {
    const json = jobJson(pending, { RemoteAet: 'PACS' }, createdAtMs + 1_500);
    assert.equal(
      JSON.stringify(json, undefined, 1),
      `{
 "ID": "11111111-2222-3333-4444-555555555555",
 "Type": "DicomModalityStore",
 "State": "Pending",
 "Priority": -3,
 "CreationTime": "20261123T080501.007000",
 "Timestamp": "20261123T080502.507000",
 "EffectiveRuntime": 0,
 "Progress": 0,
 "ErrorCode": 0,
 "ErrorDescription": "Success",
 "ErrorDetails": "",
 "Content": {
  "RemoteAet": "PACS"
 }
}`,
    );
  });

  const running: JobRecord = { ...pending, state: 'Running', startedAtMs: createdAtMs, runtimeMs: 60_000 };

  test('that runs shows the time since it runs, not that of earlier runs', () => {
    assert.equal(jobJson(running, {}, createdAtMs + 2_250).EffectiveRuntime, 2.25);
  });

  test('that runs is estimated to end only when more than 1 % is done', () => {
    const nowMs = createdAtMs + 10_000;
    assert.equal('EstimatedTimeOfArrival' in jobJson({ ...running, progress: 1 }, {}, nowMs), false);
    // A quarter took 10 s: 30 s are left.
    assert.equal(jobJson({ ...running, progress: 25 }, {}, nowMs).EstimatedTimeOfArrival, '20261123T080541.007000');
    const paused = jobJson({ ...running, state: 'Paused', progress: 25 }, {}, nowMs);
    assert.equal('EstimatedTimeOfArrival' in paused, false);
  });

  test('that has succeeded shows when, and its total runtime', () => {
    const job: JobRecord = { ...running, state: 'Success', progress: 100, completedAtMs: createdAtMs + 61_000 };
    const json = jobJson(job, {}, createdAtMs + 90_000);
    assert.equal(json.CompletionTime, '20261123T080602.007000');
    assert.equal(json.EffectiveRuntime, 60);
  });

  test('that was paused or put back has no time of completion even if one was kept', () => {
    assert.equal('CompletionTime' in jobJson({ ...pending, completedAtMs: createdAtMs }, {}, createdAtMs), false);
  });

  test('that has failed shows the error with its payload before what the user gave', () => {
    const error = {
      number: 9,
      description: 'Error in the network protocol',
      details: 'The remote refused',
      payload: { Type: 'Dimse', Content: { DimseErrorStatus: 42752 } },
    } as const;
    const json = jobJson({ ...pending, state: 'Failure', error, userData: ['mine', 1] }, {}, createdAtMs);
    assert.deepEqual(Object.entries(json).slice(-6), [
      ['ErrorCode', 9],
      ['ErrorDescription', 'Error in the network protocol'],
      ['ErrorDetails', 'The remote refused'],
      ['ErrorPayload', { Type: 'Dimse', Content: { DimseErrorStatus: 42752 } }],
      ['UserData', ['mine', 1]],
      ['Content', {}],
    ]);
  });

  test('on a set of instances counts its items', () => {
    const itemCounts = { Waiting: 3, Done: 4, Failed: 2 };
    const content = { Description: 'C-MOVE', ParentResources: ['a'], RemoteAet: 'PACS' };
    assert.deepEqual(instanceSetContent({ ...pending, itemCounts, content }), {
      Description: 'C-MOVE',
      ParentResources: ['a'],
      Resources: [],
      RemoteAet: 'PACS',
      InstancesCount: 9,
      FailedInstancesCount: 2,
    });
  });
});
