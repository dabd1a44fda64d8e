import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { Tags } from '@isocenter/dicom';
import type { OverwriteMode } from '../../src/index/records.ts';
import { bytesOf, ctImage, startIngest, storeDataSet } from './ingest-bench.ts';

const first = bytesOf(ctImage((image) => image.set(Tags.StudyDescription, 'LO', 'first')));
const other = bytesOf(ctImage((image) => image.set(Tags.StudyDescription, 'LO', 'other')));
const large = bytesOf(ctImage(undefined, 300_000));

/** Stores one, then the other under the same identifiers; answers the second status and the bytes that are kept. */
async function storeTwice(t: TestContext, overwrite: OverwriteMode, second: Uint8Array) {
  const bench = await startIngest(t, { overwrite });
  await storeDataSet(bench, first);
  const result = await storeDataSet(bench, second);
  await bench.settle();
  const files = [...(await bench.files()).values()];
  assert.equal(files.length, 1, 'one file is left');
  assert.deepEqual(await bench.counts(), [1, 1, 1, 1]);
  const kept = (await bench.fileOf(result)).subarray(-second.length);
  return { bench, status: result.status, isSecond: kept.equals(second), result };
}

describe('an instance that is there already', () => {
  it('is left as it is when instances are never overwritten', async (t) => {
    for (const second of [other, large]) {
      const { bench, isSecond, status } = await storeTwice(t, 'Never', second);
      assert.deepEqual([status, isSecond], ['AlreadyStored', false]);
      assert.equal((await bench.changes()).length, 4);
      assert.equal(bench.events.length, 4);
    }
  });

  it('is replaced when instances are always overwritten', async (t) => {
    for (const second of [other, large]) {
      const { bench, isSecond, status } = await storeTwice(t, 'Always', second);
      assert.deepEqual([status, isSecond], ['Success', true]);
      // Both are told, and the changes are those of what is there.
      assert.equal(bench.events.filter(({ type }) => type === 'NewInstance').length, 2);
      assert.equal((await bench.changes()).filter((change) => change === 'NewInstance Instance').length, 1);
    }
  });

  it('is replaced by other bytes only, when that is the mode', async (t) => {
    const same = await storeTwice(t, 'IfChanged', first);
    assert.equal(same.status, 'AlreadyStored');
    const changed = await storeTwice(t, 'IfChanged', other);
    assert.deepEqual([changed.status, changed.isSecond], ['Success', true]);
  });

  it('may arrive many times at once: it is stored once', async (t) => {
    const bench = await startIngest(t);
    const results = await Promise.all(Array.from({ length: 8 }, () => storeDataSet(bench, first)));
    await bench.settle();
    assert.deepEqual(results.map(({ status }) => status).sort(), [
      ...Array.from({ length: 7 }, () => 'AlreadyStored'),
      'Success',
    ]);
    assert.equal((await bench.files()).size, 1);
  });
});

describe('a full archive', () => {
  it('gives its oldest patient up, with their files, and says so', async (t) => {
    const limits = { maximumStorageBytes: 0, maximumPatients: 1, mode: 'Recycle' } as const;
    const bench = await startIngest(t, { limits });
    const gone = await storeDataSet(bench, first);
    const nextPatient = bytesOf(
      ctImage((image) => image.set(Tags.PatientID, 'LO', 'P2').set(Tags.SOPInstanceUID, 'UI', '9.9')),
    );
    const kept = await storeDataSet(bench, nextPatient, { command: { sopInstanceUid: '9.9' } });
    await bench.settle();
    assert.deepEqual(await bench.counts(), [1, 1, 1, 1]);
    assert.deepEqual([...(await bench.files()).keys()], [(await bench.attachmentOf(kept)).uuid]);
    const deleted = bench.events.filter(({ type }) => type === 'Deleted');
    assert.deepEqual(new Set(deleted.map(({ publicId }) => publicId)), new Set(Object.values(gone.publicIds)));
  });
});
