import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { Readiness, type ReadinessOptions } from '../../src/health/readiness.ts';
import { type Logger, silentLogger } from '../../src/logging/logger.ts';
import { temporaryFolder } from '../config/temporary-folder.ts';
import { openFileBlobs } from '../support/file-blobs.ts';

/** Longer than any check of these tests takes, shorter than a test. */
const longMs = 60_000;

interface Told {
  readonly severity: string;
  readonly check: unknown;
}

function newReadiness(choice: Partial<ReadinessOptions> = {}) {
  const calls = { index: 0, storage: 0 };
  const told: Told[] = [];
  const clock = { nowMs: 0 };
  const tell = (severity: string) => (_: string, fields?: object) =>
    void told.push({ severity, check: { check: undefined, ...fields }.check });
  const logger: Logger = { ...silentLogger, info: tell('info'), warn: tell('warn') };
  const readiness = new Readiness({
    index: { getProperty: async () => void calls.index++ as undefined },
    blobs: { available: async () => void calls.storage++ },
    dicom: { address: {} },
    logger,
    nowMs: () => clock.nowMs,
    timeoutMs: longMs,
    ...choice,
  });
  return { readiness, calls, told, clock };
}

const allWell = { serving: true, index: true, storage: true, dicom: true };

test('a server is ready when it serves, index and storage answer, and DICOM is listened for', async () => {
  const { readiness } = newReadiness();
  assert.deepEqual(await readiness.report(), { ready: true, checks: allWell });
});

/** What fails, and the check that tells it. */
const failures: readonly (readonly [check: string, choice: Partial<ReadinessOptions>])[] = [
  ['index', { index: { getProperty: () => Promise.reject(new Error('gone')) } }],
  ['storage', { blobs: { available: () => Promise.reject(new Error('gone')) } }],
  ['storage', { blobs: { available: () => assert.fail('thrown') } }],
  ['dicom', { dicom: { address: undefined } }],
];

for (const [check, choice] of failures) {
  test(`a server whose ${check} fails is not ready`, async () => {
    const { readiness } = newReadiness(choice);
    assert.deepEqual(await readiness.report(), { ready: false, checks: { ...allWell, [check]: false } });
  });
}

test('DICOM is no check where it is switched off', async () => {
  const { readiness } = newReadiness({ dicom: undefined });
  assert.deepEqual(await readiness.report(), { ready: true, checks: { serving: true, index: true, storage: true } });
});

test('an index that does not answer counts as failed after the time limit and is asked no second time meanwhile', async () => {
  const answer = Promise.withResolvers<undefined>();
  let calls = 0;
  const getProperty = () => {
    calls++;
    return answer.promise;
  };
  const { readiness, clock } = newReadiness({ index: { getProperty }, timeoutMs: 5 });
  assert.equal((await readiness.report()).checks.index, false);
  clock.nowMs = longMs;
  assert.equal((await readiness.report()).checks.index, false);
  assert.equal(calls, 1);
  answer.resolve(undefined);
  assert.equal((await readiness.report()).checks.index, true);
  assert.equal(calls, 1);
});

test('results are shared for a second by those who ask at once and one after the other', async () => {
  const { readiness, calls, clock } = newReadiness();
  await Promise.all(Array.from({ length: 50 }, () => readiness.report()));
  clock.nowMs = 999;
  await readiness.report();
  assert.deepEqual(calls, { index: 1, storage: 1 });
  clock.nowMs = 1000;
  await readiness.report();
  assert.deepEqual(calls, { index: 2, storage: 2 });
});

test('draining is told at once, whatever results are shared', async () => {
  const { readiness } = newReadiness();
  await readiness.report();
  await readiness.drain(0);
  assert.deepEqual(await readiness.report(), { ready: false, checks: { ...allWell, serving: false } });
});

test('why a check fails is logged once, and once that it succeeds again', async () => {
  let works = false;
  const available = async () => assert.ok(works);
  const { readiness, clock, told } = newReadiness({ blobs: { available } });
  for (const _ of [1, 2, 3]) {
    await readiness.report();
    clock.nowMs += 1000;
  }
  assert.deepEqual(told, [{ severity: 'warn', check: 'storage' }]);
  works = true;
  await readiness.report();
  assert.deepEqual(told.slice(1), [{ severity: 'info', check: 'storage' }]);
});

test('the storage area of files is available while its folder is there', async (t) => {
  const root = join(temporaryFolder(t, {}), 'data');
  const { blobs, close } = openFileBlobs(root);
  t.after(close);
  await blobs.available();
  await rm(root, { recursive: true });
  await assert.rejects(blobs.available(), { code: 'CannotWriteFile' });
});
